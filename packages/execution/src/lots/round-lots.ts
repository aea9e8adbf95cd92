import { checkInteger, checkNumber, misuse } from '@plimsoll/core';

/** Bits kept of the total; what a weight has below that cannot move any running total by a lot. */
const keptBits = 200;

/** Scales weights by a power of two, which is exact, and cuts them to integers. */
const integersOf = (weights: readonly number[], total: number): readonly bigint[] => {
  const exponent = Math.min(1_000, keptBits - Math.ceil(Math.log2(total)));
  return weights.map((weight) => BigInt(Math.floor(weight * 2 ** exponent)));
};

const roundExactly = (lots: number, weights: readonly number[], sum: number): number[] => {
  const integers = integersOf(weights, sum);
  const total = integers.reduce((running, weight) => running + weight, 0n);
  const twice = 2n * BigInt(lots);
  let cumulative = 0n;
  let before = 0;
  return integers.map((weight) => {
    cumulative += weight;
    const upTo = Number((twice * cumulative + total) / (2n * total));
    const slice = upTo - before;
    before = upTo;
    return slice;
  });
};

/** Up to here doubles place the running total within a hundredth of a lot; beyond, integers do. */
const largestFast = 2 ** 40;

/**
 * Splits `lots` by weights with cumulative rounding: slice k ends at floor(lots · C_k + ½), where
 * C_k is the cumulative share of the weights. The sum is exact, a slice differs from its real
 * value by less than one lot, and the running total by at most half a lot at every slice; largest
 * remainder keeps the first two but lets the running total drift by many lots.
 *
 * @param lots - Whole lots to split.
 * @param weights - Non-negative, not all zero; relative sizes of the slices.
 * @throws PlimsollError `execution/bad-lots`, `execution/bad-weights`.
 *
 * @example
 * ```ts
 * roundLots(10, [1, 1, 1]); // [3, 4, 3]
 * ```
 */
export function roundLots(lots: number, weights: readonly number[]): number[] {
  checkInteger(lots, 'execution/bad-lots', ['lots'], { min: 0 });
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] as number;
    if (!(weight >= 0)) checkNumber(weight, 'execution/bad-weights', ['weights', k], { min: 0 });
    total += weight;
  }
  if (!(total > 0 && Number.isFinite(total))) {
    misuse('execution/bad-weights', ['weights'], weights, 'Give one weight above zero.');
  }
  if (lots > largestFast) return roundExactly(lots, weights, total);
  const slices = new Array<number>(weights.length);
  let cumulative = 0;
  let before = 0;
  for (let k = 0; k < weights.length; k++) {
    cumulative += weights[k] as number;
    const upTo = k === weights.length - 1 ? lots : Math.floor((lots * cumulative) / total + 0.5);
    slices[k] = upTo - before;
    before = upTo;
  }
  return slices;
}
