import type { Event, EventRole } from '../bus/event.ts';
import type { Json } from '../grammar/json.ts';

/** Version of the line format written by this package. */
export const journalFormat: number = 1;

/** First line of a run: everything replay needs besides the events. */
export interface JournalHeader {
  /** Version of the line format. */
  readonly format: number;
  /** Restart counter of the host. */
  readonly epoch: number;
  /** Seed of all random streams. */
  readonly seed: number;
  /** Hash of the host's configuration. */
  readonly configHash: string;
  /** Role of each source. */
  readonly sources: Readonly<Record<string, EventRole>>;
  /** Versions of packages and engine, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Whatever else the host wants recorded. */
  readonly notes: Json;
}

/** The last link of the hash chain. */
export interface JournalHead {
  /** Lower-case hex SHA-256 of the chain so far; 64 zeros before the first header. */
  readonly hash: string;
  /** `seq` of the last event covered, 0 if none in this run. */
  readonly seq: number;
  /** Links so far: one a header and one a drain. */
  readonly links: number;
}

/**
 * Append-only record of a run. One JSON line an event; the last line of each drain carries the
 * chain's next link. All calls are synchronous: a drain is recorded before its effects run.
 */
export interface Journal {
  /** Starts a run. Must come first; a second run needs a higher epoch. */
  begin(header: JournalHeader): void;
  /** Records one whole drain: an event and everything it caused, in order; never empty. */
  append(drain: readonly Event[]): void;
  /** Called when effects are about to run; returns once the promised durability is reached. */
  beforeEffects(): void;
  /** The last link. While a drain is handled this is the link before it. */
  head(): JournalHead;
  /** All lines recorded so far, without line ends. */
  lines(): Iterable<string>;
  /** Writes out what is pending. Idempotent; nothing can be appended afterwards. */
  close(): void;
}
