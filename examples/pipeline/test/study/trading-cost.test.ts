import { describe, expect, test } from 'vitest';
import { dailyVolatility, expectedCostFraction } from '../../src/study/trading-cost.ts';
import { marketOfPrices } from '../support/synthetic-market.ts';

/** 100, 110, 100, 110, … for `months` month ends, after a first price of `first`. */
const swinging = (first: number, months: number) =>
  marketOfPrices(
    ['A'],
    [[first], ...Array.from({ length: months }, (_, i) => [i % 2 === 0 ? 100 : 110])],
  );

describe('daily volatility', () => {
  test('is the sample deviation of 36 monthly log returns over √21', () => {
    // 36 returns of ±ln 1.1 with mean 0: s = ln 1.1 · √(36/35).
    const expected = Math.log(1.1) * Math.sqrt(36 / 35 / 21);
    expect(dailyVolatility(swinging(110, 36), 36, 'A')).toBeCloseTo(expected, 14);
  });

  test('forgets what is older', () => {
    const market = swinging(1, 37);
    expect(dailyVolatility(market, 36, 'A')).toBeGreaterThan(0.1);
    expect(dailyVolatility(market, 37, 'A')).toBeCloseTo(0.02109341366321057, 12);
  });

  test('sees nothing later than its month', () => {
    const market = swinging(110, 40);
    const changed = {
      ...market,
      months: market.months.map((month, i) => (i > 36 ? { ...month, prices: { A: 1e6 } } : month)),
    };
    expect(dailyVolatility(changed, 36, 'A')).toBe(dailyVolatility(market, 36, 'A'));
  });
});

describe('expected cost', () => {
  test('is half-spread, commission, half the lasting part and the fading part of Almgren 2005', () => {
    // 100 M of a daily 2 000 M: X/V = 0.05, one session: 6 bp + 0.314 σ 0.05 / 2 + 0.142 σ 0.05^0.6
    // with σ = 2.1093 % is 12.6197 bp.
    const fraction = expectedCostFraction(swinging(110, 36), 36, 'A', 100e6);
    expect(fraction).toBeCloseTo(0.0012619666598098443, 15);
  });

  test('depends on value, not on the price of a share', () => {
    const market = swinging(110, 36);
    const split = {
      ...market,
      months: market.months.map((month) => ({
        ...month,
        prices: { A: (month.prices['A'] ?? 0) / 7 },
      })),
    };
    expect(expectedCostFraction(split, 36, 'A', 50e6)).toBeCloseTo(
      expectedCostFraction(market, 36, 'A', 50e6),
      14,
    );
  });
});
