import { checkInteger, type WorkOptions } from '@plimsoll/core';
import { checkReturns } from '../performance/performance-options.ts';
import type { GarchOutcome } from './garch-fit.ts';
import { checkGarch, type GarchParameters } from './garch-parameters.ts';
import type { GarchPresample } from './garch-presample.ts';
import { searchGarch } from './garch-search.ts';
import { inStandardUnit, standardise } from './standardised-series.ts';

/** Options of {@link fitGarch}. */
export interface FitGarchOptions extends WorkOptions {
  /** What stands in for the past; part of the model. @defaultValue fitGarchDefaults.presample */
  readonly presample?: GarchPresample;
  /** Fewest returns accepted, at least 10. @defaultValue fitGarchDefaults.minObservations */
  readonly minObservations?: number;
  /** Iterations before giving up. @defaultValue fitGarchDefaults.maxIterations */
  readonly maxIterations?: number;
  /** Where to start. @defaultValue the best of a small grid */
  readonly start?: GarchParameters;
}

/** Defaults of {@link FitGarchOptions}. */
export const fitGarchDefaults: Required<
  Pick<FitGarchOptions, 'presample' | 'minObservations' | 'maxIterations'>
> = { presample: 'mean-squared-residual', minObservations: 100, maxIterations: 200 };

/**
 * Fits GARCH(1,1) with a constant mean and normal innovations by maximum likelihood: BFGS with the
 * analytic gradient, in coordinates where every point is stationary, on the standardised series,
 * so the answer does not depend on the unit of the returns.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-option`, `numerics/bad-limit`,
 * `numerics/bad-garch`.
 *
 * @example
 * ```ts
 * const fit = fitGarch(returns);
 * if (fit.status === 'fitted') console.log(fit.parameters.alpha, fit.nextVariance);
 * ```
 */
export function fitGarch(returns: ArrayLike<number>, options: FitGarchOptions = {}): GarchOutcome {
  const { presample, minObservations, maxIterations } = { ...fitGarchDefaults, ...options };
  checkInteger(minObservations, 'numerics/bad-limit', ['minObservations'], { min: 10 });
  checkInteger(maxIterations, 'numerics/bad-limit', ['maxIterations'], { min: 1 });
  const original = checkReturns(returns);
  const observations = original.length;
  if (observations < minObservations) {
    return { status: 'insufficient-data', observations, needed: minObservations };
  }
  const standardised = standardise(original);
  const { mean, scale } = standardised;
  if (scale === 0) {
    return { status: 'degenerate', reason: 'constant-series', observations, mean, variance: 0 };
  }
  const start =
    options.start === undefined
      ? undefined
      : inStandardUnit(checkGarch(options.start), standardised);
  const found = searchGarch(standardised, { ...options, presample, maxIterations, start });
  return found.boundary.includes('alpha-zero') && found.status !== 'cancelled'
    ? {
        status: 'degenerate',
        reason: 'no-volatility-clustering',
        observations,
        mean,
        variance: scale * scale,
      }
    : found;
}
