import type { Clock } from '../clock/clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { AnyEvent, Event, EventRole } from './event.ts';

declare const events: unique symbol;

/** Ends a subscription; takes effect at once, also in the middle of a dispatch. Idempotent. */
export type Unsubscribe = () => void;

/** How an event is published; everything has a default. */
export interface PublishOptions {
  /** Publishing source. @defaultValue the source the publisher was made for */
  readonly source?: string;
  /** Routing key. @defaultValue derived from the payload by `subjectOf` */
  readonly subject?: string;
  /** The causing event, needed only after an `await`. @defaultValue the event being handled */
  readonly causedBy?: Pick<Event, 'id' | 'correlationId'>;
}

/** The publishing half. The phantom member makes `E` covariant; without it wrong buses are accepted. */
export interface Publisher<out E extends object> {
  /** Never present at run time. */
  readonly [events]?: E;
  /**
   * Enqueues an event; drains the queue if no drain is under way. The payload must be plain finite
   * JSON (`core/invalid-payload` otherwise); `-0` becomes `0`.
   */
  publish<K extends keyof E & string>(type: K, payload: E[K], options?: PublishOptions): void;
}

/** The subscribing half. */
export interface Subscriber<out E extends object> {
  /** Never present at run time. */
  readonly [events]?: E;
  /**
   * Calls `handler` for each event of `type` in subscription order, from the next event on.
   * A returned promise is tracked by `idle()`, not awaited.
   */
  subscribe<K extends keyof E & string>(
    type: K,
    handler: (event: Event<K, E[K]>) => void | PromiseLike<void>,
  ): Unsubscribe;
}

/** What packages accept. A wider bus fits, a narrower one is a type error. */
export interface EventBus<out E extends object> extends Publisher<E>, Subscriber<E> {}

/** A bus that speaks for one source: what an agent is given. */
export interface SourceBus<out E extends object> extends EventBus<E> {
  /** Name of the source: first part of every id it mints. */
  readonly source: string;
  /** Bus time, Unix ms; frozen while one input and all it causes are handled. */
  now(): number;
  /** Mints the next deterministic id `${source}-${epoch}-${sequence}`, one sequence a source. */
  nextId(): string;
  /**
   * Runs `effect` after the current drain is in the journal (and flushed, under `per-effect`
   * durability). What it publishes is caused by the event now being handled and forms a drain of
   * its own. This is the only place for calls that leave the process.
   */
  perform(effect: () => void): void;
}

/** What the host holds: the whole bus, invariant in `E` on purpose. */
export interface HostBus<E extends object> extends EventBus<E> {
  /** Clock that stamps inputs. */
  readonly clock: Clock;
  /** Restart counter in every id. */
  readonly epoch: number;
  /** Where drains are recorded, or `null`. */
  readonly journal: Journal | null;
  /** Bus time, Unix ms; frozen while one input and all it causes are handled. */
  now(): number;
  /** Roles by source, as declared so far. */
  sources(): Readonly<Record<string, EventRole>>;
  /** The bus as seen by one source. A name not declared yet becomes a derived source. */
  as(source: string): SourceBus<E>;
  /** Sees every event before its handlers run. */
  tap(handler: (event: AnyEvent<E>) => void): Unsubscribe;
  /** Number of promises returned by handlers and not settled yet. */
  pending(): number;
  /**
   * Resolves when the queue and all promises returned by handlers are empty; rejects with an
   * AggregateError when asynchronous handlers failed and nobody listened.
   */
  idle(): Promise<void>;
}
