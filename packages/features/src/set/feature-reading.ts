/** Some feature of the set is still warming up. */
export interface WarmingReading<Name extends string> {
  /** Discriminates the two kinds of reading. */
  readonly status: 'warming';
  /** Close of the bar read, Unix ms UTC. */
  readonly closeAt: number;
  /** Bars still missing until every feature reads. */
  readonly remainingBars: number;
  /** The readings there are, by the set's names. */
  readonly values: Readonly<Partial<Record<Name, number>>>;
}

/** Every feature of the set has a reading. */
export interface ReadyReading<Name extends string> {
  /** Discriminates the two kinds of reading. */
  readonly status: 'ready';
  /** Close of the bar read, Unix ms UTC. */
  readonly closeAt: number;
  /** The readings by the set's names. */
  readonly values: Readonly<Record<Name, number>>;
}

/** What a feature set answers for one bar of one subject. */
export type FeatureReading<Name extends string> = WarmingReading<Name> | ReadyReading<Name>;
