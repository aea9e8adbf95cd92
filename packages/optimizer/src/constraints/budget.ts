import { checkNumber } from '@plimsoll/core';
import type { Constraint, ConstraintOptions } from './constraint.ts';
import { nameOf } from './name-of.ts';

/**
 * The weights sum to `total`: 1 for a fully invested portfolio, less to keep cash, 0 for a
 * dollar-neutral one.
 *
 * @throws PlimsollError `optimizer/bad-budget`.
 */
export function budget(total: number, options: ConstraintOptions = {}): Constraint {
  checkNumber(total, 'optimizer/bad-budget', ['total']);
  const name = nameOf(options, 'budget');
  return {
    kind: 'budget',
    version: 1,
    params: { total, name },
    name,
    forms: ({ symbols }) => [
      {
        form: 'linear',
        limit: name,
        coefficients: Object.fromEntries(symbols.map((symbol) => [symbol, 1])),
        min: total,
        max: total,
        unit: 'weight',
      },
    ],
  };
}
