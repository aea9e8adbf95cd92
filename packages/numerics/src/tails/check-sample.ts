import { checkNumber, misuse } from '@plimsoll/core';

/** Copies a non-empty sample of finite numbers; throws naming the position otherwise. */
export function checkSample(values: ArrayLike<number>, name = 'values'): Float64Array {
  if (values.length === 0) {
    misuse('numerics/empty-sample', [name], values, 'Give at least one number.');
  }
  const copy = Float64Array.from(values);
  for (let i = 0; i < copy.length; i++) {
    if (!Number.isFinite(copy[i])) {
      misuse('numerics/bad-sample', [name, i], values[i], 'Give finite numbers.');
    }
  }
  return copy;
}

/** Checks a tail probability, strictly between 0 and 1. */
export function checkTail(value: number): number {
  return checkNumber(value, 'numerics/bad-probability', ['tailProbability'], {
    min: 0,
    above: true,
    max: 1 - 2 ** -53,
  });
}

/**
 * `n · probability`, rounded to a whole number when it is within 1e-9 of one: (1 - 0.95) · 1260 is
 * 63.00000000000006 in doubles, and a count must not hang on that.
 */
export function tailCount(n: number, probability: number): number {
  const product = n * probability;
  const whole = Math.round(product);
  return Math.abs(product - whole) <= 1e-9 ? whole : product;
}
