// Scalar roots and minima, and BFGS, in reading order.

export { findRoot } from './roots/find-root.ts';
export {
  findRootNewton,
  type NewtonOptions,
  type ValueAndSlope,
} from './roots/find-root-newton.ts';
export { minimise } from './roots/minimise.ts';
// many variables
export {
  type BfgsOptions,
  type BfgsOutcome,
  type BfgsPoint,
  type BfgsStatus,
  bfgsDefaults,
  type DifferentiableObjective,
  minimiseBfgs,
} from './roots/minimise-bfgs.ts';
export { withNumericalGradient } from './roots/numerical-gradient.ts';
// scalar searches
export {
  type ConvergedSearch,
  type MinimumOutcome,
  type NotBracketed,
  type NumericalFailure,
  type RootOutcome,
  type SearchOptions,
  type SearchWork,
  searchDefaults,
  type UnfinishedSearch,
} from './roots/search.ts';
