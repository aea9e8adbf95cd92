import {
  type Agent,
  type AgentContext,
  defineAgent,
  type MarketEvents,
  misuse,
  type Timer,
  type VenueEvents,
} from '@plimsoll/core';
import { createSimulatedVenue } from '../venue/create-simulated-venue.ts';
import type { SimulatedVenueMachine, VenueInput } from '../venue/simulated-venue-machine.ts';
import type { Venue } from '../venue/venue.ts';
import { checkVenueConfig, type SimulatedVenueConfig } from '../venue/venue-config.ts';

/** The part of the vocabulary that a simulated venue takes part in. */
export interface SimulatedVenueEvents extends MarketEvents, VenueEvents {}

/** A simulated venue on a bus: the port to call, and the agent through which it answers. */
export interface SimulatedVenue {
  /** Commands; they work while the agent runs. */
  readonly port: Venue;
  /** Listens to market data, publishes `venue.reported`. Its name is the venue's. */
  readonly agent: Agent<SimulatedVenueEvents, null>;
}

/**
 * Makes a simulated venue for one host. It is a derived source: in replay it is recomputed from its
 * seed and the journaled timers, so give the replay a fresh one under the same configuration.
 *
 * @throws PlimsollError `execution/bad-venue`; from the port, `execution/venue-not-running`.
 */
export function simulatedVenue(config: SimulatedVenueConfig): SimulatedVenue {
  const { venue } = checkVenueConfig(config);
  let apply: ((input: VenueInput['type'], payload: VenueInput['payload']) => void) | null = null;

  const command = (type: 'submit' | 'replace' | 'cancel' | 'query', payload: unknown): void => {
    if (apply === null) {
      misuse(
        'execution/venue-not-running',
        ['venue'],
        venue,
        'Start the agent of the venue first.',
      );
    }
    apply(type, payload as VenueInput['payload']);
  };

  const start = (context: AgentContext<SimulatedVenueEvents, null>) => {
    const machine: SimulatedVenueMachine = createSimulatedVenue(config);
    let timer: Timer | null = null;

    const handle = (type: VenueInput['type'], payload: VenueInput['payload']): void => {
      const effects = machine.apply({ type, at: context.now(), payload } as VenueInput);
      for (const effect of effects) {
        if (effect.kind === 'report') {
          context.publish('venue.reported', effect.report);
          continue;
        }
        timer?.cancel();
        timer = effect.at === null ? null : context.at(effect.at, () => handle('wake', null));
      }
    };

    context.subscribe('market.instrument-defined', ({ type, payload }) => handle(type, payload));
    context.subscribe('market.bar', ({ type, payload }) => handle(type, payload));
    context.subscribe('market.quote', ({ type, payload }) => handle(type, payload));
    apply = handle;
    return {
      stop: () => {
        apply = null;
      },
    };
  };

  return {
    port: {
      venue,
      replaceSemantics: 'amend-total',
      submit: (child) => command('submit', child),
      cancel: (childId) => command('cancel', childId),
      replace: (child) => command('replace', child),
      query: (childId) => command('query', childId),
    },
    agent: defineAgent<SimulatedVenueEvents>(venue, {}, start),
  };
}
