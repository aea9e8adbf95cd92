import type { Timer } from '../clock/clock.ts';
import type { AgentContext } from './agent.ts';

/**
 * Runs `callback` at each of the given times: a daily report, a weekly refit, a monthly rebalance.
 * Sessions and calendars are lists of UTC times made elsewhere, so a run does not depend on the
 * machine's time zone. Times already past are skipped; one timer is pending at a time.
 *
 * @param times - Unix ms, ascending; read lazily, so an endless generator will do.
 *
 * @example
 * ```ts
 * atEach(context, sessions.map(({ closeAt }) => closeAt + 5 * 60_000), writeReport);
 * ```
 */
export function atEach(
  context: Pick<AgentContext<object, unknown>, 'at' | 'now'>,
  times: Iterable<number>,
  callback: (at: number) => void,
): Timer {
  const remaining = times[Symbol.iterator]();
  let timer: Timer | null = null;
  let dueAt = Number.POSITIVE_INFINITY;

  const arm = (): void => {
    timer = null;
    for (let next = remaining.next(); next.done !== true; next = remaining.next()) {
      if (next.value < context.now()) continue;
      dueAt = next.value;
      timer = context.at(dueAt, fire);
      return;
    }
  };
  const fire = (): void => {
    const firedAt = dueAt;
    arm();
    callback(firedAt);
  };
  arm();
  return {
    get dueAt(): number {
      return dueAt;
    },
    cancel: () => timer?.cancel(),
  };
}
