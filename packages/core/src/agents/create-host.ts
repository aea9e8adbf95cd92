import type { EventBus, HostBus, SourceBus } from '../bus/event-bus.ts';
import { describeError } from '../bus/failure-log.ts';
import { checkInteger, checkNumber } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { RunEnded, SystemEvents } from '../events/system-events.ts';
import { configHash } from '../grammar/config-hash.ts';
import type { Json } from '../grammar/json.ts';
import { type JournalHeader, journalFormat } from '../journal/journal.ts';
import { createRandom } from '../random/create-random.ts';
import type { Agent, Health } from './agent.ts';
import { type AgentRunner, createAgentRunner } from './agent-runner.ts';
import { type FailurePolicy, failureDefaults } from './failure-policy.ts';

/** Options of {@link createHost}. */
export interface HostOptions<E extends SystemEvents> {
  /** The bus; its clock is the host's clock, its journal the host's journal. */
  readonly bus: HostBus<E>;
  /** Started in this order, stopped in reverse. */
  readonly agents: readonly Agent<NoInfer<E>, unknown>[];
  /** Seed of all random streams. @defaultValue 1 */
  readonly seed?: number;
  /** Whatever else determines the results, hashed with the agents' policies. @defaultValue null */
  readonly config?: Json;
  /** Versions of packages and engine for the journal's header. @defaultValue none */
  readonly versions?: Readonly<Record<string, string>>;
  /** Free text or data for the journal's header. @defaultValue null */
  readonly notes?: Json;
  /** What to do about failing agents. @defaultValue failureDefaults */
  readonly failures?: Partial<FailurePolicy>;
}

/** States of a host. `faulted`: a start failed or a mailbox overflowed. */
export type HostState = 'idle' | 'running' | 'stopped' | 'faulted';

/** Health of one agent as its host sees it. */
export interface AgentHealth extends Health {
  /** Agent. */
  readonly agent: string;
  /** State of the agent. */
  readonly state: ReturnType<AgentRunner['state']>;
}

/** Runs agents on a bus. Everything it does is in the journal: start, stop, timers, policies. */
export interface Host<E extends SystemEvents> {
  /** The bus. */
  readonly bus: HostBus<E>;
  /** State now. */
  state(): HostState;
  /** Health of every agent, in order. */
  health(): readonly AgentHealth[];
  /** The journal's first line for this run. */
  header(): JournalHeader;
  /**
   * Starts all agents in order, in the drain of `system.run-started`. When one throws, those
   * before it are stopped in reverse and `core/agent-start-failed` is thrown. Idempotent.
   */
  start(): void;
  /**
   * Stops all agents in reverse, in the drain of `system.run-ended`, waits for asynchronous
   * handlers and closes the journal. Idempotent; a stopped host does not start again.
   */
  stop(reason?: RunEnded['reason'], detail?: string): Promise<void>;
}

/**
 * Makes a host for agents. A bus has one host; a restart means a new bus with the epoch raised.
 *
 * @throws PlimsollError `core/duplicate-agent`, `core/invalid-source`, or whatever an agent says
 * about its initial policy.
 *
 * @example
 * ```ts
 * const host = createHost({ bus, agents: [ledgerAgent(config), myAgent] });
 * host.start();
 * ```
 */
