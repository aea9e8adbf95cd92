import { checkOneOf } from '@plimsoll/core';
import { checkSample, checkTail, tailCount } from './check-sample.ts';
import { quantileInPlace } from './sample-quantile.ts';
import { selectInPlace } from './select.ts';
import { type TailMeasure, tailMeasure } from './tail-measure.ts';

/**
 * How the tail is averaged. `exact-weight`: the worst `n · tail` losses, the one on the boundary by
 * its fraction (Acerbi and Tasche 2002); the only one that is coherent and equals the minimum of
 * Rockafellar and Uryasev. The others average returns below, or at and below, the type 7 quantile;
 * they are there to reproduce other libraries.
 */
export type ExpectedShortfallMethod = 'exact-weight' | 'below-quantile' | 'at-or-below-quantile';

/** Options of {@link historicalExpectedShortfall}. */
export interface HistoricalExpectedShortfallOptions {
  /** Probability mass of the tail, e.g. 0.025. */
  readonly tailProbability: number;
  /** How the tail is averaged. @defaultValue 'exact-weight' */
  readonly method?: ExpectedShortfallMethod;
}

/** Defaults of {@link historicalExpectedShortfall}. */
export const historicalExpectedShortfallDefaults: Readonly<{ method: ExpectedShortfallMethod }> = {
  method: 'exact-weight',
};

/** Mean of the worst `count` (need not be whole) of the values, which are rearranged. */
function meanOfWorst(values: Float64Array, count: number): number {
  const whole = Math.floor(count);
  const boundary = selectInPlace(values, Math.min(whole, values.length - 1));
  let sum = 0;
  // Relative to the boundary, so that equal values give that value exactly.
  for (let i = 0; i < whole; i++) sum += (values[i] as number) - boundary;
  return boundary + sum / count;
}

function meanBelow(values: Float64Array, tail: number, inclusive: boolean): number | null {
  const quantile = quantileInPlace(values, tail, 7);
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value < quantile || (inclusive && value === quantile)) {
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? null : -sum / count;
}

/**
 * Historical expected shortfall of one period: the average loss, positive, over the worst part of
 * the sample.
 *
 * @param returns - Returns per period, fractions.
 * @returns Null value only for `below-quantile` where nothing lies below.
 * @throws `numerics/empty-sample`, `numerics/bad-sample`, `numerics/bad-probability`,
 * `numerics/bad-method`.
 */
export function historicalExpectedShortfall(
  returns: ArrayLike<number>,
  options: HistoricalExpectedShortfallOptions,
): TailMeasure {
  const { tailProbability, method } = { ...historicalExpectedShortfallDefaults, ...options };
  const methods = ['exact-weight', 'below-quantile', 'at-or-below-quantile'] as const;
  checkTail(tailProbability);
  checkOneOf(method, methods, 'numerics/bad-method', ['method']);
  const values = checkSample(returns, 'returns');
  const count = tailCount(values.length, tailProbability);
  const value =
    method === 'exact-weight'
      ? -meanOfWorst(values, count)
      : meanBelow(values, tailProbability, method === 'at-or-below-quantile');
  return tailMeasure(value, values.length, count, `historical, ${method}`);
}
