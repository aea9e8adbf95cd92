import { PlimsollError } from '@plimsoll/core';

/** The code that `act` throws, or `null` when it does not. */
export const errorCode = (act: () => unknown): string | null => {
  try {
    act();
  } catch (error) {
    if (PlimsollError.is(error)) return error.code;
    throw error;
  }
  return null;
};
