import type { Bar } from '@plimsoll/core';
import {
  assume,
  fixedProfile,
  lotQuantity,
  plan,
  staticVolumeCurve,
  tradingTime,
  trailingProfile,
  twap,
  uniformVolumeCurve,
} from '@plimsoll/execution';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMarketMemory } from '../../src/market/market-memory.ts';
import { errorCode } from '../support/error-code.ts';
import { executorConfig } from '../support/executor-rig.ts';
import { dayMs, instrument, market, planOrder, sessions } from '../support/market.ts';
import { runs } from '../support/runs.ts';

const day = 86_400_000;

describe('tradingTime', () => {
  const time = tradingTime(sessions(3));

  test('counts only open time, and maps it back', () => {
    expect(time.between(0, day)).toBe(dayMs);
    expect(time.between(-5, dayMs / 2)).toBe(dayMs / 2);
    expect(time.between(day, 0)).toBe(-dayMs);
    expect(time.between(0, 10 * day)).toBe(3 * dayMs);
    expect(time.endOf(0, dayMs)).toBe(dayMs);
    expect(time.startOf(0, dayMs)).toBe(day);
    expect(time.endOf(dayMs + 1, 1)).toBe(day + 1);
    expect(time.startOf(dayMs + 1, 0)).toBe(day);
    expect(time.endOf(0, 4 * dayMs)).toBeNull();
    expect(time.startOf(0, 3 * dayMs)).toBeNull();
  });

  test('opens are inclusive, closes exclusive', () => {
    expect(time.isOpen(0)).toBe(true);
    expect(time.isOpen(-1)).toBe(false);
    expect(time.isOpen(dayMs)).toBe(false);
    expect(time.nextOpen(5)).toBe(5);
    expect(time.nextOpen(dayMs)).toBe(day);
    expect(time.nextOpen(3 * day)).toBeNull();
  });

  test('auctions take no trading time; no sessions means always', () => {
    const [session] = sessions(1);
    if (session === undefined) throw new Error('no session');
    const auction = { ...session, kind: 'opening-auction' as const };
    expect(tradingTime([auction, ...sessions(3).slice(1)]).between(0, 2 * day)).toBe(dayMs);
    const always = tradingTime([]);
    expect([always.between(1, 9), always.endOf(1, 8), always.startOf(1, 8)]).toEqual([8, 9, 9]);
    expect([always.isOpen(7), always.nextOpen(7)]).toEqual([true, 7]);
  });

  test('refuses sessions that overlap or run backwards', () => {
    expect(errorCode(() => tradingTime([...sessions(2)].reverse()))).toBe('execution/bad-sessions');
    const [one] = sessions(1);
    expect(errorCode(() => tradingTime(one ? [one, one] : []))).toBe('execution/bad-sessions');
  });

  test('startOf and endOf are inverses of between wherever trading is open', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 * day }),
        fc.integer({ min: 1, max: dayMs }),
        (from, ms) => {
          const end = time.endOf(from, ms);
          const start = time.startOf(from, ms);
          if (end !== null) expect(time.between(from, end)).toBe(ms);
          if (start !== null) {
            expect(time.between(from, start)).toBe(ms);
            expect(time.isOpen(start)).toBe(true);
          }
        },
      ),
      runs(200),
    );
  });
});

describe('volume curves', () => {
  test('interpolate within bins and end at one', () => {
    const curve = staticVolumeCurve({ weights: [0.2, 0.12, 0.1, 0.16, 0.42] });
    expect(curve.expected(0)).toBe(0);
    expect(curve.expected(0.4)).toBeCloseTo(0.32, 12);
    expect(curve.expected(0.1)).toBeCloseTo(0.1, 12);
    expect(curve.expected(1)).toBe(1);
    expect(curve.expected(2)).toBe(1);
    expect(uniformVolumeCurve().expected(0.3)).toBeCloseTo(0.3, 12);
  });

  test('a live curve forecasts the same whatever it sees, and restores', () => {
    const curve = staticVolumeCurve({ weights: [1, 3] });
    const live = curve.start();
    expect(live.update({ bin: 0, quantity: 9 }).cumulative).toEqual([0.25, 1]);
    expect(curve.start(live.snapshot()).snapshot()).toEqual(live.snapshot());
    expect(errorCode(() => uniformVolumeCurve().start(live.snapshot()))).toBe(
      'core/snapshot-mismatch',
    );
  });

  test('refuse negative bins and no volume', () => {
    const code = 'execution/bad-volume-curve';
    expect(errorCode(() => staticVolumeCurve({ weights: [1, -1] }))).toBe(code);
    expect(errorCode(() => staticVolumeCurve({ weights: [0, 0] }))).toBe(code);
    expect(errorCode(() => staticVolumeCurve({ weights: [] }))).toBe(code);
  });
});

const bar = (i: number, close: number, changes: Partial<Bar> = {}): Bar => ({
  instrumentId: 'acme',
  openAt: i * day,
  closeAt: (i + 1) * day,
  knownAt: (i + 1) * day,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1_000 * (i + 1),
  price: 'trade',
  adjusted: false,
  session: 'regular',
  final: true,
  revision: 0,
  ...changes,
});

