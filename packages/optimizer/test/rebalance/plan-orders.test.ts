import { defineInstrument, type Instrument, type Target } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assume,
  type PlanOrdersInput,
  type PlanOrdersOptions,
  planOrders,
  verifyOrders,
  type WorkingOrder,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';
import { uniform } from '../support/moments.ts';
import { runs } from '../support/runs.ts';

const stock = (instrumentId: string, extra: Partial<Instrument> = {}): Instrument =>
  defineInstrument({ instrumentId, assetClass: 'equity', quoteCurrency: 'USD', ...extra });

const weights = (values: Record<string, number>, extra: Partial<Target> = {}): Target => ({
  targetId: 't-0-1',
  account: 'main',
  strategy: 'core',
  kind: 'weights',
  values,
  cash: null,
  denominator: { nav: 100_000, marksAt: 0 },
  benchmarkId: null,
  horizonMs: 0,
  validUntil: 1e12,
  ...extra,
});

const input = (extra: Partial<PlanOrdersInput> = {}): PlanOrdersInput => ({
  target: weights({ A: 0.5, B: 0.3 }),
  portfolio: { positions: [], cash: { USD: 100_000 }, baseCurrency: 'USD' },
  prices: { A: 100, B: 30, C: 10 },
  working: [],
  instruments: [stock('A'), stock('B'), stock('C')],
  ...extra,
});

const held = (units: Record<string, number>) =>
  Object.entries(units).map(([instrumentId, signedUnits]) => ({
    instrumentId,
    bucket: 'net' as const,
    signedUnits,
  }));

const brief = (given: PlanOrdersInput, options: PlanOrdersOptions = {}) => {
  const plan = assume(planOrders(given, options), 'planned');
  expect(verifyOrders(given, plan)).toEqual({ verified: true, faults: [] });
  expect(plan.evidence.verified).toBe(true);
  return {
    cancels: plan.cancels.map(({ orderId }) => orderId),
    orders: plan.orders.map(({ instrumentId, side, lots }) => `${side} ${lots} ${instrumentId}`),
    lines: Object.fromEntries(plan.evidence.detail.lines.map((line) => [line.instrumentId, line])),
    plan,
  };
};

