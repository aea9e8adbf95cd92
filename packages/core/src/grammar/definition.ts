import type { Json } from './json.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * An immutable description of a strategy: what a noun such as `sma(20)` or `cap(0.35)` returns.
 * It holds no state, so it can be hashed, shared by many subjects and replayed.
 * `kind` serves checking and hashing; nothing in Plimsoll looks definitions up by it.
 */
export interface Definition {
  /** Kebab-case name of the idea, e.g. `simple-moving-average`. */
  readonly kind: string;
  /** Raised when the meaning of `params` or of a snapshot changes. */
  readonly version: number;
  /** Every parameter that influences results, as plain JSON. */
  readonly params: Json;
}

/** A live instance that remembers: one input in, one output out, state on demand. */
export interface Live<In, Out> {
  /** Advances by one observation. */
  update(input: In): Out;
  /** The complete state, so that `start(from)` continues bit for bit. */
  snapshot(): Snapshot;
}

/** A definition from which live instances are started. */
export interface Startable<L> extends Definition {
  /**
   * Starts a live instance.
   * @param from - A snapshot of the same definition to continue from; anything else throws
   * `core/snapshot-mismatch`.
   */
  start(from?: Snapshot): L;
}
