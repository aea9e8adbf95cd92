import type { HostBus, SourceBus } from '../bus/event-bus.ts';
import type { Timer } from '../clock/clock.ts';
import { checkNumber } from '../errors/checks.ts';
import type { SystemEvents } from '../events/system-events.ts';

/** Timers of one agent. Firing is an input event, so a replay needs no clock. */
export interface AgentTimers {
  /** Runs `callback` once, at or after `dueAt`. */
  at(dueAt: number, callback: () => void): Timer;
  /** Runs `callback` on absolute deadlines `periodMs` apart. */
  every(periodMs: number, callback: () => void): Timer;
  /** Cancels all. */
  cancelAll(): void;
}

/** Makes the timers of the agent that `source` speaks for. */
export function createAgentTimers<E extends SystemEvents>(
  bus: HostBus<E>,
  source: SourceBus<SystemEvents>,
): AgentTimers {
  const agent = source.source;
  const inputs: SourceBus<SystemEvents> = bus.as('timer');
  const pending = new Map<string, { readonly callback: () => void; readonly timer: Timer }>();

  source.subscribe('system.timer-fired', ({ payload }) => {
    const due = pending.get(payload.timerId);
    if (due === undefined) return;
    pending.delete(payload.timerId);
    due.callback();
  });

  const at = (dueAt: number, callback: () => void): Timer => {
    const timerId = source.nextId();
    const timer = bus.clock.at(dueAt, () =>
      inputs.publish('system.timer-fired', { timerId, agent, dueAt }),
    );
    pending.set(timerId, { callback, timer });
    return {
      dueAt,
      cancel(): void {
        timer.cancel();
        pending.delete(timerId);
      },
    };
  };

  return {
    at,
    every(periodMs: number, callback: () => void): Timer {
      checkNumber(periodMs, 'core/invalid-period', ['periodMs'], { min: 0, above: true });
      let dueAt = source.now() + periodMs;
      let timer = at(dueAt, tick);
      function tick(): void {
        const missed = Math.max(0, Math.floor((source.now() - dueAt) / periodMs));
        dueAt += (missed + 1) * periodMs;
        timer = at(dueAt, tick);
        callback();
      }
      return {
        get dueAt(): number {
          return dueAt;
        },
        cancel: () => timer.cancel(),
      };
    },
    cancelAll(): void {
      for (const { timer } of pending.values()) timer.cancel();
      pending.clear();
    },
  };
}