describe('planOrders', () => {
  test('from cash to weights, in whole lots towards zero', () => {
    const { orders, plan } = brief(input({ target: weights({ A: 0.50199, B: 0.3 }) }));
    expect(orders).toEqual(['buy 501 A', 'buy 1000 B']);
    expect(plan.orders[0]).toEqual({
      instrumentId: 'A',
      side: 'buy',
      lots: 501,
      price: 100,
      notional: 50_100,
      reduceOnly: false,
      after: [],
    });
    expect(plan.evidence.detail.cash).toEqual({ available: 100_000, spent: 80_100, left: 19_900 });
    // 0.29 of 100 000 at 100 is 290 lots, though the doubles say 289.99999999999994.
    expect(brief(input({ target: weights({ A: 0.29 }) })).orders).toEqual(['buy 290 A']);
  });

  test('what is not named is closed, sells come first, shrinking is reduce-only', () => {
    const portfolio = {
      positions: held({ A: 700, C: 50 }),
      cash: { USD: 29_500 },
      baseCurrency: 'USD',
    };
    const { orders, plan } = brief(input({ portfolio }));
    expect(orders).toEqual(['sell 200 A', 'sell 50 C', 'buy 1000 B']);
    expect(plan.orders.map(({ reduceOnly }) => reduceOnly)).toEqual([true, true, false]);
  });

  test('demand = target - position - working', () => {
    const working: WorkingOrder[] = [
      { orderId: 'w1', instrumentId: 'A', side: 'buy', leavesLots: 100 },
      { orderId: 'w2', instrumentId: 'B', side: 'buy', leavesLots: 1000 },
    ];
    const portfolio = { positions: held({ A: 250 }), cash: { USD: 75_000 }, baseCurrency: 'USD' };
    const { orders, cancels, lines } = brief(input({ working, portfolio }));
    expect(orders).toEqual(['buy 150 A']);
    expect(cancels).toEqual([]);
    expect(lines['A']).toMatchObject({ positionUnits: 250, workingLots: 100, orderLots: 150 });
    expect(lines['B']).toMatchObject({ workingLots: 1000, orderLots: 0, restUnits: 0 });
  });

  test('opposite working is cancelled first, and the order waits for it', () => {
    const working: WorkingOrder[] = [
      { orderId: 'w1', instrumentId: 'A', side: 'sell', leavesLots: 10 },
      { orderId: 'w2', instrumentId: 'C', side: 'buy', leavesLots: 5 },
      { orderId: 'done', instrumentId: 'C', side: 'buy', leavesLots: 0 },
    ];
    const { orders, cancels, plan } = brief(input({ working }));
    expect(cancels).toEqual(['w1', 'w2']);
    expect(orders).toEqual(['buy 500 A', 'buy 1000 B']);
    expect(plan.orders.map(({ after }) => after)).toEqual([['w1'], []]);
  });

  test('of working orders that overshoot the newest go', () => {
    const working: WorkingOrder[] = [
      { orderId: 'old', instrumentId: 'A', side: 'buy', leavesLots: 300 },
      { orderId: 'mid', instrumentId: 'A', side: 'buy', leavesLots: 150 },
      { orderId: 'new', instrumentId: 'A', side: 'buy', leavesLots: 100 },
    ];
    const { orders, cancels } = brief(input({ working, target: weights({ A: 0.5 }) }));
    expect(cancels).toEqual(['new']);
    expect(orders).toEqual(['buy 50 A']);
  });

  test('buys are cut to the cash, single lots go back where most was lost', () => {
    const portfolio = { positions: [], cash: { USD: 40_050 }, baseCurrency: 'USD' };
    const { orders, plan, lines } = brief(input({ portfolio }));
    expect(orders).toEqual(['buy 250 A', 'buy 501 B']);
    expect(plan.evidence.detail.cash.left).toBeGreaterThanOrEqual(0);
    expect(lines['A']?.reason).toBe('cash');
    const none = { positions: [], cash: { USD: -5 }, baseCurrency: 'USD' };
    expect(brief(input({ portfolio: none })).orders).toEqual([]);
  });

  test('costs, kept cash and uncounted proceeds leave less to spend', () => {
    const full = input({ target: weights({ A: 1 }) });
    expect(brief(full).orders).toEqual(['buy 1000 A']);
    expect(brief(full, { costBps: 100 }).orders).toEqual(['buy 990 A']);
    const kept = input({ target: weights({ A: 1 }, { cash: 0.05 }) });
    expect(brief(kept).orders).toEqual(['buy 950 A']);
    const swap = input({
      target: weights({ A: 1 }),
      portfolio: { positions: held({ B: 1000 }), cash: { USD: 70_000 }, baseCurrency: 'USD' },
    });
    expect(brief(swap).orders).toEqual(['sell 1000 B', 'buy 1000 A']);
    expect(brief(swap, { countProceeds: false }).orders).toEqual(['sell 1000 B', 'buy 700 A']);
    const selling = input({
      target: weights({ A: 1 }),
      working: [{ orderId: 'w', instrumentId: 'B', side: 'sell', leavesLots: 1000 }],
      portfolio: { positions: held({ B: 1000 }), cash: { USD: 70_000 }, baseCurrency: 'USD' },
    });
    expect(brief(selling).orders).toEqual(['buy 1000 A']);
    expect(brief(selling, { countProceeds: false }).orders).toEqual(['buy 700 A']);
  });

  test('minimum sizes, halts and off-lot rests are told', () => {
    const instruments = [
      stock('A', { minLots: 10 }),
      stock('B', { minNotional: 1000 }),
      stock('C', { status: 'halted' }),
      defineInstrument({
        instrumentId: 'D',
        assetClass: 'crypto',
        quoteCurrency: 'USD',
        baseCurrency: 'D',
        lotSize: '0.1',
        unitSize: '0.001',
      }),
    ];
    const prices = { A: 100, B: 30, C: 10, D: 1000 };
    const target = weights({ A: 0.005, B: 0.005, C: 0.1 });
    const portfolio = {
      positions: held({ D: 1234 }),
      cash: { USD: 100_000 },
      baseCurrency: 'USD',
    };
    const { orders, lines } = brief(input({ instruments, prices, target, portfolio }));
    expect(orders).toEqual(['sell 12 D']);
    expect(lines['A']?.reason).toBe('below-minimum');
    expect(lines['B']?.reason).toBe('below-minimum');
    expect(lines['C']?.reason).toBe('not-tradable');
    expect(lines['D']).toMatchObject({ restUnits: -34, reason: null });
    const few = { positions: held({ A: 3 }), cash: { USD: 0 }, baseCurrency: 'USD' };
    const closing = input({ instruments, prices, target: weights({}), portfolio: few });
    expect(brief(closing).orders).toEqual(['sell 3 A']);
    const poor = { positions: [], cash: { USD: 1500 }, baseCurrency: 'USD' };
    const trimmed = input({ instruments, prices, target: weights({ A: 0.5 }), portfolio: poor });
    expect(brief(trimmed).orders).toEqual(['buy 15 A']);
    const poorer = { ...poor, cash: { USD: 900 } };
    expect(brief({ ...trimmed, portfolio: poorer }).orders).toEqual([]);
  });

  test('units, notional and active targets, other currencies', () => {
    const units = weights({ A: 12, B: -7 }, { kind: 'units', denominator: null });
    expect(brief(input({ target: units })).orders).toEqual(['sell 7 B', 'buy 12 A']);
    const value = weights({ A: 1250 }, { kind: 'notional', denominator: null });
    expect(brief(input({ target: value })).orders).toEqual(['buy 12 A']);
    const active = weights({ A: 0.1, B: -0.1 }, { kind: 'active', benchmarkId: 'X' });
    const benchmark = { A: 0.4, B: 0.3, C: 0.2 };
    expect(brief(input({ target: active, benchmark })).orders).toEqual([
      'buy 500 A',
      'buy 666 B',
      'buy 2000 C',
    ]);
    const euro = [stock('A', { quoteCurrency: 'EUR', settlementCurrency: 'EUR' }), stock('B')];
    const abroad = input({ instruments: euro, rates: { EUR: 1.25, JPY: 0.01 } });
    expect(brief(abroad).orders).toEqual(['buy 400 A', 'buy 1000 B']);
    const yen = {
      positions: [],
      cash: { USD: 50_000, JPY: 5_000_000, CHF: 0 },
      baseCurrency: 'USD',
    };
    expect(brief({ ...abroad, portfolio: yen }).orders).toEqual(['buy 400 A', 'buy 1000 B']);
  });

  test('a flip from long to short is one order, not reduce-only', () => {
    const portfolio = { positions: held({ A: 100 }), cash: { USD: 0 }, baseCurrency: 'USD' };
    const { orders, plan } = brief(input({ target: weights({ A: -0.1 }), portfolio }));
    expect(orders).toEqual(['sell 200 A']);
    expect(plan.orders[0]?.reduceOnly).toBe(false);
  });

  test('a missing price is an outcome, misuse is thrown', () => {
    const missing = planOrders(input({ prices: { A: 100 } }));
    expect(assume(missing, 'infeasible').reasons.map(({ code }) => code)).toEqual([
      'optimizer/missing-price',
    ]);
    expect(verifyOrders(input(), missing).verified).toBe(true);
    const codes = [
      input({ instruments: [] }),
      input({ prices: { A: -1, B: 1 } }),
      input({
        working: [{ orderId: 'x', instrumentId: 'A', side: 'hold' as never, leavesLots: 1 }],
      }),
      input({ working: [{ orderId: 'x', instrumentId: 'A', side: 'buy', leavesLots: -1 }] }),
      input({ portfolio: { positions: [], cash: { EUR: 1 }, baseCurrency: 'USD' } }),
      input({ portfolio: { positions: [], cash: { USD: Number.NaN }, baseCurrency: 'USD' } }),
      input({
        portfolio: {
          positions: [{ instrumentId: 'A', bucket: 'long', signedUnits: 1 }],
          cash: {},
          baseCurrency: 'USD',
        },
      }),
      input({ target: weights({ A: 1 }, { kind: 'active', benchmarkId: 'X' }) }),
      input({ target: weights({ A: Number.NaN }) }),
    ].map((given) => errorCode(() => planOrders(given)));
    expect(codes).toEqual([
      'optimizer/unknown-instrument instruments A',
      'optimizer/bad-price prices A',
      'optimizer/bad-working-order working 0 side',
      'optimizer/bad-working-order working 0 leavesLots',
      'optimizer/missing-rate rates EUR',
      'optimizer/bad-cash portfolio cash USD',
      'optimizer/unsupported-position-mode portfolio positions 0 bucket',
      'optimizer/missing-benchmark benchmark',
      'core/invalid-target target values',
    ]);
    expect(errorCode(() => planOrders(input(), { costBps: -1 }))).toBe(
      'optimizer/bad-cost costBps',
    );
  });
});

