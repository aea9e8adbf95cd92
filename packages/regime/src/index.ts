// Table of contents, in reading order. Explicit names only; one block a room.

// what first contact needs
export { assume, PlimsollError, type Table, type TableContent } from '@plimsoll/core';
export { returnsOf, tableFromBars, tableFromRows } from '@plimsoll/numerics';
// causality, proven on data
export {
  assertCausal,
  type CausalityOptions,
  type CausalityReport,
  causalityDefaults,
  type MakeDetector,
} from './causality/assert-causal.ts';
export {
  type DetectorRecipe,
  type DetectorStep,
  defineDetector,
} from './detector/define-detector.ts';
export type { Observation } from './detector/observation.ts';
// detectors: the one interface
export type {
  LiveRegimeDetector,
  ReadyRegimeReading,
  RegimeDetector,
  RegimeReading,
  WarmingRegimeReading,
} from './detector/regime-detector.ts';
export { runBatch } from './detector/run-batch.ts';
export type { InitialLaw } from './fit/em-problem.ts';
// Gaussian HMM: fitting
export { fitGaussianHmm } from './fit/fit-gaussian-hmm.ts';
export {
  type CovarianceShape,
  type GaussianHmmFitOptions,
  type GaussianHmmShape,
  gaussianHmmDefaults,
  type StateOrder,
  type TransitionPrior,
} from './fit/fit-options.ts';
export type { GaussianHmmFitOutcome, GaussianHmmFitReport } from './fit/fit-outcome.ts';
export { observationsNeeded } from './fit/observations-needed.ts';
export { type FilteredStates, filterGaussianHmm } from './hmm/filter-gaussian-hmm.ts';
// Gaussian HMM: the model as data, and what follows from it
export type { GaussianEmission, GaussianHmm } from './hmm/gaussian-hmm.ts';
export {
  exitProbability,
  expectedDurationBars,
  type StateProbabilities,
  stateProbabilities,
  stationaryProbabilities,
} from './hmm/horizon.ts';
// for study only: these see the future
export type { Lookahead } from './hmm/lookahead.ts';
export type { Observations } from './hmm/observations.ts';
export {
  type StatePath,
  smoothWithLookahead,
  viterbiWithLookahead,
} from './hmm/with-lookahead.ts';
export { labelsByMoments, type MomentLabelOptions } from './labels/by-moments.ts';
export { byRules } from './labels/by-rules.ts';
// labels
export {
  type LabelCondition,
  type LabelMap,
  type LabelRule,
  labelOf,
  type Measures,
} from './labels/label-map.ts';
export {
  type MarketLabel,
  type MarketLabelOptions,
  marketLabelDefaults,
  marketLabels,
} from './labels/market-labels.ts';
export { relabel } from './labels/relabel.ts';
export { alignStates, type StateAlignment } from './online/align-states.ts';
export {
  type FixedHmmConfig,
  gaussianHmm,
  type RefittedHmmConfig,
} from './online/define-gaussian-hmm.ts';
// Gaussian HMM: as a detector
export type { GaussianHmmDetector, LiveGaussianHmm } from './online/gaussian-hmm-detector.ts';
export {
  type RefitAlignment,
  type RefitOptions,
  type RefitPolicy,
  refitDefaults,
  refitEvery,
} from './online/refit-every.ts';
export { confirm } from './persistence/confirm.ts';
export {
  type HysteresisOptions,
  hysteresis,
  hysteresisDefaults,
} from './persistence/hysteresis.ts';
export { minDwell } from './persistence/min-dwell.ts';
export { persist } from './persistence/persist.ts';
// persistence
export type {
  LivePersistenceFilter,
  PersistenceFilter,
  PersistenceInput,
} from './persistence/persistence-filter.ts';
// turbulence
export { type TurbulenceAlarm, type TurbulenceUnit, turbulenceAlarms } from './turbulence/alarm.ts';
export { ewmaTurbulence, type TurbulenceLabel } from './turbulence/ewma-turbulence.ts';
export {
  type EwmaTurbulenceOptions,
  ewmaTurbulenceDefaults,
} from './turbulence/turbulence-options.ts';
