import type { Snapshot } from '@plimsoll/core';
import type { Feature, FeatureInput } from '../definition/feature.ts';
import type { FeatureColumns } from './feature-columns.ts';
import type { FeatureReading } from './feature-reading.ts';

/** Features by the names their readings will have. */
export type NamedFeatures = Readonly<Record<string, Feature<never>>>;

/** What a set of features reads: the fields of all of them, and the time of the bar. */
export type FeatureSetInput<F extends NamedFeatures> = ({
  // One parameter position a member: their intersection is inferred, not their union.
  readonly [Name in keyof F]: (input: FeatureInput<F[Name]>) => void;
}[keyof F] extends (input: infer In) => void
  ? In
  : never) & {
  /** Close of the bar, Unix ms UTC, later than that of the subject's previous bar. */
  readonly closeAt: number;
};

/**
 * Features of any number of subjects, each node computed once a bar and subject however many
 * features use it. Subjects appear with their first bar and share nothing.
 */
export interface FeatureSet<In, Name extends string> {
  /** The names given, in the order given. */
  readonly names: readonly Name[];
  /** The reading of the bar with this number, counted from 1, is the first one that is `ready`. */
  readonly warmupBars: number;
  /** Number of distinct nodes computed a bar: shared ones count once. */
  readonly nodeCount: number;
  /**
   * Commits one finished bar of `subject` and returns its reading.
   *
   * @throws PlimsollError when the bar is refused, with every subject left as it was:
   * `features/out-of-order` when it does not close after the previous one,
   * `features/invalid-input` and its like naming the field.
   */
  update(subject: string, input: In): FeatureReading<Name>;
  /** What `update` would answer for a bar still forming. Changes nothing. */
  peek(subject: string, input: In): FeatureReading<Name>;
  /** Subjects seen, in order of appearance. */
  subjects(): readonly string[];
  /**
   * The last `historyBars` bars of `subject` (fewer at the start), copied into columns.
   *
   * @throws PlimsollError `features/unknown-subject`.
   */
  columns(subject: string): FeatureColumns<Name>;
  /** The state of every subject; give it as `from` to continue bit for bit. */
  snapshot(): Snapshot;
}
