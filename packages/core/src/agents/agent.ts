import type { EventBus } from '../bus/event-bus.ts';
import type { Timer } from '../clock/clock.ts';
import type { Json } from '../grammar/json.ts';
import type { Random } from '../random/random.ts';

/** What an agent says of itself when asked. */
export interface Health {
  /** `degraded` still works, with less; `failed` does not. */
  readonly status: 'ok' | 'degraded' | 'failed';
  /** One sentence for a person, or `null`. */
  readonly detail: string | null;
}

/** What a running agent hands back to its host. */
export interface AgentInstance {
  /** Asked by the host at any time. @defaultValue always ok */
  readonly health?: () => Health;
  /** Called once at stop, after subscriptions and timers are gone. */
  readonly stop?: () => void | PromiseLike<void>;
}

/**
 * What the host gives an agent: a bus whose publications carry the agent's name as source, time
 * frozen within a drain, timers that are journaled inputs, and a random stream of its own.
 * Everything registered here is undone at stop.
 */
export interface AgentContext<out E extends object, Policy> extends EventBus<E> {
  /** The agent's name: source of its events and first part of the ids it mints. */
  readonly name: string;
  /** Bus time, Unix ms; constant while one input and all it causes are handled. */
  now(): number;
  /** Runs `callback` at an absolute time, caused by a journaled `system.timer-fired`. */
  at(dueAt: number, callback: () => void): Timer;
  /**
   * Runs `callback` every `periodMs`, first at `now() + periodMs`, on absolute deadlines.
   * Deadlines missed while the machine slept are skipped, not made up for.
   */
  every(periodMs: number, callback: () => void): Timer;
  /** Mints the next deterministic id `${name}-${epoch}-${sequence}`. */
  nextId(): string;
  /**
   * Runs `effect` after the current drain is in the journal (and flushed, under `per-effect`
   * durability). The only place for calls to ports: venues, files, networks. What it publishes is
   * caused by the event now being handled.
   */
  perform(effect: () => void): void;
  /** Hash of the journal's last link, before the current drain; `null` without a journal. */
  journalHead(): string | null;
  /** The agent's own random stream. */
  readonly random: Random;
  /** The policy in force. */
  policy(): Policy;
  /** Called after a policy change was validated and took effect. */
  onPolicy(listener: (policy: Policy) => void): void;
}

/** An agent that is not running yet: plain data and functions, started by `createHost`. */
export interface Agent<in E extends object, out Policy = Json> {
  /** `[a-z0-9]{1,12}`, unique in a host. */
  readonly name: string;
  /** Initial policy; part of the configuration hash. */
  readonly policy: Policy;
  /** Throws a `PlimsollError` when `candidate` is not a valid policy; returns it otherwise. */
  validatePolicy(candidate: Json): Policy;
  /** Wires the agent up. A throw rolls everything registered back. */
  start(context: AgentContext<E, Policy>): AgentInstance | undefined;
}
