import { denseMoments } from '@plimsoll/numerics/moments';
import type { WeightsByName } from '../certificate/verify-portfolio.ts';
import type { ProblemMoments } from '../problem/problem.ts';
import { weightVector } from '../problem/read-problem.ts';

/** Weights and moments by position, with what every measure of risk starts from. */
export interface Positioned {
  readonly symbols: readonly string[];
  readonly x: Float64Array;
  readonly mean: Float64Array | null;
  /** Standard deviation of each asset. */
  readonly deviations: Float64Array;
  /** `S w`. */
  readonly exposure: Float64Array;
  /** `w'Sw`, at least zero. */
  readonly variance: number;
}

/** Reads weights against moments. */
export function positioned(moments: ProblemMoments, weights: WeightsByName): Positioned {
  const { symbols, mean, covariance } = moments;
  const dense = denseMoments({ symbols, covariance, mean: mean ?? symbols.map(() => 0) });
  const { n } = dense;
  const x = weightVector(weights, symbols);
  const exposure = new Float64Array(n);
  const deviations = new Float64Array(n);
  let variance = 0;
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let j = 0; j < n; j += 1) {
      sum += (dense.covariance[i * n + j] as number) * (x[j] as number);
    }
    exposure[i] = sum;
    variance += sum * (x[i] as number);
    deviations[i] = Math.sqrt(dense.covariance[i * n + i] as number);
  }
  return {
    symbols,
    x,
    mean: mean === undefined ? null : dense.mean,
    deviations,
    exposure,
    variance: Math.max(0, variance),
  };
}
