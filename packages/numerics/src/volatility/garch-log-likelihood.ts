import { checkReturns } from '../performance/performance-options.ts';
import { garchLikelihood } from './garch-likelihood.ts';
import { checkGarch, type GarchParameters } from './garch-parameters.ts';
import { blankPresample, type GarchPresample, presampleRule } from './garch-presample.ts';

/** Options of {@link garchLogLikelihood}. */
export interface GarchLikelihoodOptions {
  /** Parameters, in the unit of the returns. */
  readonly parameters: GarchParameters;
  /** What stands in for the past. @defaultValue 'mean-squared-residual' */
  readonly presample?: GarchPresample;
}

/**
 * Gaussian log-likelihood of returns under GARCH(1,1) with given parameters, constants included.
 * Minus infinity where a variance came to nothing.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-garch`, `numerics/bad-option`.
 */
export function garchLogLikelihood(
  returns: ArrayLike<number>,
  { parameters, presample = 'mean-squared-residual' }: GarchLikelihoodOptions,
): number {
  const series = checkReturns(returns);
  const checked = checkGarch(parameters);
  const before = blankPresample();
  presampleRule(presample, series)(checked, before);
  return garchLikelihood(series, checked, before, new Float64Array(4));
}
