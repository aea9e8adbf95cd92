// Table of contents, in reading order. Explicit names only; one block a room.

// detectors: the one interface, and how to write one
export type {
  LiveRegimeDetector,
  ReadyRegimeReading,
  RegimeDetector,
  RegimeReading,
  WarmingRegimeReading,
} from './detector/regime-detector.ts';
export {
  defineDetector,
  type DetectorRecipe,
  type DetectorStep,
} from './detector/define-detector.ts';
export type { Observation } from './detector/observation.ts';
export { runBatch } from './detector/run-batch.ts';

// causality, proven on data
export {
  assertCausal,
  causalityDefaults,
  type CausalityOptions,
  type CausalityReport,
  type MakeDetector,
} from './causality/assert-causal.ts';

// Gaussian HMM: a live detector, on a given model or refitting on its own past
export {
  gaussianHmm,
  type FixedHmmConfig,
  type RefittedHmmConfig,
} from './online/define-gaussian-hmm.ts';
export type { GaussianHmmDetector, LiveGaussianHmm } from './online/gaussian-hmm-detector.ts';
export {
  refitEvery,
  refitDefaults,
  type RefitAlignment,
  type RefitOptions,
  type RefitPolicy,
} from './online/refit-every.ts';
export { alignStates, type StateAlignment } from './online/align-states.ts';

// Gaussian HMM: fitting
export { fitGaussianHmm } from './fit/fit-gaussian-hmm.ts';
export type { GaussianHmmFitOutcome, GaussianHmmFitReport } from './fit/fit-outcome.ts';
export {
  gaussianHmmDefaults,
  type CovarianceShape,
  type GaussianHmmFitOptions,
  type GaussianHmmShape,
  type StateOrder,
  type TransitionPrior,
} from './fit/fit-options.ts';
export type { InitialLaw } from './fit/em-problem.ts';
export { observationsNeeded } from './fit/observations-needed.ts';

// Gaussian HMM: the model as data, and what follows from it
export type { GaussianEmission, GaussianHmm } from './hmm/gaussian-hmm.ts';
export type { Observations } from './hmm/observations.ts';
export { filterGaussianHmm, type FilteredStates } from './hmm/filter-gaussian-hmm.ts';
export {
  exitProbability,
  expectedDurationBars,
  stateProbabilities,
  stationaryProbabilities,
  type StateProbabilities,
} from './hmm/horizon.ts';

// for study only: these see the future
export type { Lookahead } from './hmm/lookahead.ts';
export {
  smoothWithLookahead,
  viterbiWithLookahead,
  type StatePath,
} from './hmm/with-lookahead.ts';

// turbulence
export { ewmaTurbulence, type TurbulenceLabel } from './turbulence/ewma-turbulence.ts';
export {
  ewmaTurbulenceDefaults,
  type EwmaTurbulenceOptions,
} from './turbulence/turbulence-options.ts';
export { turbulenceAlarms, type TurbulenceAlarm, type TurbulenceUnit } from './turbulence/alarm.ts';

// persistence: decorators that keep labels from flickering
export { persist } from './persistence/persist.ts';
export {
  hysteresis,
  hysteresisDefaults,
  type HysteresisOptions,
} from './persistence/hysteresis.ts';
export { confirm } from './persistence/confirm.ts';
export { minDwell } from './persistence/min-dwell.ts';
export type {
  LivePersistenceFilter,
  PersistenceFilter,
  PersistenceInput,
} from './persistence/persistence-filter.ts';

// labels: maps as data, and new names for old ones
export {
  labelOf,
  type LabelCondition,
  type LabelMap,
  type LabelRule,
  type Measures,
} from './labels/label-map.ts';
export {
  marketLabelDefaults,
  marketLabels,
  type MarketLabel,
  type MarketLabelOptions,
} from './labels/market-labels.ts';
export { byRules } from './labels/by-rules.ts';
export { labelsByMoments, type MomentLabelOptions } from './labels/by-moments.ts';
export { relabel } from './labels/relabel.ts';

// what first contact needs
export { assume, PlimsollError, type Table, type TableContent } from '@plimsoll/core';
export { returnsOf, tableFromBars, tableFromRows } from '@plimsoll/numerics';
