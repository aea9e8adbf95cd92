import { type Json, misuse, type Snapshot } from '@plimsoll/core';
import type { LiveFeature } from '../definition/feature.ts';
import type { Plan } from './plan.ts';

interface GraphState {
  readonly bars: number;
  readonly steps: readonly (readonly number[])[];
  readonly opaque: readonly Snapshot[];
}

const refuse = (state: Json): never =>
  misuse(
    'features/invalid-snapshot',
    ['from', 'state'],
    state,
    'Give a snapshot exactly as snapshot() returned it.',
  );

const isVector = (value: unknown, length: number): value is readonly number[] =>
  Array.isArray(value) && value.length === length && value.every((x) => Number.isFinite(x));

/** Writes the state of a graph as JSON, with `-0` as `0`. */
export function writeGraphState<In>(
  bars: number,
  states: readonly Float64Array[],
  lives: readonly LiveFeature<In>[],
): Json {
  return {
    bars,
    steps: states.map((state) => Array.from(state, (x) => x + 0)),
    opaque: lives.map((live) => ({ ...live.snapshot() })),
  };
}

/** Reads what {@link writeGraphState} wrote into `states` and returns the rest. */
export function readGraphState<In>(
  state: Json,
  plan: Plan<In>,
  states: readonly Float64Array[],
): GraphState {
  const { bars, steps, opaque } = state as unknown as Partial<GraphState>;
  if (!Number.isSafeInteger(bars) || (bars as number) < 0) refuse(state);
  if (!Array.isArray(steps) || steps.length !== states.length) refuse(state);
  if (!Array.isArray(opaque) || opaque.length !== plan.opaque.length) refuse(state);
  states.forEach((own, i) => {
    const vector: unknown = (steps as readonly unknown[])[i];
    own.set(isVector(vector, own.length) ? vector : refuse(state));
  });
  return state as unknown as GraphState;
}
