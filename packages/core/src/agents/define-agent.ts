import { misuse } from '../errors/misuse.ts';
import type { Json } from '../grammar/json.ts';
import type { Agent, AgentContext, AgentInstance } from './agent.ts';

/** What can be changed about an agent while it runs. */
export interface AgentOptions<Policy> {
  /** Initial policy: plain JSON, part of the configuration hash. */
  readonly policy: Policy;
  /** Throws a `PlimsollError` when `candidate` is not a valid policy; returns it otherwise. */
  readonly validate: (candidate: Json) => Policy;
}

const fixedPolicy = (candidate: Json): null =>
  candidate === null
    ? null
    : misuse('core/policy-fixed', ['policy'], candidate, 'This agent has no policy to change.');

/**
 * Makes an agent without a policy.
 *
 * @param name - `[a-z0-9]{1,12}`, unique in a host: source of its events, prefix of its ids.
 * @param options - `{}`.
 * @param start - Wires the agent up; what it registers on the context is undone at stop.
 */
export function defineAgent<E extends object>(
  name: string,
  options: Readonly<Record<string, never>>,
  start: (context: AgentContext<E, null>) => AgentInstance | undefined,
): Agent<E, null>;
/**
 * Makes an agent whose policy can be changed by `policy.change-requested` while it runs.
 *
 * @example
 * ```ts
 * const watcher = defineAgent(
 *   'watcher',
 *   { policy: { maxMove: 0.1 }, validate: checkPolicy },
 *   (context: AgentContext<MarketEvents, { maxMove: number }>) => {
 *     context.subscribe('market.bar', ({ payload }) => check(payload, context.policy().maxMove));
 *     return undefined;
 *   },
 * );
 * ```
 */
export function defineAgent<E extends object, Policy>(
  name: string,
  options: AgentOptions<Policy>,
  start: (context: AgentContext<E, Policy>) => AgentInstance | undefined,
): Agent<E, Policy>;
export function defineAgent<E extends object>(
  name: string,
  options: Partial<AgentOptions<unknown>>,
  start: (context: AgentContext<E, never>) => AgentInstance | undefined,
): Agent<E, unknown> {
  return {
    name,
    policy: options.policy ?? null,
    validatePolicy: options.validate ?? fixedPolicy,
    start: start as Agent<E, unknown>['start'],
  };
}
