import { PlimsollError } from '@plimsoll/core';

/** The Plimsoll error that `run` throws; fails loudly when it throws none. */
export const refusalOf = (run: () => unknown): PlimsollError => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return error;
    throw error;
  }
  throw new Error('expected a PlimsollError, but nothing was thrown');
};

/** Its code alone. */
export const codeOf = (run: () => unknown): string => refusalOf(run).code;
