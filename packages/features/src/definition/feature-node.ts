import type { Feature } from './feature.ts';

/** A number taken from the input of the current bar: no state, validated at the door. */
export interface SourceNode<In> {
  /** Discriminates the two kinds of node. */
  readonly kind: 'source';
  /** Returns the number, or throws a `PlimsollError` naming the field. */
  read(input: In): number;
}

/** A number computed from the readings of other features and a flat state. */
export interface StepNode<In> {
  /** Discriminates the two kinds of node. */
  readonly kind: 'step';
  /** What it is computed from; a set computes each of them once a bar. */
  readonly inputs: readonly Feature<In>[];
  /** Length of the state vector, at least 1. */
  readonly stateLength: number;
  /** Whether `step` can neither throw nor leave a number that is not finite. */
  readonly infallible: boolean;
  /**
   * Advances `state` by one bar and writes the bar's value to `state[0]`. Called once a bar from
   * the first bar on which all inputs are ready. Typed array in, typed array out: nothing is
   * allocated, and `state` is the whole snapshot, so it may hold finite numbers only.
   *
   * @param state - All zero at the start; the function's own from slot 1 on.
   * @param inputs - The readings of the inputs, in their order.
   */
  step(state: Float64Array, inputs: Float64Array): void;
}

/** How a feature set computes a feature. */
export type FeatureNode<In> = SourceNode<In> | StepNode<In>;
