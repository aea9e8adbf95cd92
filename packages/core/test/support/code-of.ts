import { PlimsollError } from '@plimsoll/core';

/** Code of the Plimsoll error that `run` throws; fails loudly when it throws none. */
export const codeOf = (run: () => unknown): string => refusalOf(run).code;

/** The Plimsoll error that `run` throws. */
export const refusalOf = (run: () => unknown): PlimsollError => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return error;
    throw error;
  }
  throw new Error('expected a PlimsollError, but nothing was thrown');
};
