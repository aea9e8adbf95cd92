import { describe, expect, test } from 'vitest';
import {
  compareConventions,
  leanConvention,
  plimsollConvention,
  ratePerPeriod,
  sharpeRatio,
  systemQuality,
} from '../../src/metrics.ts';

describe('rates name their unit', () => {
  test('annual compound, annual simple, per period', () => {
    const compound = ratePerPeriod({ rate: 0.12, unit: 'annual-compound', periodsPerYear: 12 });
    expect((1 + compound) ** 12).toBeCloseTo(1.12, 13);
    expect(ratePerPeriod({ rate: 0.12, unit: 'annual-simple', periodsPerYear: 12 })).toBe(0.01);
    expect(ratePerPeriod({ rate: 0.12, unit: 'per-period', periodsPerYear: 12 })).toBe(0.12);
  });

  test.each([
    [{ rate: -1, unit: 'annual-compound', periodsPerYear: 12 }, 'risk/bad-rate'],
    [{ rate: Number.NaN, unit: 'per-period', periodsPerYear: 12 }, 'risk/bad-rate'],
    [{ rate: 0.1, unit: 'daily' as 'per-period', periodsPerYear: 12 }, 'risk/bad-rate'],
    [{ rate: 0.1, unit: 'per-period', periodsPerYear: 0 }, 'risk/bad-periods-per-year'],
  ] as const)('refuses %j', (rate, code) => {
    expect(() => ratePerPeriod(rate)).toThrowError(expect.objectContaining({ code }));
  });
});

describe('conventions side by side', () => {
  const returns = [0.02, -0.01, 0.03, -0.02, 0.01];

  test('one summary a library, each measure as under its convention alone', () => {
    const all = compareConventions(returns, { periodsPerYear: 12 });
    expect(Object.keys(all)).toEqual([
      'plimsoll',
      'performance-analytics',
      'empyrical',
      'quantstats',
      'lean',
    ]);
    expect(all['lean']?.sharpeRatio).toEqual(
      sharpeRatio(returns, { periodsPerYear: 12, convention: leanConvention }),
    );
    expect(all['lean']?.sharpeRatio.value).not.toBe(all['plimsoll']?.sharpeRatio.value);
  });

  test('two of one name are refused', () => {
    const conventions = [plimsollConvention, plimsollConvention];
    expect(() => compareConventions(returns, { periodsPerYear: 12, conventions })).toThrowError(
      expect.objectContaining({ code: 'risk/duplicate-convention' }),
    );
  });
});

test('a number too large for a double is absent, not infinite', () => {
  const trades = [{ profit: 1e308 }, { profit: 1e308 }, { profit: -1e308 }];
  expect(systemQuality(trades).value).toBeNull();
});
