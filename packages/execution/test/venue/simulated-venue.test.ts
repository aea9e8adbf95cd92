import type { ChildOrder, VenueReported } from '@plimsoll/core';
import {
  brownianPath,
  createSimulatedVenue,
  fixedProfile,
  linearImpact,
  proportionalFee,
  proportionalSpread,
  type SimulatedVenueConfig,
  type SimulatedVenueMachine,
  trailingProfile,
} from '@plimsoll/execution';
import { describe, expect, test } from 'vitest';
import { errorCode } from '../support/error-code.ts';
import { parentOrder } from '../support/executor-rig.ts';
import { dayMs, instrument, sessions } from '../support/market.ts';

const base: SimulatedVenueConfig = {
  profiler: fixedProfile({ dailyVolatility: 0.02, dailyVolume: { quantity: 1e6 } }),
  spread: proportionalSpread({ halfSpreadBps: 10 }),
  calendars: [{ calendarId: 'xnys', intervals: sessions(2) }],
};

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
    lots: 100,
    type: 'market',
    limitPrice: null,
    stopPrice: null,
    timeInForce: 'gtd',
    postOnly: false,
    reduceOnly: false,
    displayLots: null,
    expireAt: dayMs,
    venueExtras: null,
    ...changes,
  };
};

const rig = (changes: Partial<SimulatedVenueConfig> = {}, priced = true) => {
  const config = { ...base, ...changes };
  const self = {
    machine: createSimulatedVenue(config) as SimulatedVenueMachine,
    at: 0,
    wakeAt: null as number | null,
    reports: [] as VenueReported[],
    apply(type: string, payload: unknown): VenueReported[] {
      const input = { type, at: self.at, payload } as Parameters<SimulatedVenueMachine['apply']>[0];
      const made: VenueReported[] = [];
      for (const effect of self.machine.apply(input)) {
        if (effect.kind === 'report') made.push(effect.report);
        else self.wakeAt = effect.at;
      }
      self.reports.push(...made);
      return made;
    },
    quote: (mid: number) =>
      self.apply('market.quote', {
        instrumentId: 'acme',
        bid: mid - 0.01,
        ask: mid + 0.01,
        bidQuantity: null,
        askQuantity: null,
        occurredAt: self.at,
        knownAt: self.at,
      }),
    runTo(at: number): void {
      while (self.wakeAt !== null && self.wakeAt <= at) {
        self.at = self.wakeAt;
        self.wakeAt = null;
        self.apply('wake', null);
      }
      self.at = at;
    },
    restart(): void {
      const from = self.machine.snapshot();
      self.machine = createSimulatedVenue(config, { from: JSON.parse(JSON.stringify(from)) });
      expect(self.machine.snapshot()).toEqual(from);
    },
    fills: () => self.reports.flatMap((report) => (report.kind === 'filled' ? [report] : [])),
  };
  self.apply('market.instrument-defined', { instrument: instrument() });
  if (priced) self.quote(50);
  return self;
};

