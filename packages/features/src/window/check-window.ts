import { checkInteger } from '@plimsoll/core';

/** Longest window accepted, in bars: a state vector of a few megabytes. */
export const longestWindowBars = 1_000_000;

/** Returns a window length or a lag if it is a whole number of at least `min` bars. */
export function checkWindow(bars: unknown, name: string, min = 1): number {
  return checkInteger(bars, 'features/invalid-window', [name], { min, max: longestWindowBars });
}
