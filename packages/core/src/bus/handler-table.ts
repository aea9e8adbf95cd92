import { EventEmitter } from 'eventemitter3';
import type { Event } from './event.ts';
import type { Unsubscribe } from './event-bus.ts';

/** Any handler, as stored. */
export type Handler = (event: Event) => void | PromiseLike<void>;

/** What the table reports back to the bus. */
export interface HandlerOutcomes {
  /** The handler threw. */
  failed(event: Event, subscriber: string, error: unknown): void;
  /** The handler returned a promise. */
  returned(event: Event, subscriber: string, promise: PromiseLike<void>): void;
}

/** Key under which taps are kept: they see every event. */
export const everyEvent: unique symbol = Symbol('every event');

/** Subscriptions by event type; nothing of the emitter underneath shows through. */
export interface HandlerTable {
  /** Adds a handler; effective from the next event. */
  add(type: string | symbol, subscriber: string, handler: Handler): Unsubscribe;
  /** Whether anybody listens. */
  has(type: string): boolean;
  /** Calls the taps, then the handlers of an event, each in subscription order. */
  dispatch(event: Event): void;
}

const isThenable = (value: unknown): value is PromiseLike<void> =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { then?: unknown }).then === 'function';

/** Makes an empty table. Only the bus's drain loop may dispatch. */
export function createHandlerTable(outcomes: HandlerOutcomes): HandlerTable {
  const emitter = new EventEmitter<Record<string | symbol, (event: Event) => void>>();
  let taps = 0;
  return {
    add(type: string | symbol, subscriber: string, handler: Handler): Unsubscribe {
      let active = true;
      if (type === everyEvent) taps++;
      const guarded = (event: Event): void => {
        if (!active) return;
        try {
          const result = handler(event);
          if (result !== undefined && isThenable(result))
            outcomes.returned(event, subscriber, result);
        } catch (error) {
          outcomes.failed(event, subscriber, error);
        }
      };
      emitter.on(type, guarded);
      return () => {
        if (!active) return;
        active = false;
        if (type === everyEvent) taps--;
        emitter.off(type, guarded);
      };
    },
    has: (type) => emitter.listenerCount(type) > 0,
    dispatch(event: Event): void {
      if (taps > 0) emitter.emit(everyEvent, event);
      emitter.emit(event.type, event);
    },
  };
}