describe('prices', () => {
  test('a market order pays half spread and temporary impact, and leaves permanent impact', () => {
    const venue = rig({
      impact: linearImpact({ permanent: 0.001, temporary: 0.0001 }),
      fees: proportionalFee({ bps: 2 }),
    });
    venue.apply('submit', child('a'));
    venue.apply('submit', child('b', { side: 'sell' }));
    // 100 over one day: 0.0001 · 100 of temporary impact; then 0.001 · 100 displaced.
    const [buy, sell] = venue.fills();
    expect(buy?.price).toBeCloseTo(50 + 0.05 + 0.01, 12);
    expect(sell?.price).toBeCloseTo(50.1 - 0.0501 - 0.01, 12);
    expect(buy?.fee).toBeCloseTo((100 * 50.06 * 2) / 10_000, 12);
    expect(buy).toMatchObject({ cumulativeLots: 100, liquidity: 'taker', feeCurrency: 'USD' });
    expect(venue.machine.describe()).toEqual({ openOrders: 0, fills: 2 });
  });

  test('a shorter life means a higher rate, but never less than the fill window', () => {
    const impact = linearImpact({ permanent: 0, temporary: 0.0001 });
    const venue = rig({ impact, fillWindowMs: dayMs / 100 });
    venue.apply('submit', child('a', { expireAt: dayMs / 10 }));
    venue.apply('submit', child('b', { expireAt: 1 }));
    const [slow, fast] = venue.fills();
    expect(slow?.price).toBeCloseTo(50.05 + 0.1, 9);
    expect(fast?.price).toBeCloseTo(50.05 + 1, 9);
  });

  test('the path starts at the last price and moves only while trading is open', () => {
    const venue = rig({ path: brownianPath({ stepsPerDay: 10 }) });
    venue.apply('submit', child('a'));
    venue.at = dayMs - 1;
    venue.apply('submit', child('b'));
    venue.at = 86_400_000;
    venue.apply('submit', child('c', { expireAt: 86_400_000 + dayMs }));
    const [first, late, next] = venue.fills().map((fill) => fill.price);
    expect(first).toBeCloseTo(50.05, 12);
    expect(late).not.toBe(first);
    expect(Math.abs((next ?? 0) - (late ?? 0))).toBeLessThan(50 * 0.02 * 3);
    venue.quote(70);
    venue.apply('submit', child('d', { expireAt: 86_400_000 + dayMs }));
    expect(venue.fills().at(-1)?.price).toBeCloseTo(70.07, 12);
  });

  test('seeds and streams give paths of their own; the same gives the same', () => {
    const start = { price: 100, dailyVolatility: 0.02, seed: 1, stream: 'x' };
    const at = (changes: Partial<typeof start>): number =>
      brownianPath()
        .walk({ ...start, ...changes })
        .priceAt(1);
    expect(at({})).toBe(at({}));
    expect(at({ seed: 2 })).not.toBe(at({}));
    expect(at({ stream: 'y' })).not.toBe(at({}));
    expect(brownianPath({ dailyVolatility: 0 }).walk(start).priceAt(1)).toBe(100);
    expect(brownianPath({ dailyVolatility: 50 }).walk(start).priceAt(3)).toBeGreaterThanOrEqual(1);
    expect(errorCode(() => brownianPath({ stepsPerDay: 0 }))).toBe('execution/bad-path');
  });

  test('the variance of a day is the daily volatility squared', () => {
    let squares = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const walk = brownianPath().walk({ price: 100, dailyVolatility: 0.02, seed, stream: 'x' });
      squares += (walk.priceAt(1) - 100) ** 2;
    }
    // 400 draws: standard error of the ratio is the root of 2/400, 0.071.
    expect(Math.abs(squares / 400 / 4 - 1)).toBeLessThan(0.22);
  });
});

describe('orders', () => {
  test('a limit order waits for its price, then expires', () => {
    const venue = rig();
    venue.apply('submit', child('a', { type: 'limit', limitPrice: 49 }));
    venue.runTo(120_000);
    expect(venue.fills()).toEqual([]);
    venue.quote(48.9);
    venue.runTo(240_000);
    expect(venue.fills()[0]?.price).toBeCloseTo(48.9489, 9);
    venue.apply('submit', child('b', { type: 'limit', limitPrice: 40 }));
    venue.runTo(dayMs);
    expect(venue.reports.at(-1)).toMatchObject({
      kind: 'expired',
      childId: 'b',
      cumulativeLots: 0,
    });
  });

  test('a post-only order trades at its own price once the market reaches it', () => {
    const venue = rig();
    venue.apply('submit', child('a', { type: 'limit', limitPrice: 49, postOnly: true }));
    venue.quote(48);
    venue.runTo(120_000);
    expect(venue.fills()[0]).toMatchObject({ price: 49, liquidity: 'maker' });
  });

  test('immediate or cancel: what the limit forbids expires at once', () => {
    const venue = rig();
    const ioc = { timeInForce: 'ioc', expireAt: null } as const;
    venue.apply('submit', child('a', { ...ioc, type: 'limit', limitPrice: 40 }));
    venue.apply('submit', child('b', ioc));
    expect(venue.reports.map((report) => report.kind)).toEqual([
      'acknowledged',
      'expired',
      'acknowledged',
      'filled',
    ]);
  });

  test('fills are spread over the life of the order', () => {
    const venue = rig({ fillsPerChild: 4 });
    venue.apply('submit', child('a', { lots: 10 }));
    venue.runTo(dayMs);
    expect(venue.fills().map((fill) => [fill.occurredAt, fill.lots])).toEqual([
      [0, 3],
      [dayMs / 4, 2],
      [dayMs / 2, 3],
      [(3 * dayMs) / 4, 2],
    ]);
  });

  test('latency delays every command', () => {
    const venue = rig({ latencyMs: 100 });
    venue.apply('submit', child('a', { type: 'limit', limitPrice: 1 }));
    venue.apply('cancel', 'a');
    expect(venue.reports).toEqual([]);
    venue.runTo(100);
    expect(venue.reports.map((report) => [report.kind, report.occurredAt])).toEqual([
      ['acknowledged', 100],
      ['cancelled', 100],
    ]);
  });

  test('a replaced order trades its new total', () => {
    const venue = rig();
    const resting = child('a', {
      type: 'limit',
      limitPrice: 1,
      expireAt: null,
      timeInForce: 'gtc',
    });
    venue.apply('submit', resting);
    venue.apply('replace', { ...resting, lots: 150, limitPrice: 60 });
    expect(venue.fills()[0]?.lots).toBe(150);
    venue.apply('replace', resting);
    expect(venue.reports.at(-1)?.kind).toBe('replace-rejected');
    venue.apply('submit', { ...resting, childId: 'b' });
    venue.apply('replace', { ...resting, childId: 'b', expireAt: 5_000 });
    venue.runTo(5_000);
    expect(venue.reports.at(-1)).toMatchObject({ kind: 'expired', childId: 'b' });
  });
});

