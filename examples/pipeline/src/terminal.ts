import { PlimsollError } from '@plimsoll/core';
import { type Progress, startProgress } from './progress.ts';

/** What a job tells the person who started it. */
export interface Terminal {
  /** A line of results. */
  readonly log: (line: string) => void;
  /** A line about what went wrong. */
  readonly error: (line: string) => void;
  /** Shows that a stage is under way. */
  readonly startProgress: (stage: string) => Progress;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  log: (line) => console.log(line),
  error: (line) => console.error(line),
  startProgress,
};

/** Runs a job; a refusal is told in its own words and becomes exit code 1. */
export async function refusalAsCode(
  terminal: Terminal,
  job: () => number | Promise<number>,
): Promise<number> {
  try {
    return await job();
  } catch (error) {
    if (!PlimsollError.is(error)) throw error;
    terminal.error(error.message);
    return 1;
  }
}
