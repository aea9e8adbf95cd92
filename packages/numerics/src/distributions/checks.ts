import { checkNumber } from '@plimsoll/core';

/** Returns `x` if it is a finite number; throws `numerics/bad-argument` otherwise. */
export function checkFinite(x: number): number {
  return checkNumber(x, 'numerics/bad-argument', ['x']);
}

/** Returns `p` if it lies strictly between 0 and 1; throws `numerics/bad-probability` otherwise. */
export function checkOpenProbability(p: number, name = 'p'): number {
  return checkNumber(p, 'numerics/bad-probability', [name], {
    min: 0,
    above: true,
    max: 1 - 2 ** -53,
  });
}

/** Returns a shape parameter from above 0 to 1e9; throws `numerics/bad-shape` otherwise. */
export function checkShape(value: number, name: string): number {
  return checkNumber(value, 'numerics/bad-shape', [name], { min: 0, above: true, max: 1e9 });
}
