import {
  type Bar,
  defineAgent,
  defineInstrument,
  type OrderEvents,
  type PortfolioEvents,
  type Position,
  type Vocabulary,
} from '@plimsoll/core';
import { createTestHost } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { type DecisionInput, optimizerAgent, rebalanceAgent } from '../../src/agent.ts';
import {
  budget,
  cap,
  longOnly,
  minimumVariance,
  utility,
  verifyPortfolio,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';
import { uniform } from '../support/moments.ts';

const day = 86_400_000;
const ids = ['A', 'B', 'C'];
const instruments = ids.map((instrumentId) =>
  defineInstrument({ instrumentId, assetClass: 'equity', quoteCurrency: 'USD' }),
);

const bar = (instrumentId: string, closeAt: number, close: number, final = true): Bar => ({
  instrumentId,
  openAt: closeAt - day,
  closeAt,
  knownAt: closeAt,
  open: close,
  high: close,
  low: close,
  close,
  volume: null,
  price: 'trade',
  adjusted: true,
  session: 'regular',
  final,
  revision: 0,
});

/** Publishes `count` daily slices, each followed by a valuation, as a feed and a ledger would. */
function feed(
  { bus, clock }: ReturnType<typeof createTestHost<Vocabulary>>,
  count: number,
  from = 1,
  members: readonly string[] = ids,
): void {
  const next = uniform(from * 31 + 7);
  const prices = members.map(() => 100);
  for (let t = from; t < from + count; t += 1) {
    const closeAt = t * day;
    clock.advanceTo(closeAt);
    const bars = members.map((id, i) => {
      prices[i] = (prices[i] as number) * (1 + 0.02 * (i + 1) * (next() - 0.48));
      return bar(id, closeAt, prices[i] as number);
    });
    for (const each of bars) bus.publish('market.bar', each, { source: 'feed' });
    const slice = { universe: 'stocks', closeAt, bars, missing: [] };
    bus.publish('market.slice', slice, { source: 'feed' });
    bus.publish('portfolio.valued', valued(closeAt), { source: 'feed' });
  }
}

const valued = (marksAt: number, nav = 1_000_000): PortfolioEvents['portfolio.valued'] => ({
  account: 'main',
  baseCurrency: 'USD',
  nav,
  peakNav: nav,
  drawdown: 0,
  netFlow: 0,
  gross: 0,
  net: 0,
  staleMarks: [],
  staleShare: 0,
  marksAt,
});

const config = {
  account: 'main',
  strategy: 'core',
  universe: 'stocks',
  lookbackBars: 10,
  horizonMs: day,
  validForMs: 2 * day,
};

describe('optimizerAgent', () => {
  const constraints = [budget(1), longOnly(), cap(0.6)];
  const decide = ({ returns }: DecisionInput) => ({
    problem: { data: returns, objective: minimumVariance(), constraints },
    exposure: 0.8,
  });

  test('proposes certified weights after each valuation that follows a slice, and replays', () => {
    const seen: DecisionInput[] = [];
    const agents = () => [
      optimizerAgent({
        ...config,
        decide: (input) => {
          seen.push(input);
          return decide(input);
        },
      }),
    ];
    const host = createTestHost<Vocabulary>({ agents });
    feed(host, 13);
    const proposed = host.payloads('portfolio.target-proposed');
    expect(proposed).toHaveLength(3);
    const { target, evidence } = proposed[0] as (typeof proposed)[number];
    expect(target).toMatchObject({
      account: 'main',
      strategy: 'core',
      kind: 'weights',
      denominator: { nav: 1_000_000, marksAt: 11 * day },
      horizonMs: day,
      validUntil: 13 * day,
    });
    const values = Object.values(target.values);
    expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(0.8, 14);
    expect(evidence.verified).toBe(true);
    const first = seen[0] as DecisionInput;
    expect(first.returns.closeAt).toHaveLength(10);
    expect(first.previous).toBeNull();
    expect(seen[1]?.previous).toEqual(target.values);
    const weights = Object.fromEntries(
      Object.entries(target.values).map(([id, value]) => [id, value / 0.8]),
    );
    const { problem } = decide(first);
    const again = verifyPortfolio(problem, weights).evidence.detail;
    if (again.proof !== 'optimality') throw new Error(again.proof);
    expect(again.dual).toBeLessThan(1e-12);
    expect(host.replay().status).toBe('identical');
  });

  test('an instrument enters only with a full history', () => {
    const seen: string[][] = [];
    const agent = optimizerAgent({
      ...config,
      minimumBars: 4,
      decide: ({ returns }) => {
        seen.push([...returns.symbols]);
        return null;
      },
    });
    const host = createTestHost<Vocabulary>({ agents: () => [agent] });
    feed(host, 6, 1, ['A', 'B']);
    feed(host, 12, 7);
    expect(seen[0]).toEqual(['A', 'B']);
    expect(seen.filter((symbols) => symbols.includes('C'))).toHaveLength(2);
    expect(host.payloads('portfolio.target-proposed')).toEqual([]);
  });

  test('regimes and signals reach the decision; times may be given', () => {
    const seen: DecisionInput[] = [];
    const agent = optimizerAgent({
      ...config,
      name: 'alloc',
      lookbackBars: 3,
      decideAt: [4.5 * day],
      decide: (input) => {
        seen.push(input);
        return null;
      },
    });
    const { bus, clock, ...rest } = createTestHost<Vocabulary>({ agents: () => [agent] });
    const regime = {
      detector: 'sp',
      label: 'BULL',
      probabilities: { BULL: 1 },
      predicted: { BULL: 1 },
      confidence: 1,
      ageBars: 0,
      overridden: false,
      knownAt: 0,
      diagnostics: {},
    };
    const signal = {
      signal: 'alpha',
      instrumentId: 'A',
      expectedReturn: 0.01,
      returns: 'simple' as const,
      horizonMs: day,
      confidence: null,
    };
    bus.publish('regime.updated', regime, { source: 'feed' });
    bus.publish('signal.updated', signal, { source: 'feed' });
    bus.publish('portfolio.valued', { ...valued(0), account: 'other' }, { source: 'feed' });
    bus.publish(
      'market.slice',
      { universe: 'bonds', closeAt: 0, bars: [], missing: [] },
      { source: 'feed' },
    );
    feed({ bus, clock, ...rest } as never, 4);
    expect(seen).toEqual([]);
    clock.advanceTo(5 * day);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      at: 4.5 * day,
      closeAt: 4 * day,
      regimes: { sp: { label: 'BULL' } },
      signals: { alpha: { A: { expectedReturn: 0.01 } } },
      valued: { nav: 1_000_000 },
    });
    expect(Object.keys(seen[0]?.prices ?? {})).toEqual(ids);
  });

  test('what cannot be solved fails by name and leaves the portfolio alone', () => {
    const agent = optimizerAgent({
      ...config,
      decide: ({ returns, at }) => ({
        problem: {
          data: returns,
          objective: at < 12 * day ? minimumVariance() : utility({ riskAversion: 1 }),
          constraints: at < 12 * day ? [budget(1), longOnly(), cap(0.1)] : [budget(1)],
        },
      }),
    });
    const host = createTestHost<Vocabulary>({ agents: () => [agent] });
    feed(host, 11);
    const [failed] = host.payloads('portfolio.target-failed');
    expect(failed).toMatchObject({ account: 'main', strategy: 'core', status: 'infeasible' });
    expect(failed?.message).toContain('cap:A');
    expect(failed?.evidence?.kind).toBe('farkas-certificate');
    host.bus.publish(
      'market.slice',
      {
        universe: 'stocks',
        closeAt: 12 * day,
        bars: ids.map((id) => bar(id, 12 * day, 99)),
        missing: [],
      },
      { source: 'feed' },
    );
    host.clock.advanceTo(12 * day);
    host.bus.publish('portfolio.valued', valued(12 * day, 0), { source: 'feed' });
    expect(host.payloads('portfolio.target-failed')[1]).toMatchObject({ status: 'no-valuation' });
  });

  test('too short a table is a failure without evidence; no members, no decision', () => {
    const agent = optimizerAgent({
      ...config,
      lookbackBars: 1,
      decide: ({ returns }) => ({
        problem: { data: returns, objective: minimumVariance(), constraints },
      }),
    });
    const host = createTestHost<Vocabulary>({ agents: () => [agent] });
    feed(host, 2);
    expect(host.payloads('portfolio.target-failed')).toMatchObject([
      { status: 'insufficient-data', evidence: null },
    ]);
    feed(host, 1, 3, []);
    expect(host.payloads('portfolio.target-failed')).toHaveLength(1);
  });

  test('the policy is checked at construction and when it changes', () => {
    const make = (extra: object) => () =>
      optimizerAgent({ ...config, decide: () => null, ...extra });
    expect(errorCode(make({ lookbackBars: 0 }))).toBe('optimizer/bad-policy lookbackBars');
    expect(errorCode(make({ minimumBars: 11 }))).toBe('optimizer/bad-policy minimumBars');
    expect(errorCode(make({ account: '' }))).toBe('optimizer/bad-name account');
    const agent = make({})();
    expect(agent.validatePolicy({ ...agent.policy, lookbackBars: 20 }).lookbackBars).toBe(20);
    expect(errorCode(() => agent.validatePolicy(null))).toBe('optimizer/bad-policy');
  });
});

