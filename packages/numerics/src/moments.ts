// Means and covariances of returns, in reading order.

export type { MatrixInput } from './linear-algebra/dense-matrix.ts';
export { type DecayOptions, type DecaySeed, decayDefaults } from './moments/decay.ts';
export { type DenseMoments, denseMoments, type MomentsInput } from './moments/dense-moments.ts';
// the verb
export {
  type EstimateOptions,
  type EstimateOutcome,
  estimate,
  estimateDefaults,
  type FittedMoments,
  type InsufficientMoments,
  returnsKindOf,
} from './moments/estimate.ts';
// the seam
export type {
  CovarianceEstimator,
  EstimatorProgress,
  EstimatorReading,
  LiveEstimator,
  MeanEstimator,
  MomentEstimator,
  ReadyReading,
  WarmingReading,
} from './moments/estimator.ts';
export { ewmaCovariance, ewmaMean } from './moments/ewma.ts';
export { ledoitWolfConstantCorrelation } from './moments/ledoit-wolf-constant-correlation.ts';
export { ledoitWolfIdentity } from './moments/ledoit-wolf-identity.ts';
// moments
export {
  annualise,
  type EstimatorRecord,
  type Moments,
  type Period,
} from './moments/moments.ts';
// definiteness
export {
  diagnosePsd,
  type PsdDiagnosis,
  type PsdOptions,
  type PsdRepair,
  psdDefaults,
  type RepairOptions,
  repairPsd,
} from './moments/psd.ts';
export {
  type SampleCovarianceOptions,
  sampleCovariance,
  sampleCovarianceDefaults,
} from './moments/sample-covariance.ts';
// estimators
export { sampleMean } from './moments/sample-mean.ts';
export { type LedoitWolfOptions, ledoitWolfDefaults } from './moments/shrinkage.ts';
export type { ReturnsKind } from './table/returns-of.ts';
