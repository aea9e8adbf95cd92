import { checkNumber, checkOneOf } from '@plimsoll/core';
import {
  ewmaVariance,
  filterVariance,
  meanSquare,
  type VarianceModel,
} from '@plimsoll/numerics/volatility';
import type { FilteredReturns, FilterOutcome, VolatilityFilter } from './volatility-filter.ts';

/** Options of {@link ewmaFilter}. */
export interface EwmaFilterOptions {
  /** Weight of the past against the newest square. @defaultValue 0.94 */
  readonly lambda?: number;
  /**
   * Variance of the first return: the mean square of the sample, or its own square (RiskMetrics,
   * which makes the first residual 1 or -1). @defaultValue 'mean-square'
   */
  readonly seed?: 'mean-square' | 'first-square';
}

/** Defaults of {@link ewmaFilter}. */
export const ewmaFilterDefaults: Readonly<Required<EwmaFilterOptions>> = {
  lambda: 0.94,
  seed: 'mean-square',
};

/** Runs a variance model over a series and standardises, or says that a variance was 0. */
export function standardise(
  model: VarianceModel,
  returns: Float64Array,
  mean: number,
  step: FilteredReturns['step'],
): FilterOutcome {
  const { variances, residuals, nextVariance } = filterVariance(model, returns);
  const degenerate = {
    status: 'degenerate',
    reason: 'zero-dispersion',
    observations: returns.length,
  } as const;
  if (nextVariance === null || nextVariance <= 0) return degenerate;
  const standardised = residuals.map((residual, t) => residual / Math.sqrt(variances[t] as number));
  return standardised.every(Number.isFinite)
    ? { status: 'fitted', standardised, mean, nextVariance, step }
    : degenerate;
}

/**
 * Exponentially weighted variance about zero, the filter of RiskMetrics.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function ewmaFilter(options: EwmaFilterOptions = {}): VolatilityFilter {
  const { lambda, seed } = { ...ewmaFilterDefaults, ...options };
  checkNumber(lambda, 'risk/bad-option', ['lambda'], { min: 0, above: true, max: 1 - 2 ** -53 });
  checkOneOf(seed, ['mean-square', 'first-square'] as const, 'risk/bad-option', ['seed']);
  return {
    kind: 'ewma-filter',
    version: 1,
    params: { lambda, seed },
    filter(returns) {
      const observations = returns.length;
      if (observations < 2) return { status: 'insufficient-data', observations, needed: 2 };
      const first = seed === 'first-square' ? seed : meanSquare(returns);
      return standardise(
        ewmaVariance({ lambda, seed: first }),
        returns,
        0,
        (variance, residual) => lambda * variance + (1 - lambda) * residual * residual,
      );
    },
  };
}
