import type { Json } from '@plimsoll/core';
import type { LiveFeature } from '../definition/feature.ts';
import { checkReading } from './check-reading.ts';
import { readGraphState, writeGraphState } from './graph-state.ts';
import type { Plan, PlannedStep } from './plan.ts';

/** A plan at work on one subject. */
export interface FeatureGraph<In> {
  /** Bars committed so far. */
  bars(): number;
  /** Commits one bar; the values are in the returned array until the next call. */
  update(input: In): Float64Array;
  /** The values that `update` would leave, in an array of its own; changes nothing. */
  peek(input: In): Float64Array;
  /** The state as JSON. */
  state(): Json;
}

const statesOf = <In>(steps: readonly PlannedStep<In>[]): Float64Array[] =>
  steps.map(({ node }) => new Float64Array(node.stateLength));

const copyStates = (from: readonly Float64Array[], to: readonly Float64Array[]): void => {
  for (let i = 0; i < to.length; i++) (to[i] as Float64Array).set(from[i] as Float64Array);
};

/** Starts a plan, from `state` (of an earlier `state()`) where given. */
export function startGraph<In>(plan: Plan<In>, state?: Json): FeatureGraph<In> {
  const { sources, opaque, steps, fallible } = plan;
  const values = new Float64Array(plan.slots);
  const reads = sources.map(({ node }) => node.read);
  const sourceSlots = sources.map(({ slot }) => slot);
  const gathered = steps.map(({ inputSlots }) => new Float64Array(inputSlots.length));
  let states = statesOf(steps);
  let shadow: Float64Array[] | undefined;
  const restored = state === undefined ? undefined : readGraphState(state, plan, states);
  let bars = restored?.bars ?? 0;
  const lives: LiveFeature<In>[] = opaque.map(({ feature }, i) =>
    feature.start(restored?.opaque[i]),
  );

  const readSources = (input: In, out: Float64Array): void => {
    for (let i = 0; i < reads.length; i++) {
      // Adding zero turns -0 into 0, here and below: JSON has one zero.
      out[sourceSlots[i] as number] = (reads[i] as (input: In) => number)(input) + 0;
    }
  };

  const peekOpaque = (input: In, out: Float64Array): void => {
    for (let i = 0; i < opaque.length; i++) {
      const { feature, slot } = opaque[i] as Plan<In>['opaque'][number];
      const reading = (lives[i] as LiveFeature<In>).peek(input);
      if (bars + 1 >= feature.warmupBars) out[slot] = checkReading(reading, feature.kind) + 0;
    }
  };

  const run = (on: readonly Float64Array[], bar: number, out: Float64Array): void => {
    for (let i = 0; i < steps.length; i++) {
      const { node, slot, inputSlots, firstBar } = steps[i] as PlannedStep<In>;
      if (bar < firstBar) continue;
      const inputs = gathered[i] as Float64Array;
      for (let k = 0; k < inputs.length; k++) {
        inputs[k] = out[inputSlots[k] as number] as number;
      }
      const own = on[i] as Float64Array;
      node.step(own, inputs);
      out[slot] = (own[0] as number) + 0;
    }
  };

  const checkFallible = (bar: number, out: Float64Array): void => {
    for (const { kind, node, slot, firstBar } of steps) {
      if (!node.infallible && bar >= firstBar) checkReading(out[slot], kind);
    }
  };

  // Everything that may refuse the input runs on a copy, so that a refusal changes nothing.
  const runOnCopy = (input: In, out: Float64Array): Float64Array[] => {
    shadow ??= statesOf(steps);
    readSources(input, out);
    peekOpaque(input, out);
    copyStates(states, shadow);
    run(shadow, bars + 1, out);
    checkFallible(bars + 1, out);
    return shadow;
  };

  const updateDirectly = (input: In): Float64Array => {
    readSources(input, values);
    bars += 1;
    run(states, bars, values);
    return values;
  };

  const updateGuarded = (input: In): Float64Array => {
    const next = runOnCopy(input, values);
    for (let i = 0; i < lives.length; i++) (lives[i] as LiveFeature<In>).update(input);
    shadow = states;
    states = next;
    bars += 1;
    return values;
  };

  return {
    bars: () => bars,
    update: fallible || opaque.length > 0 ? updateGuarded : updateDirectly,
    peek(input: In): Float64Array {
      const out = new Float64Array(plan.slots);
      runOnCopy(input, out);
      return out;
    },
    state: () => writeGraphState(bars, states, lives),
  };
}
