// Value at risk and expected shortfall, in reading order. Portfolios: '@plimsoll/risk/var-portfolio',
// backtests: '@plimsoll/risk/var-backtests'.

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
// volatility first: filtered historical simulation
export {
  type EwmaFilterOptions,
  ewmaFilter,
  ewmaFilterDefaults,
} from './value-at-risk/filtered/ewma-filter.ts';
export {
  type FilteredHistoricalVarOptions,
  filteredHistoricalVar,
} from './value-at-risk/filtered/filtered-historical-var.ts';
export { garchFilter } from './value-at-risk/filtered/garch-filter.ts';
export type {
  FilteredReturns,
  FilterOutcome,
  VolatilityFilter,
} from './value-at-risk/filtered/volatility-filter.ts';
// the far tail: extreme value theory
export {
  type FitGeneralisedParetoOptions,
  fitGeneralisedPareto,
  fitGeneralisedParetoDefaults,
  type GeneralisedParetoFit,
  type GeneralisedParetoOutcome,
} from './value-at-risk/extremes/fit-generalised-pareto.ts';
export {
  type GeneralisedParetoRisk,
  type GeneralisedParetoTail,
  generalisedParetoTail,
} from './value-at-risk/extremes/generalised-pareto-tail.ts';
export {
  type PeaksOverThresholdOptions,
  peaksOverThresholdDefaults,
  peaksOverThresholdVar,
} from './value-at-risk/extremes/peaks-over-threshold-var.ts';
// simulation
export {
  type BlockBootstrapPathOptions,
  blockBootstrapPathDefaults,
  blockBootstrapPaths,
} from './value-at-risk/simulation/block-bootstrap-paths.ts';
export {
  type MonteCarloVarOptions,
  monteCarloVar,
} from './value-at-risk/simulation/monte-carlo-var.ts';
export {
  normalPaths,
  type StudentTPathOptions,
  studentTPaths,
} from './value-at-risk/simulation/parametric-paths.ts';
export type {
  PathOutcome,
  PathRequest,
  PathSource,
} from './value-at-risk/simulation/path-source.ts';
export {
  type SimulationOptions,
  simulationDefaults,
} from './value-at-risk/simulation/simulation-options.ts';
