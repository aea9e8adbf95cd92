import { checkNumber } from '../errors/checks.ts';
import type { Clock, Timer } from './clock.ts';

/** Longest delay handed to the platform; browsers and Node wrap around beyond 2^31 - 1 ms. */
const longestDelayMs = 2 ** 30;

/** What the platform offers; structural, because core sees neither DOM nor Node types. */
interface Platform {
  readonly Date: { now(): number };
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

// Looked up at each call, so that fake timers work.
// biome-ignore lint/style/noRestrictedGlobals: the one place in Plimsoll that sees real time
const platform = globalThis as unknown as Platform;

/**
 * Makes the clock on the wall, Unix ms. Deadlines are absolute: a timer is armed again until its
 * time has come, so suspended machines, coarse platform timers and delays beyond 2^31 ms are right.
 * When the wall clock is set back, `now()` stands still until it has caught up.
 */
export function createSystemClock(): Clock {
  let latest = Number.NEGATIVE_INFINITY;
  const now = (): number => {
    latest = Math.max(latest, platform.Date.now());
    return latest;
  };
  return {
    now,
    at(dueAt: number, callback: () => void): Timer {
      checkNumber(dueAt, 'core/invalid-time', ['dueAt']);
      let handle: unknown;
      const arm = (): void => {
        const delay = Math.min(longestDelayMs, Math.max(0, Math.ceil(dueAt - now())));
        handle = platform.setTimeout(() => (now() >= dueAt ? callback() : arm()), delay);
      };
      arm();
      return { dueAt, cancel: () => platform.clearTimeout(handle) };
    },
  };
}
