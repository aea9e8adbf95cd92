import {
  type Agent,
  type AgentContext,
  type AnyEvent,
  createSimulatedClock,
  defineAgent,
  type Event,
  type EventBus,
  type HostBus,
  type MarketEvents,
  type RegimeEvents,
  type RiskEvents,
  type SystemEvents,
  type Vocabulary,
} from '@plimsoll/core';
import { createBus, createHost, type SimulationEvent } from '@plimsoll/core/host';
import { describe, expectTypeOf, test } from 'vitest';

// These tests are checked by tsc; running them proves only that they compile to something.

interface Wide extends MarketEvents, RegimeEvents, SystemEvents {}
declare const wide: HostBus<Wide>;
declare const market: EventBus<MarketEvents>;
const never = (_: () => unknown): void => undefined;

describe('EventBus', () => {
  test('a wider bus fits where a slice is wanted', () => {
    expectTypeOf<EventBus<Wide>>().toExtend<EventBus<MarketEvents>>();
    expectTypeOf<HostBus<Wide>>().toExtend<EventBus<RegimeEvents>>();
    expectTypeOf<HostBus<Vocabulary>>().toExtend<EventBus<MarketEvents & RiskEvents>>();
  });

  test('a narrower or another bus does not', () => {
    expectTypeOf<EventBus<MarketEvents>>().not.toExtend<EventBus<Wide>>();
    expectTypeOf<EventBus<MarketEvents>>().not.toExtend<EventBus<RiskEvents>>();
    expectTypeOf<EventBus<object>>().not.toExtend<EventBus<MarketEvents>>();
    never(() => {
      // @ts-expect-error the bus carries no risk events
      const risk: EventBus<RiskEvents> = wide;
      return risk;
    });
  });

  test('the host bus is invariant, because a tap sees everything', () => {
    expectTypeOf<HostBus<Wide>>().not.toExtend<HostBus<MarketEvents & SystemEvents>>();
    expectTypeOf<HostBus<MarketEvents & SystemEvents>>().not.toExtend<HostBus<Wide>>();
  });

  test('a host may not re-type a name of the vocabulary', () => {
    interface Retyped extends Omit<MarketEvents, 'market.bar'> {
      readonly 'market.bar': { readonly price: string };
    }
    expectTypeOf<EventBus<Retyped>>().not.toExtend<EventBus<MarketEvents>>();
  });

  test('publishing and subscribing know the payload', () => {
    never(() => {
      market.subscribe('market.bar', (event) => {
        expectTypeOf(event.payload.close).toEqualTypeOf<number>();
        expectTypeOf(event.type).toEqualTypeOf<'market.bar'>();
      });
      // @ts-expect-error no such event
      market.publish('market.barr', {});
      // @ts-expect-error not a bar
      market.publish('market.bar', { price: 1 });
      // @ts-expect-error handlers return nothing or a promise of nothing
      market.subscribe('market.bar', () => 1);
    });
  });

  test('AnyEvent narrows by type', () => {
    const read = (event: AnyEvent<MarketEvents>): number | null => {
      switch (event.type) {
        case 'market.bar':
          return event.payload.close;
        case 'market.quote':
          return event.payload.bid;
        default:
          return null;
      }
    };
    expectTypeOf(read).parameter(0).toExtend<Event>();
  });
});

describe('agents', () => {
  const marketAgent = defineAgent('m', {}, (_: AgentContext<MarketEvents, null>) => undefined);
  const riskAgent = defineAgent('r', {}, (_: AgentContext<RiskEvents, null>) => undefined);

  test('an agent of a slice runs on a wider bus, not on a narrower one', () => {
    expectTypeOf<Agent<MarketEvents>>().toExtend<Agent<Wide>>();
    expectTypeOf<Agent<Wide>>().not.toExtend<Agent<MarketEvents>>();
    never(() => createHost({ bus: wide, agents: [marketAgent] }));
    // @ts-expect-error the bus carries no risk events
    never(() => createHost({ bus: wide, agents: [riskAgent] }));
  });

  test('the policy of an agent is known to it and hidden from the host', () => {
    interface Limits {
      readonly max: number;
    }
    const limited = defineAgent(
      'l',
      { policy: { max: 1 }, validate: () => ({ max: 1 }) },
      (context: AgentContext<SystemEvents, Limits>) => {
        expectTypeOf(context.policy()).toEqualTypeOf<Limits>();
        return undefined;
      },
    );
    expectTypeOf(limited).toExtend<Agent<SystemEvents, unknown>>();
    const start = (_: AgentContext<SystemEvents, number>): undefined => undefined;
    // @ts-expect-error a policy needs its validator
    never(() => defineAgent('l', { policy: 1 }, start));
  });
});

test('a bus needs the system events', () => {
  const clock = createSimulatedClock(0);
  expectTypeOf(createBus<Vocabulary>({ clock, epoch: 0 })).toEqualTypeOf<HostBus<Vocabulary>>();
  // @ts-expect-error the map lacks SystemEvents
  never(() => createBus<MarketEvents>({ clock, epoch: 0 }));
});

test('simulation inputs pair type and payload', () => {
  expectTypeOf<{ at: 1; type: 'market.bar'; payload: { closed: true } }>().not.toExtend<
    SimulationEvent<MarketEvents>
  >();
});
