import type { Host } from '../agents/create-host.ts';
import type { EventBus } from '../bus/event-bus.ts';
import type { SimulatedClock } from '../clock/simulated-clock.ts';
import { checkNumber } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { SystemEvents } from '../events/system-events.ts';
import type { WorkOptions } from '../grammar/work.ts';

/** One input of a simulation. A bar comes at its `knownAt`. */
export type SimulationEvent<E extends object> = {
  [K in keyof E & string]: {
    /** When it becomes known, Unix ms; never descending. */
    readonly at: number;
    /** Event type. */
    readonly type: K;
    /** Payload. */
    readonly payload: E[K];
    /** An input source of the bus. @defaultValue `host` */
    readonly source?: string;
  };
}[keyof E & string];

/** Options of {@link runSimulation}. */
export interface SimulationOptions<E extends SystemEvents> extends WorkOptions {
  /** The host; started if it is idle, left running at the end. */
  readonly host: Host<E>;
  /** The clock of the host's bus. */
  readonly clock: SimulatedClock;
  /** Inputs in order of time; those at one instant keep their order. */
  readonly events: Iterable<SimulationEvent<E>>;
  /** Let timers run on until then. @defaultValue the time of the last event */
  readonly until?: number;
}

/** How a simulation ended. */
export interface SimulationOutcome {
  /** `failed`: the host is faulted. */
  readonly status: 'completed' | 'cancelled' | 'failed';
  /** Events published from the list. */
  readonly events: number;
  /** Time reached. */
  readonly at: number;
}

/**
 * Drives a host through recorded or generated inputs. For every instant T, in this order: timers
 * due strictly before T, all data at T, timers due at T. So a 16:00 timer sees the 16:00 close.
 *
 * Handlers must be synchronous: `core/async-in-simulation` is thrown when one returns a promise,
 * because simulated time would run ahead of it.
 *
 * @throws PlimsollError `core/clock-mismatch`, `core/events-out-of-order`, and whatever publishing
 * throws (refused payloads; failed handlers in strict mode).
 */
export function runSimulation<E extends SystemEvents>(
  options: SimulationOptions<E>,
): SimulationOutcome {
  const { host, clock, events, signal, onProgress } = options;
  if (host.bus.clock !== clock) {
    misuse('core/clock-mismatch', ['clock'], clock, 'Pass the clock the bus was made with.');
  }
  const total = Array.isArray(events) ? events.length : null;
  const bus = host.bus as unknown as EventBus<Record<string, unknown>>;
  let done = 0;

  const outcome = (status: SimulationOutcome['status']): SimulationOutcome => ({
    status,
    events: done,
    at: clock.now(),
  });
  const checkSynchronous = (): void => {
    if (host.bus.pending() === 0) return;
    misuse('core/async-in-simulation', [], host.bus.pending(), 'Make handlers synchronous.');
  };

  if (host.state() === 'idle') host.start();
  for (const { at, type, payload, source } of events) {
    if (signal?.aborted === true) return outcome('cancelled');
    checkNumber(at, 'core/invalid-time', ['events', done, 'at']);
    if (at < clock.now()) {
      misuse(
        'core/events-out-of-order',
        ['events', done, 'at'],
        at,
        `Time is already ${clock.now()}.`,
      );
    }
    // Also fires the timers due at the instant just left, now that all of its data is through.
    if (at > clock.now()) clock.advanceBefore(at);
    bus.publish(type, payload, source === undefined ? {} : { source });
    done++;
    checkSynchronous();
    if (host.state() === 'faulted') return outcome('failed');
    onProgress?.(done, total ?? done);
  }
  clock.advanceTo(Math.max(clock.now(), options.until ?? clock.now()));
  checkSynchronous();
  return outcome(host.state() === 'faulted' ? 'failed' : 'completed');
}
