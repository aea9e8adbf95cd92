// Value at risk and expected shortfall, in reading order. Backtests: '@plimsoll/risk/var-backtests'.

export { assume, PlimsollError } from '@plimsoll/core';
export type { QuantileType, ValueAtRiskMethod } from '@plimsoll/numerics/tails';
// the seam and its answers
export type { TailOptions, VarModel } from './value-at-risk/var-model.ts';
export type {
  DegenerateSample,
  InsufficientData,
  TailEstimate,
  TailRisk,
  UnfinishedFit,
  VarDegeneracy,
  VarFlag,
  VarOutcome,
} from './value-at-risk/var-outcome.ts';
export { fittedTail, type TailFacts, varDefaults } from './value-at-risk/fitted-tail.ts';
// the sample is the distribution
export {
  type HistoricalVarOptions,
  historicalVar,
  historicalVarDefaults,
} from './value-at-risk/historical-var.ts';
export {
  type AgeWeightedVarOptions,
  ageWeightedVar,
  ageWeightedVarDefaults,
} from './value-at-risk/age-weighted-var.ts';
// a distribution is assumed
export {
  type LocationScaleOptions,
  locationScaleDefaults,
} from './value-at-risk/location-scale.ts';
export {
  cornishFisherVar,
  normalVar,
  type StudentTVarOptions,
  studentTVar,
} from './value-at-risk/parametric-var.ts';
// closed forms on given moments
export { type LocationScaleTail, normalTail } from './value-at-risk/normal-tail.ts';
export { type StudentTTail, studentTTail } from './value-at-risk/student-t-tail.ts';
export {
  type CornishFisherTail,
  cornishFisherIsMonotone,
  cornishFisherTail,
} from './value-at-risk/cornish-fisher-tail.ts';
// portfolios: who contributes what
export type { MomentsInput } from '@plimsoll/numerics/moments';
export type {
  Contribution,
  PortfolioTail,
  PortfolioTailOutcome,
} from './value-at-risk/portfolio/contributions.ts';
export {
  type HistoricalContributionOptions,
  historicalContributionDefaults,
  historicalContributions,
  portfolioProfitAndLoss,
} from './value-at-risk/portfolio/historical-contributions.ts';
export {
  type NormalContributionOptions,
  normalContributionDefaults,
  normalContributions,
} from './value-at-risk/portfolio/normal-contributions.ts';
export type { Positions } from './value-at-risk/portfolio/positions.ts';
export {
  type DeltaGammaOptions,
  type DeltaGammaTail,
  deltaGammaTail,
} from './value-at-risk/portfolio/delta-gamma-tail.ts';
