import type { ChildOrder, FeeModel, VenueReported } from '@plimsoll/core';
import { type ContractSuite, runContract } from '@plimsoll/core/testing';
import {
  almgren2005Impact,
  almgrenChriss,
  brownianPath,
  createSimulatedVenue,
  fixedProfile,
  type ImpactModel,
  linearImpact,
  linearisedImpact,
  participationImpact,
  perShareFee,
  proportionalFee,
  proportionalSpread,
  type Scheduler,
  squareRootImpact,
  staticVolumeCurve,
  tradingGrid,
  twap,
  vwap,
} from '@plimsoll/execution';
import {
  feeModelContract,
  impactModelContract,
  schedulerContract,
  type VenueUnderTest,
  venueContract,
} from '@plimsoll/execution/testing';
import { describe, expect, test } from 'vitest';
import { parentOrder } from './support/executor-rig.ts';
import { instrument, market, planOrder } from './support/market.ts';

const apply = (title: string, suite: ContractSuite): void => {
  describe(title, () => {
    for (const { name, run } of suite) test(name, run);
  });
};

const failures = async (suite: ContractSuite): Promise<readonly string[]> => {
  const outcome = await runContract(suite);
  return outcome.status === 'failed' ? outcome.failed.map(({ name }) => name) : [];
};

const context = { ...market(), sharesOutstanding: 1e8 };
const impact = linearImpact({ permanent: 2.5e-7, temporary: 2.5e-6 });
const curve = staticVolumeCurve({ weights: [9, 6, 5, 4, 4, 6, 12] });

/** A user's own scheduler: everything but the first slice is half of the one before. */
const halving: Scheduler = {
  kind: 'halving',
  version: 1,
  params: {},
  impact: null,
  schedule(order, profile) {
    const gridded = tradingGrid(order, profile, { slices: 6 });
    if (gridded.status === 'infeasible') return gridded;
    return {
      status: 'scheduled',
      grid: gridded.grid,
      weights: [32, 16, 8, 4, 2, 1],
      riskAversion: null,
    };
  },
};

const order = planOrder({ lots: 12_345 });
const schedulers: Record<string, Scheduler> = {
  twap: twap({ slices: 10 }),
  'twap by interval': twap({ intervalMs: 1_800_000, impact }),
  vwap: vwap({ slices: 13, curve, impact }),
  'almgren-chriss': almgrenChriss({ slices: 10, riskAversion: 1e-6, impact }),
  'a literal': halving,
};
for (const [name, scheduler] of Object.entries(schedulers)) {
  apply(
    `scheduler contract: ${name}`,
    schedulerContract(() => scheduler, { order, market: market() }),
  );
}

/** A user's own model, as a literal. */
const ownImpact: ImpactModel = {
  kind: 'one-basis-point-a-percent',
  version: 1,
  params: {},
  temporary: (rate, { arrivalPrice, averageDailyVolume }) =>
    (0.01 * arrivalPrice * rate) / averageDailyVolume,
  permanent: () => 0,
  linear: ({ arrivalPrice, averageDailyVolume }) => ({
    permanent: 0,
    temporary: (0.01 * arrivalPrice) / averageDailyVolume,
  }),
};
const impacts: Record<string, ImpactModel> = {
  linear: impact,
  participation: participationImpact(),
  'almgren 2005': almgren2005Impact(),
  'square root': squareRootImpact(),
  linearised: linearisedImpact({ impact: almgren2005Impact(), participation: 0.1 }),
  'a literal': ownImpact,
};
for (const [name, model] of Object.entries(impacts)) {
  apply(
    `impact contract: ${name}`,
    impactModelContract(() => model, { context }),
  );
}

const input = {
  instrument: instrument(),
  side: 'buy',
  lots: 100,
  price: 50,
  liquidity: 'taker',
  volume30dNotional: 0,
} as const;
const ownFee: FeeModel = {
  kind: 'flat-fee',
  version: 1,
  params: {},
  fee: () => ({ amount: 1, currency: 'USD' }),
};
const fees: Record<string, FeeModel> = {
  proportional: proportionalFee({ bps: 1, makerBps: -0.5 }),
  'per share': perShareFee({ perShare: 0.005, minimum: 1 }),
  'a literal': ownFee,
};
for (const [name, model] of Object.entries(fees)) {
  apply(
    `fee contract: ${name}`,
    feeModelContract(() => model, { input }),
  );
}

