import type { Agent } from '../agents/agent.ts';
import { createHost, type Host, type HostOptions } from '../agents/create-host.ts';
import { createBus } from '../bus/create-bus.ts';
import type { AnyEvent, EventRole } from '../bus/event.ts';
import type { HostBus } from '../bus/event-bus.ts';
import { createSimulatedClock, type SimulatedClock } from '../clock/simulated-clock.ts';
import type { SystemEvents } from '../events/system-events.ts';
import type { Vocabulary } from '../events/vocabulary.ts';
import type { Journal } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { type ReplayOutcome, replay } from '../replay/replay.ts';

/** Options of {@link createTestHost}. */
export interface TestHostOptions<E extends SystemEvents>
  extends Partial<Pick<HostOptions<E>, 'seed' | 'config' | 'failures'>> {
  /** Makes the agents under test; called again for each replay. @defaultValue none */
  readonly agents?: () => readonly Agent<NoInfer<E>, unknown>[];
  /** Further input sources besides `host` and `timer`. @defaultValue `{ feed: 'input' }` */
  readonly sources?: Readonly<Record<string, EventRole>>;
  /** Initial time, Unix ms. @defaultValue 0 */
  readonly startAt?: number;
  /** Whether failed handlers are rethrown and events frozen. @defaultValue true */
  readonly strict?: boolean;
  /** Whether to start the host at once. @defaultValue true */
  readonly start?: boolean;
}

/** A host on a simulated clock with a memory journal, and everything it published. */
export interface TestHost<E extends SystemEvents> {
  /** The bus. */
  readonly bus: HostBus<E>;
  /** Its clock. */
  readonly clock: SimulatedClock;
  /** The host. */
  readonly host: Host<E>;
  /** The journal. */
  readonly journal: Journal;
  /** Every event so far, in order. */
  readonly events: readonly AnyEvent<E>[];
  /** Payloads of one type so far, in order. */
  payloads<K extends keyof E & string>(type: K): readonly E[K][];
  /** Replays the journal against fresh agents; assert `identical` at the end of an agent's test. */
  replay(): ReplayOutcome;
}

/**
 * Makes a started host for tests of agents: strict, epoch 0, simulated time.
 *
 * @example
 * ```ts
 * const { bus, clock, payloads, replay } = createTestHost({ agents: () => [myAgent(config)] });
 * bus.publish('market.bar', bar, { source: 'feed' });
 * clock.advanceTo(60_000);
 * expect(payloads('signal.updated')).toEqual([…]);
 * expect(replay().status).toBe('identical');
 * ```
 */
export function createTestHost<E extends SystemEvents = Vocabulary>(
  options: TestHostOptions<E> = {},
): TestHost<E> {
  const { agents = () => [], sources = { feed: 'input' as const }, strict = true } = options;
  const { seed = 1, config = null, failures = {} } = options;
  const clock = createSimulatedClock(options.startAt ?? 0);
  const journal = createMemoryJournal();
  const hostOn = (bus: HostBus<E>): Host<E> =>
    createHost<E>({ bus, agents: agents(), seed, config, failures });

  const bus = createBus<E>({ clock, journal, epoch: 0, sources, strict });
  const host = hostOn(bus);
  const events: AnyEvent<E>[] = [];
  bus.tap((event) => void events.push(event));
  if (options.start !== false) host.start();

  return {
    bus,
    clock,
    host,
    journal,
    events,
    payloads: <K extends keyof E & string>(type: K) =>
      events.filter((event) => event.type === type).map(({ payload }) => payload as E[K]),
    replay: () =>
      replay<E>([...journal.lines()], {
        host: (setup) =>
          hostOn(
            createBus<E>({
              clock: setup.clock,
              journal: setup.journal,
              epoch: setup.header.epoch,
              sources,
              strict,
            }),
          ),
      }),
  };
}
