import { checkName, checkNumber, misuse } from '@plimsoll/core';
import type { Constraint } from './constraint.ts';

/** Options of {@link linear}. */
export interface LinearOptions {
  /** Name in results. */
  readonly name: string;
  /** Coefficient by asset; assets not named have zero. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** Lower limit. @defaultValue none */
  readonly min?: number;
  /** Upper limit; equal to `min` for an equality. @defaultValue none */
  readonly max?: number;
  /** Unit of the limits. @defaultValue 'weight' */
  readonly unit?: string;
}

/**
 * `min <= sum of coefficient times weight <= max`, for what no other constraint says: a beta, a
 * carbon budget, a pair.
 *
 * @throws PlimsollError `optimizer/bad-coefficient`, `optimizer/bad-bound`,
 * `optimizer/bounds-crossed`, `optimizer/unknown-asset` (when solved).
 */
export function linear(options: LinearOptions): Constraint {
  const { coefficients, min, max, unit = 'weight' } = options;
  const name = checkName(options.name, 'optimizer/bad-name', ['name']);
  for (const [asset, value] of Object.entries(coefficients)) {
    checkNumber(value, 'optimizer/bad-coefficient', ['coefficients', asset]);
  }
  if (min !== undefined) checkNumber(min, 'optimizer/bad-bound', ['min']);
  if (max !== undefined) checkNumber(max, 'optimizer/bad-bound', ['max']);
  if (min === undefined && max === undefined) {
    misuse('optimizer/bad-bound', ['min'], undefined, 'Give min, max or both.');
  }
  if (min !== undefined && max !== undefined && min > max) {
    misuse('optimizer/bounds-crossed', ['min'], min, `The lower limit is above the upper, ${max}.`);
  }
  return {
    kind: 'linear',
    version: 1,
    params: { name, coefficients, min: min ?? null, max: max ?? null, unit },
    name,
    forms: () => [
      { form: 'linear', limit: name, coefficients, min: min ?? null, max: max ?? null, unit },
    ],
  };
}
