/** History of one feature: one row a bar, oldest first. */
export interface FeatureColumn {
  /** The readings; NaN where `ready` is 0, so that an unread mask cannot pass for a number. */
  readonly values: Float64Array;
  /** 1 where there is a reading, 0 during warm-up. */
  readonly ready: Uint8Array;
}

/** History of one subject as columns over the same bars, oldest first. */
export interface FeatureColumns<Name extends string> {
  /** Close of each bar, Unix ms UTC. */
  readonly closeAt: Float64Array;
  /** One column a feature, by the set's names. */
  readonly columns: Readonly<Record<Name, FeatureColumn>>;
}
