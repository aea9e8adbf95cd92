import type { Live, Startable } from '@plimsoll/core';
import type { FeatureNode } from './feature-node.ts';

/**
 * A feature at work on one subject. `update` commits a finished bar; `peek` answers what `update`
 * would, for the bar that is still forming, and changes nothing.
 */
export interface LiveFeature<In, Out = number> extends Live<In, Out | undefined> {
  /**
   * Advances by one finished bar and returns its reading, `undefined` during the first
   * `warmupBars - 1` bars.
   *
   * @throws PlimsollError when the input is not usable, naming the field. The state is then as before.
   */
  update(input: In): Out | undefined;
  /** What `update(input)` would return now. Mutates nothing; call it as often as the bar changes. */
  peek(input: In): Out | undefined;
}

/**
 * The definition of one market feature: immutable, hashable, shared by any number of subjects.
 * A plain object literal with these members is a feature; `defineFeature` writes one from a single
 * `step` function, with `peek`, snapshots and sharing for free.
 */
export interface Feature<In, Out = number> extends Startable<LiveFeature<In, Out>> {
  /** The reading of the bar with this number, counted from 1, is the first one; ready ever after. */
  readonly warmupBars: number;
  /**
   * How a feature set computes it from shared nodes. Absent on a feature written from scratch,
   * which a set then runs as it stands.
   */
  readonly node?: FeatureNode<In>;
}

/** The input a feature reads: `FeatureInput<typeof sma20>` is `{ readonly close: number }`. */
export type FeatureInput<F> = F extends Feature<infer In, infer _Out> ? In : never;
