import { PlimsollError } from '@plimsoll/core';

/** Runs `work` and returns the code of the misuse it throws, with its path, or `'no error'`. */
export function errorCode(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (PlimsollError.is(error)) return [error.code, ...error.path].join(' ');
    throw error;
  }
  return 'no error';
}