describe('rebalanceAgent', () => {
  const target = (values: Record<string, number>, extra: object = {}) => ({
    target: {
      targetId: 't-0-1',
      account: 'main',
      strategy: 'core',
      kind: 'weights' as const,
      values,
      cash: null,
      denominator: { nav: 100_000, marksAt: 0 },
      benchmarkId: null,
      horizonMs: day,
      validUntil: 5 * day,
      ...extra,
    },
    evidence: { kind: 'x', version: 1, verified: true, configHash: '', detail: null },
  });
  const position = (instrumentId: string, signedUnits: number): Position => ({
    account: 'main',
    instrumentId,
    bucket: 'net',
    signedUnits,
    basis: [],
    averagePrice: null,
    markPrice: null,
    markAt: null,
    realizedPnl: 0,
    unrealizedPnl: null,
  });
  const changed = (units: Record<string, number>, cash: number, account = 'main') => ({
    account,
    positions: Object.entries(units).map(([id, n]) => position(id, n)),
    cash: { USD: cash },
    cause: 'fill' as const,
  });

  /** Approves every order and ends one when its cancel is asked for, as gate and executor would. */
  const gate = defineAgent<OrderEvents>('gate', {}, (context) => {
    const orders = new Map<string, OrderEvents['order.requested']['order']>();
    context.subscribe('order.requested', ({ payload: { order } }) => {
      orders.set(order.orderId, order);
      const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
      const { lots: requestedLots } = order;
      context.publish('order.approved', { order, status: 'accepted', requestedLots, evidence });
    });
    context.subscribe('order.control-requested', ({ payload: { orderId, instrumentId } }) => {
      const lots = orders.get(orderId)?.lots ?? 0;
      context.publish('order.completed', {
        orderId,
        account: 'main',
        strategy: 'core',
        instrumentId,
        state: 'cancelled',
        approvedLots: lots,
        filledLots: 0,
        averagePrice: null,
        reason: null,
      });
    });
    return undefined;
  });

  const start = (extra: object = {}, gated = true) => {
    const agents = () => [
      ...(gated ? [gate] : []),
      rebalanceAgent({ account: 'main', baseCurrency: 'USD', ...extra }),
    ];
    const host = createTestHost<Vocabulary>({ agents });
    const publish = <K extends keyof Vocabulary & string>(type: K, payload: Vocabulary[K]): void =>
      host.bus.publish(type, payload, { source: 'feed' });
    for (const instrument of instruments) publish('market.instrument-defined', { instrument });
    for (const id of ids) publish('market.bar', bar(id, 0, 100));
    publish('portfolio.changed', changed({}, 100_000));
    const orders = (): readonly string[] =>
      host
        .payloads('order.requested')
        .map(({ order: { side, lots, instrumentId } }) => `${side} ${lots} ${instrumentId}`);
    return { ...host, publish, orders };
  };

  test('requests orders towards a target, once, with everything an order needs', () => {
    const host = start();
    host.publish('portfolio.target-proposed', target({ A: 0.5, B: 0.25 }));
    expect(host.orders()).toEqual(['buy 500 A', 'buy 250 B']);
    expect(host.payloads('order.requested')[0]?.order).toMatchObject({
      orderId: expect.stringMatching(/^rebalance-0-/),
      basketId: 't-0-1',
      account: 'main',
      strategy: 'core',
      type: 'market',
      purpose: 'rebalance',
      decisionPrice: 100,
      startAt: 0,
      endAt: 5 * day,
      reduceOnly: false,
    });
    host.publish('portfolio.target-proposed', target({ A: 0.5, B: 0.25 }, { targetId: 't-0-2' }));
    expect(host.orders()).toHaveLength(2);
    expect(host.replay().status).toBe('identical');
  });

  test('cancels what runs against a new target, then orders the rest', () => {
    const host = start();
    host.publish('portfolio.target-proposed', target({ A: 0.5, B: 0.25 }));
    host.publish('portfolio.target-proposed', target({ A: 0.1, B: 0.25, C: 0.1 }));
    const cancels = host.payloads('order.control-requested');
    expect(cancels).toMatchObject([{ instrumentId: 'A', control: 'cancel', by: 'rebalance' }]);
    expect(host.orders()).toEqual(['buy 500 A', 'buy 250 B', 'buy 100 C', 'buy 100 A']);
    expect(host.replay().status).toBe('identical');
  });

  test('waits for the cancelled order, and asks for its cancel only once', () => {
    const host = start({}, false);
    host.publish('portfolio.target-proposed', target({ A: 0.5 }));
    host.publish('portfolio.target-proposed', target({ A: 0.1 }));
    host.publish('portfolio.target-proposed', target({ A: 0.2 }));
    expect(host.orders()).toEqual(['buy 500 A']);
    const [cancel] = host.payloads('order.control-requested');
    expect(host.payloads('order.control-requested')).toHaveLength(1);
    const { orderId = '' } = cancel ?? {};
    host.publish('order.request-refused', {
      requestId: cancel?.requestId ?? '',
      request: 'order.control-requested',
      code: 'x/y',
      path: [],
      remedy: '',
      orderId,
      instrumentId: 'A',
    });
    host.publish('portfolio.target-proposed', target({ A: 0.2 }));
    expect(host.payloads('order.control-requested')).toHaveLength(2);
    const base = { account: 'main', strategy: 'core', instrumentId: 'A', averagePrice: 100 };
    host.publish('portfolio.changed', changed({ A: 50 }, 95_000));
    host.publish('order.completed', {
      ...base,
      orderId,
      state: 'cancelled',
      approvedLots: 500,
      filledLots: 50,
      reason: null,
    });
    expect(host.orders()).toEqual(['buy 500 A', 'buy 150 A']);
  });

  test('counts fills, amendments, rejections and other people’s orders of the account', () => {
    const host = start({}, false);
    host.publish('portfolio.target-proposed', target({ A: 0.5, B: 0.1 }));
    const [first, second] = host.payloads('order.requested');
    if (first === undefined || second === undefined) throw new Error('no orders');
    const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
    host.publish('order.rejected', { order: second.order, reasons: [], evidence });
    host.publish('order.amended', { order: { ...first.order, lots: 400 } });
    host.publish('order.filled', {
      ...first.order,
      fillId: 'f',
      childId: 'c',
      venue: 'v',
      side: 'buy',
      lots: 100,
      price: 100,
      fee: 0,
      feeCurrency: 'USD',
      liquidity: 'taker',
      occurredAt: 0,
      knownAt: 0,
      filledLots: 100,
      leavesLots: 300,
      late: false,
    } as never);
    host.publish('portfolio.changed', changed({ A: 100, B: 0 }, 90_000));
    host.publish('order.requested', { order: { ...first.order, orderId: 'x', account: 'other' } });
    host.publish('portfolio.target-proposed', target({ A: 0.5, B: 0.1 }));
    expect(host.orders().slice(-2)).toEqual(['buy 100 A', 'buy 100 B']);
    host.publish('portfolio.changed', changed({ C: 900 }, 1, 'other'));
    host.publish('portfolio.target-proposed', target({ A: 0.5, B: 0.1 }));
    expect(host.orders().slice(-2)).toEqual(['buy 100 A', 'buy 100 B']);
  });

  test('marks price too; terms, costs and rates come from the configuration', () => {
    const terms = (_: unknown, __: unknown, at: number) => ({
      startAt: at + 1,
      endAt: at + 2,
      timeInForce: 'gtc' as const,
      tags: ['x'],
    });
    const host = start({
      instruments,
      terms,
      costBps: 100,
      countProceeds: false,
      rates: { EUR: 1 },
      benchmark: {},
    });
    host.publish('market.mark', {
      instrumentId: 'A',
      price: 50,
      kind: 'mark',
      occurredAt: 0,
      knownAt: 0,
    });
    host.publish('market.bar', bar('A', day, 1, false));
    host.publish('portfolio.target-proposed', target({ A: 1 }));
    expect(host.orders()).toEqual(['buy 1980 A']);
    expect(host.payloads('order.requested')[0]?.order).toMatchObject({
      startAt: 1,
      endAt: 2,
      timeInForce: 'gtc',
      tags: ['x'],
    });
  });

  test('an expired target and a missing price fail by name; another account is not ours', () => {
    const host = start();
    host.publish('portfolio.target-proposed', target({ A: 1 }, { account: 'other' }));
    host.publish('portfolio.target-proposed', target({ A: 1 }, { validUntil: -1 }));
    const instrument = defineInstrument({
      instrumentId: 'D',
      assetClass: 'equity',
      quoteCurrency: 'USD',
    });
    host.publish('market.instrument-defined', { instrument });
    host.publish('portfolio.target-proposed', target({ D: 1 }));
    expect(host.payloads('portfolio.target-failed').map(({ status }) => status)).toEqual([
      'expired',
      'infeasible',
    ]);
    expect(host.orders()).toEqual([]);
    expect(errorCode(() => rebalanceAgent({ account: '', baseCurrency: 'USD' }))).toBe(
      'optimizer/bad-name account',
    );
  });
});
