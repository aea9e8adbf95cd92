import { PlimsollError } from '@plimsoll/core';

/** The error that `act` throws; fails when it throws nothing or something else. */
export const refusalOf = (act: () => unknown): PlimsollError => {
  try {
    act();
  } catch (error) {
    if (PlimsollError.is(error)) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
};
