// Table of contents, in reading order. Explicit names only; one block a room.

// from core, so that one installed package is enough
export { assume, PlimsollError } from '@plimsoll/core';
// definition: what a feature is, and how to write one
export type { Feature, FeatureInput, LiveFeature } from './definition/feature.ts';
export type { FeatureNode, SourceNode, StepNode } from './definition/feature-node.ts';
export { defineFeature, type FeatureRecipe } from './definition/define-feature.ts';
export type { OfOption } from './definition/of-option.ts';
// sets: many features of many subjects
export {
  createFeatureSet,
  featureSetDefaults,
  type FeatureSetOptions,
} from './set/create-feature-set.ts';
export type { FeatureSet, FeatureSetInput, NamedFeatures } from './set/feature-set.ts';
export type { FeatureReading, ReadyReading, WarmingReading } from './set/feature-reading.ts';
export type { FeatureColumn, FeatureColumns } from './set/feature-columns.ts';
export { computeFeature } from './set/compute-feature.ts';
// sources: what features read
export {
  type CloseInput,
  field,
  fieldDefaults,
  type FieldOptions,
  type RangeInput,
  type WithField,
} from './sources/field.ts';
export { value } from './sources/value.ts';
export { type InputLimits, inputLimits } from './sources/input-limits.ts';
// returns
export { logReturn } from './returns/log-return.ts';
export { simpleReturn } from './returns/simple-return.ts';
export { returnDefaults, type ReturnOptions } from './returns/lagged-return.ts';
// averages
export { sma } from './averages/sma.ts';
export { ema } from './averages/ema.ts';
export { wilderAverage } from './averages/wilder-average.ts';
// momentum
export { rsi, rsiFlat } from './momentum/rsi.ts';
// ranges
export { trueRange } from './ranges/true-range.ts';
export { atr } from './ranges/atr.ts';
export { logRange } from './ranges/log-range.ts';
// volatility
export {
  standardDeviation,
  standardDeviationDefaults,
  type StandardDeviationOptions,
} from './volatility/standard-deviation.ts';
export { rootMeanSquare } from './volatility/root-mean-square.ts';
export {
  realisedVolatility,
  realisedVolatilityDefaults,
  type RealisedVolatilityOptions,
} from './volatility/realised-volatility.ts';
// limits
export { longestWindowBars } from './window/check-window.ts';
