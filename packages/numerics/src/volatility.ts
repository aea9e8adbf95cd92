// Volatility models, in reading order.

export type { Measure } from '@plimsoll/core';
// exponential weighting
export {
  type EwmaVarianceOptions,
  ewmaVariance,
  ewmaVarianceDefaults,
} from './volatility/ewma-variance.ts';
export {
  type FilteredVariance,
  filterVariance,
  meanSquare,
} from './volatility/filter-variance.ts';
export { type FitGarchOptions, fitGarch, fitGarchDefaults } from './volatility/fit-garch.ts';
export type {
  GarchBoundary,
  GarchDegeneracy,
  GarchEstimate,
  GarchOutcome,
} from './volatility/garch-fit.ts';
export {
  type GarchLikelihoodOptions,
  garchLogLikelihood,
} from './volatility/garch-log-likelihood.ts';
// GARCH(1,1)
export { type GarchParameters, unconditionalVariance } from './volatility/garch-parameters.ts';
export type { GarchPresample } from './volatility/garch-presample.ts';
export {
  type GarchErrorKind,
  type GarchErrorOptions,
  garchErrorDefaults,
  garchStandardErrors,
} from './volatility/garch-standard-errors.ts';
export { type GarchVarianceOptions, garchVariance } from './volatility/garch-variance.ts';
// the seam: a model with given parameters, run over returns
export type { LiveVariance, VarianceModel, VarianceReading } from './volatility/variance-model.ts';
