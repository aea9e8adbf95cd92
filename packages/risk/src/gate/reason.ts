import type { Reason } from '@plimsoll/core';

/** A reason that is not about one limit. */
export function reason(tail: string, message: string): Reason {
  return { code: `risk/${tail}`, message, limit: null };
}
