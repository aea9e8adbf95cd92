import { PlimsollError } from '@plimsoll/core';

/** `code at path` of the PlimsollError that `run` throws. */
export const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) {
      return error.path.length === 0 ? error.code : `${error.code} at ${error.path.join('.')}`;
    }
    throw error;
  }
  return 'nothing thrown';
};
