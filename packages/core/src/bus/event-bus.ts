import type { AnyEvent, Event } from './event.ts';

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
  /** Enqueues an event; drains the queue if no drain is under way. */
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

/** What the host holds: the whole bus, invariant in `E` on purpose. */
export interface HostBus<E extends object> extends EventBus<E> {
  /** Sees every event before its handlers run. */
  tap(handler: (event: AnyEvent<E>) => void): Unsubscribe;
  /** Resolves when the queue and all promises returned by handlers are empty. */
  idle(): Promise<void>;
}
