import type { Clock, Timer } from '../clock/clock.ts';

/** A clock that tells the time of the recorded input and never fires a timer. */
export interface ReplayClock extends Clock {
  /** Sets the time of the next input. */
  set(at: number): void;
}

/** Makes a clock for replay: timers fire as journaled inputs instead. */
export function createReplayClock(): ReplayClock {
  let time = Number.NEGATIVE_INFINITY;
  return {
    now: () => time,
    set(at: number): void {
      time = at;
    },
    at: (dueAt): Timer => ({ dueAt, cancel: () => undefined }),
  };
}
