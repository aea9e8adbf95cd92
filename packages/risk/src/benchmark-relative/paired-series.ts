import { misuse } from '@plimsoll/core';
import type { Returns } from '@plimsoll/numerics/performance';
import { checkSeries } from '../value-at-risk/fitted-tail.ts';

/** Options of the measures against a benchmark. */
export interface BenchmarkOptions {
  /** The benchmark's returns over the same periods. */
  readonly benchmark: Returns;
  /** Return a period subtracted from both: one number, or a series as long. @defaultValue 0 */
  readonly riskFree?: number | Returns;
}

const sameLength = (series: Float64Array, length: number, name: string): Float64Array => {
  if (series.length !== length) {
    misuse('risk/bad-sample', [name, 'length'], series.length, `Give ${length}, one a return.`);
  }
  return series;
};

/** Excess returns of both, checked and equally long. */
export function pairOf(
  returns: Returns,
  { benchmark, riskFree = 0 }: BenchmarkOptions,
): { readonly own: Float64Array; readonly other: Float64Array } {
  const own = checkSeries(returns);
  const n = own.length;
  const other = sameLength(checkSeries(benchmark, 'benchmark'), n, 'benchmark');
  const free =
    typeof riskFree === 'number'
      ? checkSeries([riskFree], 'riskFree')
      : sameLength(checkSeries(riskFree, 'riskFree'), n, 'riskFree');
  const rate = (i: number): number => (free.length === 1 ? free[0] : free[i]) as number;
  return { own: own.map((x, i) => x - rate(i)), other: other.map((x, i) => x - rate(i)) };
}

/** Means and centred second moments (divisor n) of a pair; a spread of rounding noise is 0. */
export function secondMoments({ own, other }: ReturnType<typeof pairOf>): {
  readonly ownMean: number;
  readonly otherMean: number;
  readonly ownVariance: number;
  readonly otherVariance: number;
  readonly covariance: number;
} {
  const n = own.length;
  const mean = (series: Float64Array) => series.reduce((sum, x) => sum + x, 0) / n;
  const ownMean = mean(own);
  const otherMean = mean(other);
  const variance = (series: Float64Array, centre: number) => {
    let sum = 0;
    let largest = 1;
    for (const x of series) {
      sum += (x - centre) ** 2;
      largest = Math.max(largest, Math.abs(x));
    }
    return sum / n <= (8 * Number.EPSILON * largest) ** 2 ? 0 : sum / n;
  };
  let covariance = 0;
  for (let i = 0; i < n; i++) {
    covariance += ((own[i] as number) - ownMean) * ((other[i] as number) - otherMean);
  }
  return {
    ownMean,
    otherMean,
    ownVariance: variance(own, ownMean),
    otherVariance: variance(other, otherMean),
    covariance: covariance / n,
  };
}