export function createHost<E extends SystemEvents>(options: HostOptions<E>): Host<E> {
  const { bus } = options;
  const seed = checkInteger(options.seed ?? 1, 'core/invalid-seed', ['seed']);
  const failures: FailurePolicy = { ...failureDefaults, ...options.failures };
  checkInteger(failures.faultAfter, 'core/invalid-failures', ['failures', 'faultAfter'], {
    min: 1,
  });
  checkInteger(failures.maxRestarts, 'core/invalid-failures', ['failures', 'maxRestarts'], {
    min: 0,
  });
  for (const field of ['backOffMs', 'backOffFactor'] as const) {
    checkNumber(failures[field], 'core/invalid-failures', ['failures', field], {
      min: 0,
      above: true,
    });
  }

  const hash = configHash({
    seed,
    config: options.config ?? null,
    agents: options.agents.map(({ name, policy }) => ({ name, policy: policy as Json })),
  });
  const root = createRandom(seed);
  const runners = new Map<string, AgentRunner>();
  options.agents.forEach((agent, i) => {
    if (
      runners.has(agent.name) ||
      agent.name === 'host' ||
      agent.name === 'system' ||
      agent.name === 'timer'
    ) {
      misuse(
        'core/duplicate-agent',
        ['agents', i, 'name'],
        agent.name,
        'Give each agent a name of its own.',
      );
    }
    runners.set(agent.name, createAgentRunner(agent, bus, root.fork(agent.name), failures));
  });

  const events: EventBus<SystemEvents> = bus;
  const host: SourceBus<SystemEvents> = bus.as('host');
  const system: SourceBus<SystemEvents> = bus.as('system');
  let state: HostState = 'idle';
  let startFailure: { readonly agent: string; readonly error: unknown } | null = null;
  let stopped: Promise<void> | null = null;

  const header = (): JournalHeader => ({
    format: journalFormat,
    epoch: bus.epoch,
    seed,
    configHash: hash,
    sources: bus.sources(),
    versions: options.versions ?? {},
    notes: options.notes ?? null,
  });

  events.subscribe('system.run-started', () => {
    state = 'running';
    const started: AgentRunner[] = [];
    for (const runner of runners.values()) {
      try {
        runner.start();
        started.push(runner);
      } catch (error) {
        startFailure = { agent: runner.name, error };
        state = 'faulted';
        return stopInReverse(started);
      }
    }
    return undefined;
  });

  events.subscribe('system.run-ended', () => {
    state = 'stopped';
    return stopInReverse([...runners.values()]);
  });

  events.subscribe('system.handler-failed', ({ payload }) => {
    const { subscriber, code, message } = payload;
    if (code === 'core/mailbox-overflow' && state === 'running') state = 'faulted';
    return runners.get(subscriber)?.handlerFailed(code, message);
  });

  events.subscribe('policy.change-requested', ({ payload }) => {
    if (runners.has(payload.agent)) return;
    system.publish('policy.request-refused', {
      requestId: payload.requestId,
      request: 'policy.change-requested',
      code: 'core/unknown-agent',
      path: ['agent'],
      remedy: `Name one of ${[...runners.keys()].join(', ') || 'no agents'}.`,
      agent: payload.agent,
    });
  });

  const end = async (ended: RunEnded): Promise<void> => {
    if (state === 'idle') {
      state = 'stopped';
      return;
    }
    try {
      host.publish('system.run-ended', ended);
      await bus.idle();
    } finally {
      bus.journal?.close();
    }
  };

  return {
    bus,
    state: () => state,
    health: () =>
      Array.from(runners.values(), (runner) => ({
        agent: runner.name,
        state: runner.state(),
        ...runner.health(),
      })),
    header,
    start(): void {
      if (state === 'running') return;
      if (state !== 'idle') {
        misuse(
          'core/host-not-idle',
          [],
          state,
          'Make a new bus and host with the epoch raised by one.',
        );
      }
      bus.journal?.begin(header());
      host.publish('system.run-started', { epoch: bus.epoch, configHash: hash });
      if (startFailure === null) return;
      const { agent, error } = startFailure;
      misuse('core/agent-start-failed', ['agents'], agent, describeError(error).message, error);
    },
    stop(reason: RunEnded['reason'] = 'stopped', detail?: string): Promise<void> {
      stopped ??= end({ reason, detail: detail ?? null });
      return stopped;
    },
  };
}

/** Stops runners in reverse; every one is stopped even when others throw. */
function stopInReverse(started: readonly AgentRunner[]): Promise<void> | undefined {
  const pending: PromiseLike<void>[] = [];
  const thrown: unknown[] = [];
  for (const runner of [...started].reverse()) {
    try {
      const stopping = runner.stop();
      if (stopping !== undefined) pending.push(stopping);
    } catch (error) {
      thrown.push(error);
    }
  }
  if (thrown.length > 0) throw new AggregateError(thrown, `failed to stop: ${thrown.join('; ')}`);
  return pending.length === 0 ? undefined : Promise.all(pending).then(() => undefined);
}
