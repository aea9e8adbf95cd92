import { checkReturns } from '../performance/performance-options.ts';
import type { VarianceModel } from './variance-model.ts';

/** A whole series through a variance model. */
export interface FilteredVariance {
  /** Variance expected for each return before it. */
  readonly variances: Float64Array;
  /** Each return minus the model's mean. */
  readonly residuals: Float64Array;
  /** Variance expected for the return after the last, or `null` for an empty series. */
  readonly nextVariance: number | null;
}

/**
 * Runs a variance model over a series: the streaming model fed one return at a time, so batch and
 * live agree bit for bit.
 *
 * @throws PlimsollError `numerics/bad-returns`.
 */
export function filterVariance(model: VarianceModel, returns: ArrayLike<number>): FilteredVariance {
  const series = checkReturns(returns);
  const live = model.start();
  const variances = new Float64Array(series.length);
  const residuals = new Float64Array(series.length);
  let nextVariance: number | null = null;
  series.forEach((x, i) => {
    const reading = live.update(x);
    variances[i] = reading.variance;
    residuals[i] = reading.residual;
    nextVariance = reading.nextVariance;
  });
  return { variances, residuals, nextVariance };
}

/**
 * Mean of the squared returns about zero; a seed for `ewmaVariance`.
 *
 * @throws PlimsollError `numerics/bad-returns`, also when there are none.
 */
export function meanSquare(returns: ArrayLike<number>): number {
  const series = checkReturns(returns);
  const sum = series.reduce((total, x) => total + x * x, 0);
  return checkReturns([sum / series.length])[0] as number;
}
