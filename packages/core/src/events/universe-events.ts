/** Point-in-time membership changed; leavers with positions become sell-only. */
export interface UniverseChanged {
  /** Name of the universe. */
  readonly universe: string;
  /** Instruments that joined. */
  readonly added: readonly string[];
  /** Instruments that left. */
  readonly removed: readonly string[];
  /** Why. */
  readonly reason: string;
}

/** Universe family. Subject: universe. */
export interface UniverseEvents {
  /** Membership changed. */
  readonly 'universe.changed': UniverseChanged;
}
