import type { Live, Startable } from '@plimsoll/core';

/** What a persistence filter sees of a bar. */
export interface PersistenceInput {
  /** Label proposed by the detector, or by the filter before this one. */
  readonly candidate: string;
  /** Filtered probability by label. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/**
 * A live persistence filter: the label in force after each bar. The first candidate comes into force
 * at once.
 */
export interface LivePersistenceFilter extends Live<PersistenceInput, string> {
  /** Advances by one bar and returns the label in force. */
  update(input: PersistenceInput): string;
}

/** A rule that keeps labels from flickering, for {@link persist}. */
export interface PersistenceFilter extends Startable<LivePersistenceFilter> {
  /** Kebab-case name of the rule. */
  readonly kind: string;
}
