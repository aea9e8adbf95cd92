import {
  type Agent,
  type AgentContext,
  type ChildEvents,
  defineAgent,
  type FillEvents,
  type MarketEvents,
  misuse,
  type OrderEvents,
  type Publisher,
  type Timer,
  type VenueEvents,
} from '@plimsoll/core';
import { createExecutor } from '../executor/create-executor.ts';
import type { ExecutorConfig } from '../executor/executor.ts';
import type {
  ExecutorEffect,
  ExecutorEvent,
  ExecutorInput,
} from '../executor/executor-messages.ts';
import { checkExecutorPolicy, type ExecutorPolicy } from '../executor/executor-policy.ts';
import type { Venue } from '../venue/venue.ts';

/** The part of the vocabulary that execution takes part in. */
export interface ExecutionEvents
  extends MarketEvents,
    OrderEvents,
    ChildEvents,
    FillEvents,
    VenueEvents {}

/** Configuration of {@link executionAgent}. */
export interface ExecutionAgentConfig extends Omit<ExecutorConfig, 'venues'> {
  /** Ports; the first serves orders that name no venue. */
  readonly venues: readonly Venue[];
  /** Name of the agent, first part of child ids. @defaultValue 'execution' */
  readonly name?: string;
}

const inputs: readonly ExecutorInput[] = [
  'market.instrument-defined',
  'market.bar',
  'market.quote',
  'order.approved',
  'order.amend-approved',
  'order.control-requested',
  'child.approved',
  'child.rejected',
  'venue.reported',
  'venue.state-changed',
  'fill.corrected',
  'fill.busted',
];

/** The epoch of the host, read from an id it minted: `${source}-${epoch}-${sequence}`. */
const epochOf = (id: string): number => Number.parseInt(id.split('-')[1] ?? '', 36);

/**
 * Binds an executor to the bus: listens to approved orders, gate answers, venue reports and market
 * data, publishes what the executor says, and calls the venue ports once the drain is in the
 * journal. The policy may be changed while it runs.
 *
 * @throws PlimsollError `execution/bad-venues`, `execution/bad-policy`.
 *
 * @example
 * ```ts
 * const sim = simulatedVenue({ profiler, spread, path: brownianPath() });
 * createHost({ bus, agents: [sim.agent, executionAgent({ profiler, spread, scheduler, venues: [sim.port] })] });
 * ```
 */
export function executionAgent(
  config: ExecutionAgentConfig,
): Agent<ExecutionEvents, ExecutorPolicy> {
  const { venues: ports, name = 'execution', policy: given, ...rest } = config;
  const venues = new Map(ports.map((port) => [port.venue, port]));
  if (venues.size !== ports.length) {
    const names = ports.map((port) => port.venue);
    misuse('execution/bad-venues', ['venues'], names, 'Give every venue a name of its own.');
  }
  const policy = checkExecutorPolicy(given ?? {});
  const machine = { ...rest, policy, venues: [...venues.keys()] };

  return defineAgent<ExecutionEvents, ExecutorPolicy>(
    name,
    { policy, validate: checkExecutorPolicy },
    (context: AgentContext<ExecutionEvents, ExecutorPolicy>) => {
      const executor = createExecutor(machine, {
        source: name,
        epoch: epochOf(context.nextId()),
      });
      const wakes = new Map<string, Timer>();

      const wake = (orderId: string, at: number | null): void => {
        wakes.get(orderId)?.cancel();
        wakes.delete(orderId);
        if (at === null) return;
        const fire = (): void => {
          wakes.delete(orderId);
          handle({ type: 'wake', at: context.now(), payload: { orderId } });
        };
        wakes.set(orderId, context.at(at, fire));
      };

      const port = (venue: string): Venue =>
        venues.get(venue) ??
        misuse('execution/unknown-venue', ['venue'], venue, 'Give the agent a port to it.');

      const carryOut = (effect: ExecutorEffect): void => {
        switch (effect.kind) {
          case 'publish': {
            const bus: Publisher<ExecutionEvents> = context;
            bus.publish(effect.type, effect.payload as never);
            break;
          }
          case 'wake':
            wake(effect.orderId, effect.at);
            break;
          case 'submit':
          case 'replace':
            context.perform(() => port(effect.child.venue)[effect.kind](effect.child));
            break;
          case 'cancel':
          case 'query':
            context.perform(() => port(effect.venue)[effect.kind](effect.childId));
            break;
        }
      };

      const handle = (event: ExecutorEvent): void => {
        for (const effect of executor.apply(event)) carryOut(effect);
      };

      for (const type of inputs) {
        context.subscribe(type, ({ payload }) =>
          handle({ type, at: context.now(), payload } as ExecutorEvent),
        );
      }
      context.onPolicy((next) => handle({ type: 'policy', at: context.now(), payload: next }));

      return {
        health: () => {
          const { closedVenues } = executor.describe();
          if (closedVenues.length === 0) return { status: 'ok', detail: null };
          return { status: 'degraded', detail: `Out of reach: ${closedVenues.join(', ')}.` };
        },
      };
    },
  );
}
