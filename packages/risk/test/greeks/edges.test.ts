import { describe, expect, test } from 'vitest';
import {
  black76Greeks,
  black76ImpliedVolatility,
  black76Price,
  blackScholesGreeks,
  blackScholesPrice,
  PlimsollError,
  perDay,
  perPoint,
} from '../../src/greeks.ts';

const base = {
  type: 'call',
  spot: 100,
  strike: 90,
  yearsToExpiry: 0.5,
  rate: 0.05,
  dividendYield: 0.02,
  volatility: 0.2,
} as const;

const codeAndPath = (run: () => unknown): [string, readonly unknown[]] | null => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return [error.code, error.path];
  }
  return null;
};

describe('without volatility or time', () => {
  test('the price is the discounted intrinsic value of the forward', () => {
    const still = { ...base, volatility: 0 };
    const expected = 100 * Math.exp(-0.01) - 90 * Math.exp(-0.025);
    expect(blackScholesPrice(still)).toBeCloseTo(expected, 13);
    expect(blackScholesPrice({ ...still, type: 'put' })).toBe(0);
    expect(blackScholesPrice({ ...still, strike: 300, type: 'put' })).toBeCloseTo(
      300 * Math.exp(-0.025) - 100 * Math.exp(-0.01),
      12,
    );
    expect(blackScholesPrice({ ...base, yearsToExpiry: 0 })).toBeCloseTo(10, 13);
    expect(black76Price({ ...base, forward: 95, yearsToExpiry: 0 })).toBeCloseTo(5, 13);
  });

  test('spot in the money, forward out of it: worth nothing', () => {
    const option = { ...base, strike: 100.5, rate: 0.02, dividendYield: 0.05, volatility: 0 };
    expect(blackScholesPrice({ ...option, spot: 101 })).toBe(0);
  });

  test('Greeks are those of the two discounted legs', () => {
    const greeks = blackScholesGreeks({ ...base, volatility: 0 });
    const [asset, cash] = [100 * Math.exp(-0.01), 90 * Math.exp(-0.025)];
    expect(greeks).toMatchObject({ status: 'defined', gamma: 0, vega: 0, volga: 0, color: 0 });
    if (greeks.status !== 'defined') return;
    expect(greeks.delta).toBeCloseTo(Math.exp(-0.01), 15);
    expect(greeks.theta).toBeCloseTo(0.02 * asset - 0.05 * cash, 13);
    expect(greeks.rho).toBeCloseTo(0.5 * cash, 12);
    expect(greeks.dividendRho).toBeCloseTo(-0.5 * asset, 12);
    expect(greeks.charm).toBeCloseTo(0.02 * greeks.delta, 15);
    expect(blackScholesGreeks({ ...base, volatility: 0, type: 'put' })).toMatchObject({
      price: 0,
      delta: 0,
      rho: 0,
      charm: 0,
      dividendRho: 0,
    });
  });

  test('at the corner of the pay-off', () => {
    const atMoney = { ...base, strike: 100, rate: 0.02 };
    expect(blackScholesGreeks({ ...atMoney, volatility: 0 })).toEqual({
      status: 'at-kink',
      price: 0,
    });
    expect(black76Greeks({ ...base, forward: 90, yearsToExpiry: 0 }).status).toBe('at-kink');
    expect(blackScholesGreeks({ ...atMoney, volatility: 1e-9 }).status).toBe('defined');
  });
});

test('absurd volatility and distance stay finite', () => {
  for (const volatility of [1e-60, 1e-40, 1e-12, 3, 100, 1e12]) {
    for (const strike of [1e-200, 1, 100, 1e10, 1e200]) {
      for (const type of ['call', 'put'] as const) {
        const greeks = blackScholesGreeks({ ...base, type, strike, volatility });
        for (const [key, value] of Object.entries(greeks)) {
          if (key !== 'status') expect(Number.isFinite(value), `${key} ${strike}`).toBe(true);
        }
      }
    }
  }
});

describe('misuse', () => {
  test.each(['spot', 'strike', 'yearsToExpiry', 'rate', 'dividendYield', 'volatility'] as const)(
    '%s',
    (field) => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(codeAndPath(() => blackScholesPrice({ ...base, [field]: value }))).toEqual([
          'risk/bad-option',
          [field],
        ]);
      }
    },
  );

  test('signs, kinds and exponents', () => {
    const path = (change: object) =>
      codeAndPath(() => blackScholesPrice({ ...base, ...change }))?.[1];
    expect(path({ spot: 0 })).toEqual(['spot']);
    expect(path({ strike: -1 })).toEqual(['strike']);
    expect(path({ yearsToExpiry: -0.1 })).toEqual(['yearsToExpiry']);
    expect(path({ volatility: -0.1 })).toEqual(['volatility']);
    expect(path({ type: 'straddle' })).toEqual(['type']);
    expect(path({ rate: -5000 })).toEqual(['yearsToExpiry']);
    expect(path({ dividendYield: undefined })).toBeUndefined();
    expect(codeAndPath(() => black76Price({ ...base, forward: 0 }))?.[1]).toEqual(['forward']);
    expect(
      codeAndPath(() =>
        black76ImpliedVolatility({ ...base, forward: 1 }, { price: Number.NaN }),
      )?.[1],
    ).toEqual(['price']);
  });

  test('units', () => {
    expect(perPoint(37.5)).toBe(0.375);
    expect(perDay(-3.65)).toBeCloseTo(-0.01, 15);
    expect(perDay(-2.52, { daysPerYear: 252 })).toBeCloseTo(-0.01, 15);
    expect(codeAndPath(() => perPoint(Number.NaN))?.[1]).toEqual(['greek']);
    expect(codeAndPath(() => perDay(1, { daysPerYear: 0 }))?.[1]).toEqual(['daysPerYear']);
  });
});
