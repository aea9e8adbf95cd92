import {
  type Agent,
  type ChildEvents,
  defineAgent,
  type Instrument,
  type Order,
  type Vocabulary,
} from '@plimsoll/core';
import { createTestHost, type TestHost } from '@plimsoll/core/testing';
import {
  brownianPath,
  type ExecutorPolicy,
  fixedProfile,
  type ImpactModel,
  linearImpact,
  proportionalFee,
  proportionalSpread,
  type Scheduler,
  type SimulatedVenueConfig,
  twap,
} from '@plimsoll/execution';
import { executionAgent, simulatedVenue } from '@plimsoll/execution/agent';
import { parentOrder } from './executor-rig.ts';
import { instrument, sessions } from './market.ts';

const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };

/** A gate that lets everything out. */
export const openGate: Agent<ChildEvents, null> = defineAgent<ChildEvents>(
  'gate',
  {},
  (context) => {
    context.subscribe('child.requested', ({ payload }) => {
      context.publish('child.approved', { ...payload, evidence });
    });
    return undefined;
  },
);

export interface TradingOptions {
  readonly scheduler?: Scheduler;
  readonly policy?: Partial<ExecutorPolicy>;
  readonly venue?: Partial<SimulatedVenueConfig>;
  readonly impact?: ImpactModel;
  readonly dailyVolatility?: number;
  readonly days?: number;
  /** Half spread and fee, basis points. */
  readonly halfSpreadBps?: number;
  readonly feeBps?: number;
}

/** Gate, simulated venue and executor on one bus. */
export const tradingHost = (options: TradingOptions = {}): TestHost<Vocabulary> => {
  const {
    impact = linearImpact({ permanent: 1e-6, temporary: 1e-5 }),
    scheduler = twap({ slices: 13, impact }),
    dailyVolatility = 0.02,
    days = 2,
    halfSpreadBps = 5,
    feeBps = 1,
  } = options;
  const sources = {
    profiler: fixedProfile({ dailyVolatility, dailyVolume: { quantity: 1e6 } }),
    spread: proportionalSpread({ halfSpreadBps }),
    fees: proportionalFee({ bps: feeBps }),
    calendars: [{ calendarId: 'xnys', intervals: sessions(days) }],
  };
  return createTestHost<Vocabulary>({
    agents: () => {
      const sim = simulatedVenue({ ...sources, path: brownianPath(), impact, ...options.venue });
      return [
        openGate,
        sim.agent,
        executionAgent({
          ...sources,
          scheduler,
          venues: [sim.port],
          ...(options.policy === undefined ? {} : { policy: options.policy }),
        }),
      ];
    },
    sources: { feed: 'input', desk: 'input' },
    startAt: -1_000,
  });
};

/** Publishes a definition and a price of 50 at the open of the first session. */
export const openMarket = (host: TestHost<Vocabulary>, changes: Partial<Instrument> = {}): void => {
  const source = { source: 'feed' };
  const listed = instrument({ effectiveAt: -1_000, ...changes });
  host.bus.publish('market.instrument-defined', { instrument: listed }, source);
  const { instrumentId } = listed;
  host.bus.publish(
    'market.quote',
    {
      instrumentId,
      bid: 49.99,
      ask: 50.01,
      bidQuantity: null,
      askQuantity: null,
      occurredAt: 0,
      knownAt: 0,
    },
    source,
  );
};

/** Publishes an approval. */
export const approve = (host: TestHost<Vocabulary>, changes: Partial<Order> = {}): void => {
  const order = parentOrder({ lots: 10_000, ...changes });
  host.bus.publish(
    'order.approved',
    { order, status: 'accepted', requestedLots: order.lots, evidence },
    { source: 'desk' },
  );
};