const child = (childId: string, changes: Partial<ChildOrder> = {}): ChildOrder => {
  const { account, strategy, instrumentId, side } = parentOrder();
  return {
    childId,
    orderId: 'test-1-1',
    account,
    strategy,
    venue: 'sim',
    instrumentId,
    side,
    lots: 10,
    type: 'market',
    limitPrice: null,
    stopPrice: null,
    timeInForce: 'gtc',
    postOnly: false,
    reduceOnly: false,
    displayLots: null,
    expireAt: null,
    venueExtras: null,
    ...changes,
  };
};

const atWork = (latencyMs: number): VenueUnderTest => {
  const machine = createSimulatedVenue({
    profiler: fixedProfile({ dailyVolatility: 0.001, dailyVolume: { quantity: 1e6 } }),
    spread: proportionalSpread({ halfSpreadBps: 5 }),
    path: brownianPath(),
    fillsPerChild: 3,
    fees: proportionalFee({ bps: 1 }),
    latencyMs,
  });
  const reports: VenueReported[] = [];
  let at = 0;
  const send = (...[type, payload]: [string, unknown]): void => {
    const effects = machine.apply({ type, at, payload } as Parameters<typeof machine.apply>[0]);
    for (const effect of effects) if (effect.kind === 'report') reports.push(effect.report);
  };
  send('market.instrument-defined', { instrument: instrument({ calendarId: 'always' }) });
  send('market.quote', { instrumentId: 'acme', bid: 49.9, ask: 50.1, occurredAt: 0, knownAt: 0 });
  return {
    port: {
      venue: 'sim',
      replaceSemantics: 'amend-total',
      submit: (order) => send('submit', order),
      cancel: (childId) => send('cancel', childId),
      replace: (order) => send('replace', order),
      query: (childId) => send('query', childId),
    },
    reports: () => reports,
    settle() {
      at += 180_000;
      send('wake', null);
    },
  };
};
const fixture = {
  fills: child('x-0-1'),
  rests: child('x-0-2', { type: 'limit', limitPrice: 1 }),
};
apply(
  'venue contract: simulated',
  venueContract(() => atWork(0), fixture),
);
apply(
  'venue contract: simulated with latency',
  venueContract(() => atWork(250), fixture),
);

describe('the suites notice', () => {
  test('a scheduler that loses slices, remembers, or ignores time', async () => {
    let calls = 0;
    const bad: Scheduler = {
      ...halving,
      schedule: (given, profile) => {
        const outcome = halving.schedule({ ...given, endAt: given.startAt + 1e7 }, profile);
        return outcome.status === 'scheduled'
          ? { ...outcome, weights: [1, 1, 1, 1, 1, ++calls] }
          : outcome;
      },
    };
    expect(await failures(schedulerContract(() => bad, { order, market: market() }))).toEqual([
      'the same input gives the same schedule',
      'an order without trading time is infeasible, with the whole order as shortfall',
    ]);
  });

  test('an impact model whose permanent part is concave', async () => {
    const bad: ImpactModel = { ...ownImpact, linear: () => null, permanent: (q) => Math.sqrt(q) };
    expect(await failures(impactModelContract(() => bad, { context }))).toEqual([
      'permanent impact is linear in quantity',
      'no round trip earns money on average',
    ]);
  });

  test('a fee that falls with size', async () => {
    const bad: FeeModel = { ...ownFee, fee: ({ lots }) => ({ amount: 1 / lots, currency: 'USD' }) };
    expect(await failures(feeModelContract(() => bad, { input }))).toEqual([
      'the size of a fee does not fall with the size of the fill',
    ]);
  });

  test('a venue that fills a duplicate again', async () => {
    const bad = (): VenueUnderTest => {
      const venue = atWork(0);
      let n = 0;
      const submit = (order: ChildOrder): void =>
        venue.port.submit(n++ === 0 ? order : { ...order, childId: `${order.childId}${n}` });
      return { ...venue, port: { ...venue.port, submit } };
    };
    const failed = await failures(venueContract(bad, fixture));
    expect(failed).toContain('the same client id never trades twice');
  });
});
