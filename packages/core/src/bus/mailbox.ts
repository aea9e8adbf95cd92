import { checkInteger, checkOneOf } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { Event } from './event.ts';
import type { Subscriber, Unsubscribe } from './event-bus.ts';

/** What happens to an event that finds its mailbox full. */
export type MailboxOverflow = 'error' | 'latest-per-subject';

/** Options of {@link createMailbox}. */
export interface MailboxOptions<E extends object, K extends keyof E & string> {
  /** Event type to receive. */
  readonly type: K;
  /** Most events waiting, at least 1. */
  readonly capacity: number;
  /**
   * `error`: throws `core/mailbox-overflow`, which faults the agent and its host, because nothing
   * may be lost. `latest-per-subject`: a newer event takes the place of a waiting one with the same
   * subject; only when every waiting event has a subject of its own does it overflow as `error`.
   * Refused for order, child, fill, venue and account events.
   */
  readonly overflow: MailboxOverflow;
  /** Called with one event at a time; the next waits for the returned promise. */
  readonly handle: (event: Event<K, E[K]>) => void | PromiseLike<void>;
}

/** Counts of a mailbox since it was made. */
export interface MailboxCounters {
  /** Events received. */
  readonly received: number;
  /** Events handled, successfully or not. */
  readonly handled: number;
  /** Events replaced by a newer one of the same subject. */
  readonly conflated: number;
  /** Events waiting now. */
  readonly waiting: number;
  /** Most events that ever waited. */
  readonly peak: number;
}

/** A queue in front of a slow asynchronous handler. */
export interface Mailbox {
  /** Counts so far. */
  counters(): MailboxCounters;
  /** Ends the subscription and forgets what waits. */
  close: Unsubscribe;
}

const neverConflated = ['order', 'child', 'fill', 'venue', 'account', 'position'];

/**
 * Subscribes an asynchronous handler that receives events one at a time. Its failures surface as
 * `system.handler-failed` like those of any handler, and `idle()` waits for it.
 *
 * @throws PlimsollError `core/invalid-mailbox`, `core/conflation-refused`.
 *
 * @example
 * ```ts
 * createMailbox(context, {
 *   type: 'market.quote', capacity: 1000, overflow: 'latest-per-subject',
 *   handle: ({ payload }) => screen.show(payload),
 * });
 * ```
 */
export function createMailbox<E extends object, K extends keyof E & string>(
  bus: Subscriber<E>,
  options: MailboxOptions<E, K>,
): Mailbox {
  const { type, handle, overflow } = options;
  const capacity = checkInteger(options.capacity, 'core/invalid-mailbox', ['capacity'], { min: 1 });
  checkOneOf(overflow, ['error', 'latest-per-subject'], 'core/invalid-mailbox', ['overflow']);
  const family = type.slice(0, type.indexOf('.'));
  if (overflow === 'latest-per-subject' && neverConflated.includes(family)) {
    misuse('core/conflation-refused', ['overflow'], type, 'Every one of these counts: use error.');
  }

  let waiting: Event<K, E[K]>[] = [];
  let pumping = false;
  let received = 0;
  let handled = 0;
  let conflated = 0;
  let peak = 0;

  const pump = async (): Promise<void> => {
    pumping = true;
    const errors: unknown[] = [];
    try {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
        try {
          await handle(event);
        } catch (error) {
          errors.push(error);
        }
        handled++;
      }
    } finally {
      pumping = false;
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1)
      throw new AggregateError(errors, `${errors.length} events of ${type} failed`);
  };

  const put = (event: Event<K, E[K]>): void => {
    received++;
    if (overflow === 'latest-per-subject') {
      const at = waiting.findIndex(({ subject }) => subject === event.subject);
      if (at >= 0) {
        waiting[at] = event;
        conflated++;
        return;
      }
    }
    if (waiting.length >= capacity) {
      misuse(
        'core/mailbox-overflow',
        ['capacity'],
        capacity,
        `The handler of ${type} is too slow.`,
      );
    }
    waiting.push(event);
    peak = Math.max(peak, waiting.length);
  };

  const unsubscribe = bus.subscribe(type, (event) => {
    put(event);
    return pumping ? undefined : pump();
  });

  return {
    counters: () => ({ received, handled, conflated, waiting: waiting.length, peak }),
    close(): void {
      unsubscribe();
      waiting = [];
    },
  };
}
