import { checkNumber } from '@plimsoll/core';
import { inputLimits } from '../sources/input-limits.ts';

/** Returns a reading of user-written code if it is a usable number. */
export function checkReading(reading: unknown, kind: string): number {
  const most = inputLimits.largestReading;
  return checkNumber(reading, 'features/unusable-reading', [kind], { min: -most, max: most });
}
