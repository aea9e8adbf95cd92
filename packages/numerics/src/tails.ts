// Sample quantiles, historical tail measures and the block bootstrap, in reading order.

// resampling
export { type BlockMethod, type BlockRule, blockIndices } from './tails/block-indices.ts';
export {
  type BlockBootstrapOptions,
  type BootstrapDesign,
  type BootstrapEstimates,
  type BootstrapOutcome,
  type BootstrapSample,
  blockBootstrap,
  blockBootstrapDefaults,
} from './tails/bootstrap.ts';
export type { BootstrapInterval, IntervalMethod } from './tails/bootstrap-interval.ts';
export { tailCount } from './tails/check-sample.ts';
export {
  type ExpectedShortfallMethod,
  type HistoricalExpectedShortfallOptions,
  historicalExpectedShortfall,
  historicalExpectedShortfallDefaults,
} from './tails/historical-expected-shortfall.ts';
export {
  type HistoricalValueAtRiskOptions,
  historicalValueAtRisk,
  historicalValueAtRiskDefaults,
  type ValueAtRiskMethod,
} from './tails/historical-value-at-risk.ts';
export {
  type QuantileType,
  type SampleQuantileOptions,
  sampleQuantile,
  sampleQuantileDefaults,
} from './tails/sample-quantile.ts';
// order statistics
export { selectInPlace } from './tails/select.ts';
// tail measures
export { type TailFlag, type TailMeasure, tailDefaults } from './tails/tail-measure.ts';