describe('profilers', () => {
  test('the trailing profile measures daily volatility and volume from its bars', () => {
    const live = trailingProfile({ lookbackBars: 4, tradingDaysPerBar: 21 }).start();
    [100, 102, 99, 101].forEach((close, i) => {
      live.update(bar(i, close));
    });
    expect(live.read().status).toBe('warming');
    live.update(bar(9, 500, { final: false }));
    const reading = assume(live.update(bar(4, 103)), 'ready');
    // python: statistics.stdev of the four log returns, over sqrt(21)
    expect(reading.dailyVolatility).toBeCloseTo(0.005418122995520418, 15);
    expect(reading.dailyVolume).toEqual({ quantity: 3_500 / 21 });
    const restored = trailingProfile({ lookbackBars: 4, tradingDaysPerBar: 21 }).start(
      live.snapshot(),
    );
    expect(restored.update(bar(5, 104))).toEqual(live.update(bar(5, 104)));
    expect(errorCode(() => live.update(bar(6, 0)))).toBe('execution/bad-profiler');
  });

  test('bars without volume need a stated one', () => {
    const silent = trailingProfile({ lookbackBars: 2, tradingDaysPerBar: 1 }).start();
    const stated = trailingProfile({
      lookbackBars: 2,
      tradingDaysPerBar: 1,
      dailyVolume: { notional: 1e6 },
      sharesOutstanding: 1e7,
    }).start();
    for (let i = 0; i < 3; i++) {
      silent.update(bar(i, 100 + i, { volume: null }));
      stated.update(bar(i, 100 + i, { volume: null }));
    }
    expect(silent.read().status).toBe('warming');
    expect(stated.read()).toMatchObject({ dailyVolume: { notional: 1e6 }, sharesOutstanding: 1e7 });
  });

  test('a fixed profile is ready from the start; options are checked', () => {
    const fixed = fixedProfile({ dailyVolatility: 0.01, dailyVolume: { quantity: 5 } });
    const live = fixed.start();
    expect(live.update(bar(0, 1))).toEqual(live.read());
    expect(fixed.start(live.snapshot()).read()).toEqual(live.read());
    const code = 'execution/bad-profiler';
    expect(
      errorCode(() => fixedProfile({ dailyVolatility: -1, dailyVolume: { quantity: 5 } })),
    ).toBe(code);
    expect(
      errorCode(() => fixedProfile({ dailyVolatility: 0, dailyVolume: { notional: 0 } })),
    ).toBe(code);
    expect(errorCode(() => trailingProfile({ lookbackBars: 1, tradingDaysPerBar: 1 }))).toBe(code);
  });
});

describe('market memory', () => {
  test('turns notional volume into quantity at the last price, and knows its calendars', () => {
    const memory = createMarketMemory(
      {
        ...executorConfig(),
        profiler: fixedProfile({ dailyVolatility: 0.01, dailyVolume: { notional: 1e6 } }),
      },
      null,
    );
    const acme = instrument({ multiplier: 10 });
    expect(memory.profile(acme, 50, 0, day).averageDailyVolume).toBe(2_000);
    memory.bar(bar(0, 100));
    memory.quote({
      instrumentId: 'acme',
      bid: null,
      ask: 5,
      bidQuantity: null,
      askQuantity: null,
      occurredAt: 0,
      knownAt: 0,
    });
    const profile = memory.profile(acme, 50, 0, dayMs);
    expect(profile).toMatchObject({
      arrivalPrice: 100,
      averageDailyVolume: 1_000,
      halfSpread: 0.05,
    });
    expect(profile.sessions.length).toBe(1);
    expect(profile.tradingDayMs).toBe(dayMs);
    const coin = instrument({ calendarId: 'always' });
    expect(memory.profile(coin, 50, 0, 1)).toMatchObject({ sessions: [], tradingDayMs: day });
    const lost = instrument({ calendarId: 'mars' });
    expect(memory.time(lost)).toBeNull();
    expect(errorCode(() => memory.profile(lost, 50, 0, 1))).toBe('execution/unknown-calendar');
  });
});

describe('profile door', () => {
  test('names the field', () => {
    const code = (changes: Parameters<typeof market>[0]): string | null =>
      errorCode(() => plan(planOrder(), market(changes), twap({ slices: 2 })));
    for (const field of [
      'arrivalPrice',
      'averageDailyVolume',
      'tradingDayMs',
      'sharesOutstanding',
    ]) {
      expect(code({ [field]: 0 })).toBe('execution/bad-profile');
    }
    expect(code({ halfSpread: Number.NaN })).toBe('execution/bad-profile');
    expect(code({ instrument: instrument({ payoff: 'inverse' }) })).toBe(
      'execution/payoff-not-supported',
    );
    expect(lotQuantity(instrument({ lotSize: '0.001' }))).toBe(0.001);
  });
});
