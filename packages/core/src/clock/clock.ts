/** A pending timer. */
export interface Timer {
  /** Absolute due time, Unix ms. */
  readonly dueAt: number;
  /** Prevents the callback; idempotent. */
  cancel(): void;
}

/** Time as an input. Deadlines are absolute; durations beyond 2^31 ms work. */
export interface Clock {
  /** Current time, Unix ms UTC; never goes backwards. */
  now(): number;
  /** Calls `callback` once when the clock reaches `dueAt`; past deadlines fire as soon as possible. */
  at(dueAt: number, callback: () => void): Timer;
}
