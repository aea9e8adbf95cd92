import { canonicalJson, checkInteger, checkName, type Json } from '@plimsoll/core';
import { startFeature } from '../graph/start-feature.ts';
import { definitionOf } from './definition-of.ts';
import type { Feature, LiveFeature } from './feature.ts';

/** Everything {@link defineFeature} needs. */
export interface FeatureRecipe<In> {
  /** Kebab-case name of the idea, e.g. `relative-strength-index`. */
  readonly kind: string;
  /** Raised when the meaning of `params` or of the state changes. @defaultValue 1 */
  readonly version?: number;
  /** Every parameter that influences the value; the inputs are added to the identity by themselves. */
  readonly params: Readonly<Record<string, Json>>;
  /** Features whose readings `step` receives, in this order. */
  readonly inputs: readonly Feature<In>[];
  /** Bars with ready inputs after which the value stands, at least 1. */
  readonly warmupBars: number;
  /** Length of the state vector; slot 0 is the value. */
  readonly stateLength: number;
  /**
   * Promise that `step` never throws and always leaves finite numbers. Without it every update runs
   * on a copy of the state, so that a refusal changes nothing. @defaultValue false
   */
  readonly infallible?: boolean;
  /** Advances `state` by one bar and writes the value to `state[0]`; see `StepNode.step`. */
  step(state: Float64Array, inputs: Float64Array): void;
}

/**
 * Defines a feature from one function over a flat state vector. `peek`, snapshots that continue bit
 * for bit, and sharing within a feature set follow from that form.
 *
 * @throws PlimsollError `features/invalid-recipe`.
 *
 * @example
 * ```ts
 * const highestClose = defineFeature({
 *   kind: 'highest-close',
 *   params: {},
 *   inputs: [field('close')],
 *   warmupBars: 1,
 *   stateLength: 1,
 *   step: (state, inputs) => {
 *     state[0] = Math.max(state[0] as number, inputs[0] as number);
 *   },
 * });
 * ```
 */
export function defineFeature<In>(recipe: FeatureRecipe<In>): Feature<In> {
  const code = 'features/invalid-recipe';
  const { inputs } = recipe;
  const stateLength = checkInteger(recipe.stateLength, code, ['stateLength'], { min: 1 });
  const ownWarmup = checkInteger(recipe.warmupBars, code, ['warmupBars'], { min: 1 });
  const feature: Feature<In> = {
    kind: checkName(recipe.kind, code, ['kind']),
    version: checkInteger(recipe.version ?? 1, code, ['version'], { min: 1 }),
    params: { ...recipe.params, inputs: inputs.map(definitionOf) },
    warmupBars: inputs.reduce((most, input) => Math.max(most, input.warmupBars), 1) + ownWarmup - 1,
    node: {
      kind: 'step',
      inputs,
      stateLength,
      infallible: recipe.infallible ?? false,
      step: recipe.step,
    },
    start: (from): LiveFeature<In> => startFeature(feature, from),
  };
  canonicalJson(feature.params);
  return feature;
}
