import { checkNumber } from '@plimsoll/core';
import { defineSource } from '../definition/define-source.ts';
import type { Feature } from '../definition/feature.ts';
import { inputLimits } from './input-limits.ts';

/**
 * The input itself, for features over a plain series of numbers: `sma(20, { of: value() })`.
 *
 * @throws PlimsollError from `update`: `features/invalid-input` when the input is not a finite
 * number within {@link inputLimits}.
 */
export function value(): Feature<number> {
  const most = inputLimits.largestInput;
  return defineSource<number>('value', {}, (input) =>
    checkNumber(input, 'features/invalid-input', [], { min: -most, max: most }),
  );
}