describe('properties', () => {
  test('any plan satisfies the independent verifier, and a second plan after it is empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const next = uniform(seed);
        const ids = ['A', 'B', 'C', 'D'];
        const pick = (): string => ids[Math.floor(4 * next())] as string;
        const whole = (most: number): number => Math.floor(most * (next() - 0.3));
        const instruments = ids.map((id) => stock(id, { minLots: 1 + Math.floor(2 * next()) }));
        const given = input({
          instruments,
          prices: Object.fromEntries(ids.map((id) => [id, 5 + 200 * next()])),
          target: weights(Object.fromEntries(ids.slice(1).map((id) => [id, next() - 0.2]))),
          portfolio: {
            positions: held(Object.fromEntries(ids.map((id) => [id, whole(500)]))),
            cash: { USD: 120_000 * next() },
            baseCurrency: 'USD',
          },
          working: Array.from({ length: Math.floor(5 * next()) }, (_, i) => ({
            orderId: `w${i}`,
            instrumentId: pick(),
            side: next() < 0.5 ? ('buy' as const) : ('sell' as const),
            leavesLots: Math.floor(200 * next()),
          })),
        });
        const plan = assume(planOrders(given, { costBps: 5 }), 'planned');
        expect(verifyOrders(given, plan)).toEqual({ verified: true, faults: [] });
        const cancelled = new Set(plan.cancels.map(({ orderId }) => orderId));
        const working = [
          ...given.working.filter(({ orderId }) => !cancelled.has(orderId)),
          ...plan.orders.map(({ instrumentId, side, lots }, i) => ({
            orderId: `n${i}`,
            instrumentId,
            side,
            leavesLots: lots,
          })),
        ];
        const again = assume(planOrders({ ...given, working }, { costBps: 5 }), 'planned');
        expect(again.cancels).toEqual([]);
        const uncut = plan.evidence.detail.lines.every(({ reason }) => reason !== 'cash');
        if (uncut) expect(again.orders).toEqual([]);
      }),
      runs(150),
    );
  });

  test('the verifier sees a tampered plan', () => {
    const given = input({
      working: [{ orderId: 'w1', instrumentId: 'A', side: 'sell', leavesLots: 10 }],
      portfolio: { positions: held({ C: 10 }), cash: { USD: 100_000 }, baseCurrency: 'USD' },
    });
    const plan = assume(planOrders(given), 'planned');
    const faults = (change: object): number =>
      verifyOrders(given, { ...plan, ...change }).faults.length;
    expect(faults({})).toBe(0);
    expect(faults({ orders: [...plan.orders].reverse() })).toBe(1);
    expect(faults({ orders: plan.orders.slice(1) })).toBeGreaterThan(0);
    expect(faults({ cancels: [{ orderId: 'nobody', instrumentId: 'A' }] })).toBeGreaterThan(0);
    const more = plan.orders.map((order) => ({ ...order, lots: order.lots + 0.5 }));
    expect(faults({ orders: more })).toBeGreaterThan(2);
    const { detail } = plan.evidence;
    const lost = {
      ...plan.evidence,
      detail: { ...detail, lines: [...detail.lines, { ...detail.lines[0], instrumentId: 'Z' }] },
    };
    expect(faults({ evidence: lost })).toBe(1);
    expect(verifyOrders(given, { status: 'infeasible', reasons: [] }).verified).toBe(false);
  });
});
