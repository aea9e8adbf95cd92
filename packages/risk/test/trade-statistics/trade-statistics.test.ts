import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageSlippage,
  expectancy,
  holdingPeriod,
  marketExposure,
  payoffRatio,
  profitFactor,
  summariseTrades,
  systemQuality,
  tradeStreaks,
  winRate,
} from '../../src/metrics.ts';
import golden from '../golden/metrics.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const { trades } = golden;
const list = (...profits: readonly number[]) => profits.map((profit) => ({ profit }));
const reference = list(...trades.pnl);

describe('profits, shared/refs/risk/drawdown-trades.json', () => {
  test('win rate with and without zeros, profit factor, payoff, expectancy', () => {
    expect(winRate(reference).value).toBe(trades.win_rate_of_all);
    expect(winRate(reference, { zeros: 'left-out' }).value).toBeCloseTo(
      trades.win_rate_of_nonzero,
      14,
    );
    expect(profitFactor(reference).value).toBeCloseTo(trades.profit_factor, 14);
    expect(payoffRatio(reference).value).toBeCloseTo(trades.payoff, 14);
    expect(expectancy(reference).value).toBeCloseTo(trades.expectancy, 13);
    expect(tradeStreaks(reference).longestLosses).toBe(trades.max_consecutive_losses);
  });

  test('no infinite profit factor, no payoff from nothing', () => {
    expect(profitFactor(list(1, 2)).reason).toBe('no-loss');
    expect(profitFactor(list(-1, -2)).value).toBe(0);
    expect(payoffRatio(list(1, 2)).reason).toBe('no-loss');
    expect(payoffRatio(list(-1, 0)).reason).toBe('no-win');
    for (const measure of [winRate, profitFactor, payoffRatio, expectancy, averageSlippage]) {
      expect(measure([]).reason).toBe('no-observations');
    }
    expect(systemQuality([]).value).toBeNull();
  });

  test('expectancy = win rate x mean win - loss rate x mean loss; order and scale do not matter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (profits, power) => {
          const scale = 2 ** power;
          const straight = list(...profits);
          const turned = list(...profits.toReversed().map((x) => x * scale));
          expect(profitFactor(turned)).toEqual(profitFactor(straight));
          expect(payoffRatio(turned)).toEqual(payoffRatio(straight));
          expect(winRate(turned)).toEqual(winRate(straight));
          expect(expectancy(turned).value).toBe((expectancy(straight).value as number) * scale);
          const factor = profitFactor(straight).value;
          if (factor !== null) {
            expect(Math.sign(expectancy(straight).value as number)).toBe(Math.sign(factor - 1));
          }
        },
      ),
      runs(100),
    );
  });
});

describe('system quality number', () => {
  test('mean over deviation times root of n, by hand', () => {
    // Mean 1, sample deviation 2.
    expect(systemQuality(list(3, -1, 1, 3, -1)).value).toBeCloseTo(Math.sqrt(5) / 2, 13);
  });

  test('trades beyond the cap add nothing unless asked', () => {
    const many = Array.from({ length: 400 }, (_, i) => ({ profit: i % 2 === 0 ? 3 : -1 }));
    const capped = systemQuality(many).value as number;
    expect(systemQuality(many, { tradeCap: null }).value).toBeCloseTo(2 * capped, 12);
    expect(systemQuality(many, { tradeCap: 25 }).value).toBeCloseTo(capped / 2, 12);
    expect(() => systemQuality(many, { tradeCap: 0 })).toThrowError(
      expect.objectContaining({ code: 'risk/bad-trade-cap' }),
    );
    expect(systemQuality(list(1, 1)).reason).toBe('zero-dispersion');
  });
});

describe('streaks', () => {
  test.each([
    [[], { longestWins: 0, longestLosses: 0, current: 0 }],
    [[1, 2, -1, -1, -1, 3], { longestWins: 2, longestLosses: 3, current: 1 }],
    [[-1, 0, -1, -1], { longestWins: 0, longestLosses: 2, current: -2 }],
    [[1, 0], { longestWins: 1, longestLosses: 0, current: 0 }],
  ])('%j', (profits, expected) => {
    expect(tradeStreaks(list(...profits))).toEqual(expected);
  });
});

describe('times', () => {
  const times = [
    { openedAt: 0, closedAt: 10 },
    { openedAt: 5, closedAt: 20 },
    { openedAt: 50, closedAt: 55 },
    { openedAt: 6, closedAt: 8 },
  ];

  test('holding period', () => {
    const { meanMs, medianMs, longestMs } = holdingPeriod(times);
    expect([meanMs.value, medianMs.value, longestMs.value]).toEqual([8, 7.5, 15]);
    expect(holdingPeriod([]).meanMs.reason).toBe('no-observations');
  });

  test('overlaps count once, and only inside the window', () => {
    expect(marketExposure(times, { fromAt: 0, untilAt: 100 }).value).toBe(0.25);
    expect(marketExposure(times, { fromAt: 10, untilAt: 20 }).value).toBe(1);
    expect(marketExposure(times, { fromAt: 20, untilAt: 50 }).value).toBe(0);
    expect(marketExposure([], { fromAt: 0, untilAt: 1 }).value).toBe(0);
  });

  test('exposure equals counting millisecond by millisecond, in any order', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }))
      .map(([openedAt, length]) => ({ openedAt, closedAt: openedAt + length }));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 8 }), (intervals) => {
        let open = 0;
        for (let t = 10; t < 70; t++) {
          if (intervals.some((x) => x.openedAt <= t && t < x.closedAt)) open += 1;
        }
        const window = { fromAt: 10, untilAt: 70 };
        expect(marketExposure(intervals, window).value).toBeCloseTo(open / 60, 13);
        expect(marketExposure(intervals.toReversed(), window)).toEqual(
          marketExposure(intervals, window),
        );
      }),
      runs(100),
    );
  });

  test('refuses what is no trade and no window', () => {
    const bad = expect.objectContaining({ code: 'risk/bad-trade' });
    expect(() => holdingPeriod([{ openedAt: 5, closedAt: 4 }])).toThrowError(bad);
    expect(() => holdingPeriod([{ openedAt: Number.NaN, closedAt: 4 }])).toThrowError(bad);
    expect(() => expectancy(list(Number.NaN))).toThrowError(bad);
    expect(() => marketExposure(times, { fromAt: 5, untilAt: 5 })).toThrowError(
      expect.objectContaining({ code: 'risk/bad-window' }),
    );
  });
});

describe('summary', () => {
  test('slippage counts only where every trade records it', () => {
    expect(averageSlippage([{ slippage: 1 }, { slippage: 3 }]).value).toBe(2);
    expect(averageSlippage([{ slippage: 1 }, {}]).reason).toBe('not-recorded');
  });

  test('the parts are those of the functions', () => {
    const closed = trades.pnl.map((profit, i) => ({
      profit,
      openedAt: i * 10,
      closedAt: i * 10 + 5,
      slippage: 1,
    }));
    const summary = summariseTrades(closed, { fromAt: 0, untilAt: 120 });
    expect(summary.trades).toBe(12);
    expect(summary.exposure.value).toBe(0.5);
    expect(summary.profitFactor).toEqual(profitFactor(closed));
    expect(summary.averageSlippage.value).toBe(1);
    expect(summary.holdingPeriod.meanMs.value).toBe(5);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});
