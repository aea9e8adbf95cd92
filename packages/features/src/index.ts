// Table of contents, in reading order. Explicit names only; one block a room.

// from core, so that one installed package is enough
export { assume, PlimsollError } from '@plimsoll/core';
export { ema } from './averages/ema.ts';
// averages
export { sma } from './averages/sma.ts';
export { wilderAverage } from './averages/wilder-average.ts';
export { defineFeature, type FeatureRecipe } from './definition/define-feature.ts';
// definition: what a feature is, and how to write one
export type { Feature, FeatureInput, LiveFeature } from './definition/feature.ts';
export type { FeatureNode, SourceNode, StepNode } from './definition/feature-node.ts';
export type { OfOption } from './definition/of-option.ts';
// momentum
export { rsi, rsiFlat } from './momentum/rsi.ts';
export { atr } from './ranges/atr.ts';
export { logRange } from './ranges/log-range.ts';
// ranges
export { trueRange } from './ranges/true-range.ts';
export { type ReturnOptions, returnDefaults } from './returns/lagged-return.ts';
// returns
export { logReturn } from './returns/log-return.ts';
export { simpleReturn } from './returns/simple-return.ts';
export { computeFeature } from './set/compute-feature.ts';
// sets: many features of many subjects
export {
  createFeatureSet,
  type FeatureSetOptions,
  featureSetDefaults,
} from './set/create-feature-set.ts';
export type { FeatureColumn, FeatureColumns } from './set/feature-columns.ts';
export type { FeatureReading, ReadyReading, WarmingReading } from './set/feature-reading.ts';
export type { FeatureSet, FeatureSetInput, NamedFeatures } from './set/feature-set.ts';
// sources: what features read
export {
  type CloseInput,
  type FieldOptions,
  field,
  fieldDefaults,
  type RangeInput,
  type WithField,
} from './sources/field.ts';
export { type InputLimits, inputLimits } from './sources/input-limits.ts';
export { value } from './sources/value.ts';
export {
  type RealisedVolatilityOptions,
  realisedVolatility,
  realisedVolatilityDefaults,
} from './volatility/realised-volatility.ts';
export { rootMeanSquare } from './volatility/root-mean-square.ts';
// volatility
export {
  type StandardDeviationOptions,
  standardDeviation,
  standardDeviationDefaults,
} from './volatility/standard-deviation.ts';
// limits
export { longestWindowBars } from './window/check-window.ts';
