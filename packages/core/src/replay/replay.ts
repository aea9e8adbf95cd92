import type { Host } from '../agents/create-host.ts';
import type { Event } from '../bus/event.ts';
import type { EventBus } from '../bus/event-bus.ts';
import type { Clock } from '../clock/clock.ts';
import type { SystemEvents } from '../events/system-events.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { Json } from '../grammar/json.ts';
import type { WorkOptions } from '../grammar/work.ts';
import type { Hasher } from '../hash/hasher.ts';
import { portableHasher } from '../hash/portable-hasher.ts';
import type { Journal, JournalHead, JournalHeader } from '../journal/journal.ts';
import {
  type ChainFault,
  type DroppedTail,
  type ScannedLink,
  scanJournal,
} from '../journal/scan-journal.ts';
import { createReplayClock } from './replay-clock.ts';
import { createReplayJournal } from './replay-journal.ts';

/** What the host under replay is built from, instead of a live clock and journal. */
export interface ReplaySetup {
  /** Tells recorded time; its timers never fire, the journal's inputs do that. */
  readonly clock: Clock;
  /** Receives what is recomputed. */
  readonly journal: Journal;
  /** The run being replayed: use its epoch and seed. */
  readonly header: JournalHeader;
}

/** Options of {@link replay}. */
export interface ReplayOptions<E extends SystemEvents> extends WorkOptions {
  /**
   * Builds the host of the recorded run, with null ports for everything live, and does not start
   * it: the journal does. Called once a run.
   */
  readonly host: (setup: ReplaySetup) => Host<E>;
  /** SHA-256 of the chain. @defaultValue portableHasher */
  readonly hasher?: Hasher;
}

/** The first place where the recomputed run is not the recorded one. */
export interface ReplayDifference {
  /** Line of the journal, from 1. */
  readonly line: number;
  /** `header`, or the id of the event. */
  readonly event: string;
  /** Type of the event, or the differing field of the header. */
  readonly type: string;
  /** As recorded, or `null` when the replay has an event more. */
  readonly recorded: string | null;
  /** As recomputed, or `null` when the replay has an event less. */
  readonly recomputed: string | null;
}

/** What {@link replay} found. */
export type ReplayOutcome =
  | {
      /** Every derived event was recomputed byte for byte. */
      readonly status: 'identical';
      /** Runs replayed. */
      readonly runs: number;
      /** Inputs fed. */
      readonly inputs: number;
      /** Derived events recomputed. */
      readonly derived: number;
      /** The last link. */
      readonly head: JournalHead;
      /** What stands after the last link, or `null`. */
      readonly dropped: DroppedTail | null;
    }
  | {
      /** Another configuration, other code, or something outside the journal took part. */
      readonly status: 'differs';
      /** The first difference. */
      readonly difference: ReplayDifference;
    }
  | {
      /** The journal was changed after it was written. */
      readonly status: 'broken-chain';
      /** The first fault. */
      readonly fault: ChainFault;
    }
  | {
      /** `signal` was set. */
      readonly status: 'cancelled';
      /** Inputs fed. */
      readonly inputs: number;
      /** Derived events recomputed. */
      readonly derived: number;
    };

const comparedFields = ['format', 'epoch', 'seed', 'configHash', 'sources'] as const;

const headerDifference = (
  recorded: JournalHeader,
  recomputed: JournalHeader,
  line: number,
): ReplayDifference | null => {
  for (const field of comparedFields) {
    const before = canonicalJson(recorded[field] as Json);
    const after = canonicalJson(recomputed[field] as Json);
    if (before !== after) {
      return { line, event: 'header', type: field, recorded: before, recomputed: after };
    }
  }
  return null;
};

/**
 * Feeds the inputs of a journal to a fresh host and compares every event it derives with the
 * recorded bytes. The same journal, code, configuration and engine version give `identical`;
 * asynchronous handlers are outside this promise.
 *
 * @param lines - Lines without line ends, e.g. `journal.lines()` or `readLines(path)`.
 *
 * @example
 * ```ts
 * const outcome = replay(readLines('out/journal.jsonl'), {
 *   host: ({ clock, journal, header }) =>
 *     buildHost(createBus({ clock, journal, epoch: header.epoch }), nullPorts),
 * });
 * assume(outcome, 'identical');
 * ```
 */
export function replay<E extends SystemEvents>(
  lines: Iterable<string>,
  options: ReplayOptions<E>,
): ReplayOutcome {
  const { hasher = portableHasher, signal, onProgress } = options;
  const clock = createReplayClock();
  const journal = createReplayJournal(hasher);
  let bus: EventBus<Record<string, unknown>> | null = null;
  let difference: ReplayDifference | null = null;
  let cancelled = false;
  let runs = 0;
  let inputs = 0;
  let derived = 0;
  let line = 0;

  const begin = (header: JournalHeader): void => {
    runs++;
    const host = options.host({ clock, journal, header });
    difference = headerDifference(header, host.header(), line);
    journal.begin(header);
    bus = host.bus as unknown as EventBus<Record<string, unknown>>;
  };

  const feed = (event: Event): void => {
    inputs++;
    clock.set(event.at);
    const { causationId, correlationId, source, subject } = event;
    const causedBy = causationId === null ? {} : { causedBy: { id: causationId, correlationId } };
    try {
      bus?.publish(event.type, event.payload, { source, subject, ...causedBy });
    } catch (error) {
      // Failed handlers of a strict bus are in the journal too, as system.handler-failed.
      if (!(error instanceof AggregateError)) throw error;
    }
  };

  const surplus = (): ReplayDifference | null => {
    const recomputed = journal.take();
    if (recomputed === undefined) return null;
    const { id, type } = JSON.parse(recomputed) as Event;
    return { line, event: id, type, recorded: null, recomputed };
  };

  const compare = (text: string): void => {
    const event = JSON.parse(text) as Event;
    const isInput = event.role === 'input';
    if (isInput) {
      difference = surplus();
      if (difference !== null) return;
      feed(event);
    } else {
      derived++;
    }
    const recomputed = journal.take() ?? null;
    if (recomputed !== text) {
      difference = { line, event: event.id, type: event.type, recorded: text, recomputed };
    }
  };

  const onLink = ({ header, texts, line: first }: ScannedLink): boolean => {
    line = first;
    if (signal?.aborted === true) {
      cancelled = true;
      return false;
    }
    if (header !== null) {
      difference = surplus();
      if (difference === null) begin(header);
    } else {
      for (let i = 0; i < texts.length && difference === null; i++) {
        line = first + i;
        compare(i === texts.length - 1 ? `${texts[i]}}` : (texts[i] as string));
      }
    }
    onProgress?.(inputs + derived, inputs + derived);
    return difference === null;
  };

  const { position, fault, dropped } = scanJournal(lines, hasher, onLink);
  if (cancelled) return { status: 'cancelled', inputs, derived };
  difference ??= fault === null ? surplus() : null;
  if (difference !== null) return { status: 'differs', difference };
  if (fault !== null) return { status: 'broken-chain', fault };
  if (runs === 0)
    return { status: 'broken-chain', fault: { line: 1, reason: 'there is no header' } };
  return { status: 'identical', runs, inputs, derived, head: position.head, dropped };
}
