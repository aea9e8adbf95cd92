import type { Live, Startable } from '@plimsoll/core';

/** Answer before there is enough data. */
export interface WarmingRegimeReading {
  /** Discriminates the two kinds of reading. */
  readonly status: 'warming';
  /** Bars still missing, at least. */
  readonly remainingBars: number;
}

/** A regime, from information up to the bar just given and nothing later. */
export interface ReadyRegimeReading<Label extends string = string> {
  /** Discriminates the two kinds of reading. */
  readonly status: 'ready';
  /** Label in force. */
  readonly label: Label;
  /**
   * Filtered probability of each label, summing to 1. A rule, which knows no probabilities, gives
   * its label 1.
   */
  readonly probabilities: Readonly<Record<Label, number>>;
  /** Probability of each label at the next bar, before that bar is seen. */
  readonly predicted: Readonly<Record<Label, number>>;
  /** Filtered probability of `label`. */
  readonly confidence: number;
  /** Bars since `label` came into force, from 0. */
  readonly ageBars: number;
  /** The detector's own numbers, e.g. `logLikelihood`, `refits`, `rankP`. */
  readonly diagnostics: Readonly<Record<string, number>>;
}

/** What a detector answers to one bar. Plain JSON. */
export type RegimeReading<Label extends string = string> =
  | WarmingRegimeReading
  | ReadyRegimeReading<Label>;

/** A detector at work on one subject. `update` sees one bar at a time: look-ahead has no door. */
export interface LiveRegimeDetector<Input, Label extends string = string>
  extends Live<Input, RegimeReading<Label>> {
  /**
   * Advances by one bar. Readings given are final: nothing that comes later changes them.
   *
   * @throws PlimsollError when the input is not usable. The state is then as before.
   */
  update(input: Input): RegimeReading<Label>;
}

/**
 * The one interface of all regime detectors: an immutable definition from which live instances are
 * started. A plain object literal with these members is a detector; {@link assertCausal} and the
 * contract suite in `@plimsoll/regime/testing` judge anybody's.
 */
export interface RegimeDetector<Input, Label extends string = string>
  extends Startable<LiveRegimeDetector<Input, Label>> {
  /** Every label a reading may carry, each once. */
  readonly labels: readonly Label[];
  /**
   * The reading of the bar with this number, counted from 1, is the first one that may be ready;
   * once ready, ready ever after.
   */
  readonly warmupBars: number;
}