describe('rejects', () => {
  const reject = (
    changes: Partial<ChildOrder>,
    venue = rig(),
  ): { severity: string; code: string } | null => {
    const [made] = venue.apply('submit', child('a', changes));
    return made?.kind === 'rejected' ? { severity: made.severity, code: made.reason.code } : null;
  };

  test('say why and how bad', () => {
    expect(reject({ instrumentId: 'other' })).toEqual({
      severity: 'transient',
      code: 'venue/unknown-instrument',
    });
    expect(reject({}, rig({}, false))?.code).toBe('venue/no-price');
    const warming = trailingProfile({ lookbackBars: 5, tradingDaysPerBar: 1 });
    expect(reject({}, rig({ profiler: warming }))?.code).toBe('venue/no-market');
    expect(reject({ type: 'stop' })).toEqual({ severity: 'permanent', code: 'venue/order-type' });
    expect(reject({ lots: 0 })).toEqual({ severity: 'sizing', code: 'venue/below-minimum' });
    const closed = rig();
    closed.at = dayMs;
    expect(reject({}, closed)).toEqual({ severity: 'transient', code: 'venue/closed' });
    const faulty = rig({ faults: { reject: 1, rejectSeverity: 'sizing' } });
    expect(reject({}, faulty)).toEqual({ severity: 'sizing', code: 'venue/fault' });
  });

  test('an id is used once', () => {
    const venue = rig();
    venue.apply('submit', child('a'));
    expect(reject({}, venue)).toEqual({ severity: 'permanent', code: 'venue/duplicate-id' });
  });
});

describe('faults', () => {
  test('partial, duplicate, late cancel and loss', () => {
    const partial = rig({ faults: { partial: 1 } });
    partial.apply('submit', child('a'));
    partial.runTo(dayMs);
    expect(partial.reports.at(-1)).toMatchObject({ kind: 'expired', cumulativeLots: 50 });
    const double = rig({ faults: { duplicate: 1 } });
    double.apply('submit', child('a'));
    expect(double.fills().map((fill) => fill.fillId)).toEqual(['sim-1', 'sim-1']);
    const late = rig({ faults: { lateCancel: 1 } });
    late.apply('submit', child('a', { type: 'limit', limitPrice: 49 }));
    late.quote(40);
    late.apply('cancel', 'a');
    expect(late.reports.map((report) => report.kind)).toEqual([
      'acknowledged',
      'cancel-rejected',
      'filled',
    ]);
    const lossy = rig({ faults: { lose: 1 } });
    expect(lossy.apply('submit', child('a'))).toEqual([]);
    expect(lossy.apply('query', 'a')[0]?.kind).toBe('not-found');
  });

  test('are checked', () => {
    const code = (changes: Partial<SimulatedVenueConfig>): string | null =>
      errorCode(() => createSimulatedVenue({ ...base, ...changes }));
    expect(code({ faults: { reject: 2 } })).toBe('execution/bad-venue');
    expect(code({ latencyMs: -1 })).toBe('execution/bad-venue');
    expect(code({ seed: 0.5 })).toBe('execution/bad-venue');
    expect(code({ venue: '' })).toBe('execution/bad-venue');
  });
});

test('a restart at any point continues byte for byte', () => {
  const run = (restarts: boolean): VenueReported[] => {
    const venue = rig({
      path: brownianPath({ stepsPerDay: 50 }),
      impact: linearImpact({ permanent: 0.001, temporary: 0.0001 }),
      fillsPerChild: 5,
      faults: { duplicate: 0.3, partial: 0.3, reject: 0.2 },
    });
    for (let i = 0; i < 20; i++) {
      venue.apply('submit', child(`c${i}`, { side: i % 2 === 0 ? 'buy' : 'sell' }));
      if (restarts) venue.restart();
      venue.runTo(((i + 1) * dayMs) / 20 - 1);
      if (restarts) venue.restart();
    }
    venue.apply('query', 'c3');
    return venue.reports;
  };
  expect(run(true)).toEqual(run(false));
});
