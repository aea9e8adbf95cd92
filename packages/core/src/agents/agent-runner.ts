import type { HostBus, SourceBus, Unsubscribe } from '../bus/event-bus.ts';
import { describeError } from '../bus/failure-log.ts';
import { misuse } from '../errors/misuse.ts';
import { PlimsollError } from '../errors/plimsoll-error.ts';
import type { AgentState, PolicyChangeRequested, SystemEvents } from '../events/system-events.ts';
import type { Json } from '../grammar/json.ts';
import type { Random } from '../random/random.ts';
import type { Agent, AgentContext, AgentInstance, Health } from './agent.ts';
import { createAgentTimers } from './agent-timers.ts';
import type { FailurePolicy } from './failure-policy.ts';

/** One agent in its host. */
export interface AgentRunner {
  /** Name of the agent. */
  readonly name: string;
  /** State now. */
  state(): AgentState;
  /** Health now: what the agent says, or what its failures say if that is worse. */
  health(): Health;
  /** Starts the agent; a throw leaves it as it was, with nothing registered. */
  start(): void;
  /** Stops the agent; a promise if its `stop` returns one. */
  stop(): void | PromiseLike<void>;
  /** Counts a failed handler, which may degrade or fault the agent; as `stop` in the latter case. */
  handlerFailed(code: string, message: string): void | PromiseLike<void>;
}

const severity: Readonly<Record<Health['status'], number>> = { ok: 0, degraded: 1, failed: 2 };

/** Binds one agent to a bus. */
export function createAgentRunner<E extends SystemEvents>(
  agent: Agent<E, unknown>,
  bus: HostBus<E>,
  random: Random,
  failurePolicy: FailurePolicy,
): AgentRunner {
  const source = bus.as(agent.name);
  const system: SourceBus<SystemEvents> = bus.as('system');
  const timers = createAgentTimers(bus, source);
  const registered = new Set<Unsubscribe>();
  let policyListeners: ((policy: unknown) => void)[] = [];
  let policy = agent.validatePolicy(agent.policy as Json);
  let instance: AgentInstance | undefined;
  let state: AgentState = 'idle';
  let failures = 0;
  let restarts = 0;
  let trouble: string | null = null;

  const keep = (undo: Unsubscribe): Unsubscribe => {
    const once = (): void => {
      undo();
      registered.delete(once);
    };
    registered.add(once);
    return once;
  };

  const whileAlive = <A extends unknown[], R>(register: (...args: A) => R) => {
    return (...args: A): R => {
      if (state !== 'starting' && state !== 'running') {
        misuse('core/agent-not-running', [], agent.name, 'Register only between start and stop.');
      }
      return register(...args);
    };
  };

  const context: AgentContext<E, unknown> = {
    name: agent.name,
    publish: source.publish,
    subscribe: whileAlive((type, handler) => keep(source.subscribe(type, handler))),
    now: source.now,
    at: whileAlive(timers.at),
    every: whileAlive(timers.every),
    nextId: source.nextId,
    perform: source.perform,
    journalHead: () => bus.journal?.head().hash ?? null,
    random,
    policy: () => policy,
    onPolicy: whileAlive((listener) => void policyListeners.push(listener)),
  };

  const release = (): void => {
    for (const undo of [...registered]) undo();
    timers.cancelAll();
    policyListeners = [];
  };

  const health = (): Health => {
    if (state === 'faulted') return { status: 'failed', detail: trouble };
    const counted: Health = { status: failures > 0 ? 'degraded' : 'ok', detail: trouble };
    const own = instance?.health?.() ?? counted;
    if (severity[own.status] < severity[counted.status]) return counted;
    return { status: own.status, detail: own.detail ?? counted.detail };
  };

  const announce = (): void => {
    const { status, detail } = health();
    system.publish('agent.changed', { agent: agent.name, state, health: status, detail });
  };

  const start = (): void => {
    state = 'starting';
    failures = 0;
    trouble = null;
    try {
      instance = agent.start(context);
    } catch (error) {
      fault(describeError(error).message);
      throw error;
    }
    state = 'running';
    announce();
  };

  const fault = (detail: string): void => {
    release();
    state = 'faulted';
    trouble = detail;
    announce();
  };

  const halt = (): void | PromiseLike<void> => {
    const stop = instance?.stop;
    instance = undefined;
    return stop?.();
  };

  const restartLater = (): void => {
    const { maxRestarts, backOffMs, backOffFactor } = failurePolicy;
    if (restarts >= maxRestarts) return;
    timers.at(source.now() + backOffMs * backOffFactor ** restarts++, () => {
      try {
        start();
      } catch (error) {
        restartLater();
        throw error;
      }
    });
  };

  source.subscribe('policy.change-requested', ({ payload }) => {
    if (payload.agent === agent.name) changePolicy(payload);
  });

  const changePolicy = ({ requestId, policy: candidate }: PolicyChangeRequested): void => {
    try {
      if (state !== 'running') {
        misuse('core/agent-not-running', ['agent'], agent.name, `It is ${state}.`);
      }
      policy = agent.validatePolicy(candidate);
    } catch (error) {
      if (!PlimsollError.is(error)) throw error;
      const { code, path, remedy } = error;
      const request = 'policy.change-requested';
      const refusal = { requestId, request, code, path, remedy, agent: agent.name };
      system.publish('policy.request-refused', refusal);
      return;
    }
    system.publish('policy.changed', { requestId, agent: agent.name, policy: policy as Json });
    for (const listener of policyListeners) listener(policy);
  };

  return {
    name: agent.name,
    state: () => state,
    health,
    start,
    stop(): void | PromiseLike<void> {
      if (state !== 'running' && state !== 'faulted') return undefined;
      state = 'stopping';
      release();
      try {
        return halt();
      } finally {
        state = 'stopped';
        announce();
      }
    },
    handlerFailed(code: string, message: string): void | PromiseLike<void> {
      if (state !== 'running') return undefined;
      failures++;
      trouble = message;
      const fatal = code === 'core/mailbox-overflow' || failures >= failurePolicy.faultAfter;
      if (!fatal) {
        if (failures === 1) announce();
        return undefined;
      }
      release();
      let stopping: PromiseLike<void> | null = null;
      try {
        stopping = halt() ?? null;
        fault(message);
      } catch (error) {
        fault(`${message}; and it failed to stop: ${describeError(error).message}`);
      }
      restartLater();
      return stopping ?? undefined;
    },
  };
}
