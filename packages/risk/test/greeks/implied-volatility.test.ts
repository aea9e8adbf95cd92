import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveDeviation } from '../../src/greeks/solve-deviation.ts';
import { timeValue } from '../../src/greeks/time-value.ts';
import {
  assume,
  black76ImpliedVolatility,
  black76Price,
  blackScholesImpliedVolatility,
  blackScholesPrice,
  type OptionType,
} from '../../src/greeks.ts';
import golden from '../golden/greeks.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const terms = {
  type: 'call',
  spot: 100,
  strike: 90,
  yearsToExpiry: 0.5,
  rate: 0.05,
  dividendYield: 0.02,
} as const;

test.each(golden.named.filter((row) => row.exact.price > 0))('$source $type', (row) => {
  const option = {
    type: row.type as OptionType,
    spot: row.S,
    strike: row.K,
    yearsToExpiry: row.T,
    rate: row.r,
    dividendYield: row.q,
  };
  const found = assume(blackScholesImpliedVolatility(option, { price: row.exact.price }), 'found');
  const allowed = 2 * found.uncertainty + 4e-15 * row.sigma;
  expect(Math.abs(found.volatility - row.sigma)).toBeLessThanOrEqual(allowed);
});

test('round trips to a few units of what one rounding of the price costs', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<OptionType>('call', 'put'),
      within(-3, 3),
      within(-4, 1.2),
      within(0.001, 20),
      within(-0.02, 0.08),
      (type, logStrike, logDeviation, yearsToExpiry, rate) => {
        const option = {
          type,
          forward: 100,
          strike: 100 * Math.exp(logStrike),
          yearsToExpiry,
          rate,
        };
        const volatility = 10 ** logDeviation / Math.sqrt(yearsToExpiry);
        const price = black76Price({ ...option, volatility });
        const outcome = black76ImpliedVolatility(option, { price });
        if (outcome.status === 'undetermined') return;
        const { uncertainty, volatility: found } = assume(outcome, 'found');
        expect(Math.abs(found - volatility)).toBeLessThanOrEqual(
          4 * (uncertainty + 2.3e-16 * volatility),
        );
      },
    ),
    runs(1000),
  );
});

test('the search ends at the value from 1e-290 to the limit', () => {
  for (const x of [0, 1e-9, 0.001, 0.1, 1, 5, 30, 200]) {
    const top = Math.exp(-x / 2);
    for (const share of [1e-280, 1e-100, 1e-20, 1e-6, 0.01, 0.3, 0.499, 0.501, 0.9, 1 - 1e-12]) {
      const value = top * share;
      if (value < 1e-290) continue;
      const s = solveDeviation(x, value);
      expect(Math.abs(timeValue(x, s) / value - 1), `${x} ${share}`).toBeLessThan(
        1e-15 * (8 + (x / s) ** 2),
      );
    }
  }
});

describe('prices without an answer', () => {
  const intrinsic = 100 * Math.exp(-0.01) - 90 * Math.exp(-0.025);
  const solve = (price: number, change: object = {}) =>
    blackScholesImpliedVolatility({ ...terms, ...change }, { price });

  test('below intrinsic', () => {
    const outcome = assume(solve(intrinsic - 1e-6), 'below-intrinsic');
    expect(outcome.intrinsic).toBeCloseTo(intrinsic, 12);
    expect(solve(-0.01, { strike: 120 }).status).toBe('below-intrinsic');
    expect(solve(5, { yearsToExpiry: 0 }).status).toBe('below-intrinsic');
  });

  test('above maximum', () => {
    expect(assume(solve(100), 'above-maximum').maximum).toBeCloseTo(100 * Math.exp(-0.01), 12);
    expect(assume(solve(90, { type: 'put' }), 'above-maximum').maximum).toBeCloseTo(
      90 * Math.exp(-0.025),
      12,
    );
  });

  test('undetermined', () => {
    expect(solve(0, { strike: 120 })).toEqual({
      status: 'undetermined',
      reason: 'time-value-below-rounding',
    });
    expect(solve(blackScholesPrice({ ...terms, volatility: 0.001 })).status).toBe('undetermined');
    expect(solve(1e-300, { strike: 120 }).status).toBe('undetermined');
    expect(solve(100, { strike: 1e-14 }).status).toBe('above-maximum');
    expect(solve(10, { yearsToExpiry: 0 })).toEqual({ status: 'undetermined', reason: 'expired' });
    expect(solve(12, { yearsToExpiry: 0 })).toEqual({ status: 'undetermined', reason: 'expired' });
  });
});
