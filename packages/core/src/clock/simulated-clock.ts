import { checkNumber } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { Clock, Timer } from './clock.ts';
import { createTimerHeap, type HeapTimer } from './timer-heap.ts';

/** A clock that stands still until it is told to move. */
export interface SimulatedClock extends Clock {
  /**
   * Moves to `at` and fires every timer due by then, in order of (due time, order of creation).
   * Within a callback `now()` is the timer's due time; timers added on the way fire in the same
   * pass if they are due. Throws `core/clock-backwards` when `at` lies in the past.
   */
  advanceTo(at: number): void;
  /** As {@link advanceTo}, but leaves timers due exactly at `at` pending. */
  advanceBefore(at: number): void;
  /** Due time of the earliest pending timer, or `null`. */
  nextDueAt(): number | null;
}

/**
 * Makes a clock for simulations, tests and replay.
 *
 * @param start - Initial time, Unix ms UTC.
 *
 * @example
 * ```ts
 * const clock = createSimulatedClock(0);
 * clock.at(1_000, () => alarm(clock.now())); // alarm(1000)
 * clock.advanceTo(5_000);
 * ```
 */
export function createSimulatedClock(start: number): SimulatedClock {
  let time = checkNumber(start, 'core/invalid-time', ['start']);
  let advancing = false;
  const pending = createTimerHeap();

  const advance = (at: number, isDue: (timer: HeapTimer) => boolean): void => {
    checkNumber(at, 'core/invalid-time', ['at']);
    if (at < time) {
      misuse('core/clock-backwards', ['at'], at, `Time never goes back; it is already ${time}.`);
    }
    if (advancing) {
      misuse('core/clock-reentered', ['at'], at, 'Do not advance the clock from inside a timer.');
    }
    advancing = true;
    try {
      for (let next = pending.peek(); next !== undefined && isDue(next); next = pending.peek()) {
        pending.pop();
        // A timer set for the past fires late, at the present.
        if (next.dueAt > time) time = next.dueAt;
        next.callback();
      }
      time = at;
    } finally {
      advancing = false;
    }
  };

  return {
    now: () => time,
    at(dueAt: number, callback: () => void): Timer {
      return pending.push(checkNumber(dueAt, 'core/invalid-time', ['dueAt']), callback);
    },
    advanceTo: (at) => advance(at, (timer) => timer.dueAt <= at),
    advanceBefore: (at) => advance(at, (timer) => timer.dueAt < at),
    nextDueAt: () => pending.peek()?.dueAt ?? null,
  };
}
