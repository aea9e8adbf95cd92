import { describe, expect, test } from 'vitest';
import { timeValue, timeValueShortfallFrom, timeValueSlope } from '../../src/greeks/time-value.ts';
import {
  assume,
  type BlackScholesOption,
  black76Greeks,
  black76Price,
  blackScholesGreeks,
  blackScholesPrice,
  type OptionType,
  perDay,
  perPoint,
} from '../../src/greeks.ts';
import golden from '../golden/greeks.json' with { type: 'json' };

interface Row {
  readonly type: string;
  readonly S: number;
  readonly K: number;
  readonly T: number;
  readonly r: number;
  readonly q: number;
  readonly sigma: number;
}

const optionOf = (row: Row): BlackScholesOption => ({
  type: row.type as OptionType,
  spot: row.S,
  strike: row.K,
  yearsToExpiry: row.T,
  rate: row.r,
  dividendYield: row.q,
  volatility: row.sigma,
});
const greeksOf = (row: Row) => assume(blackScholesGreeks(optionOf(row)), 'defined');
const near = (value: number, expected: number, relative: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.abs(expected) + 1e-300);

describe('40-digit values of shared/refs/risk/black-scholes.json', () => {
  test.each(golden.named)('$source $type', (row) => {
    const greeks = greeksOf(row);
    const { exact } = row;
    near(blackScholesPrice(optionOf(row)), exact.price, 4e-15);
    for (const key of ['price', 'delta', 'theta', 'rho'] as const) {
      near(greeks[key], exact[key], 4e-15);
    }
    for (const key of ['gamma', 'vega', 'vanna', 'volga'] as const) {
      near(greeks[key], exact[key], 2e-14);
    }
    near(greeks.dividendRho, exact.dividend_rho, 4e-15);
  });

  test.each(golden.haugPriceTable)('Haug $type $S $K $T $sigma', (row) => {
    const price = blackScholesPrice(optionOf(row));
    near(price, row.exact_price, 4e-15);
    expect(Math.abs(price - row.haug_price)).toBeLessThan(6e-5);
  });
});

test.each(golden.secondOrder)('derivatives of the price at 60 digits: $source', (row) => {
  const greeks = greeksOf(row);
  for (const [key, expected] of Object.entries(row.exact)) {
    near(greeks[key as keyof typeof row.exact], expected, 2e-14);
  }
});

describe('published roundings, each in its own unit', () => {
  const bySource = (source: string) => {
    const row = golden.named.find((candidate) => candidate.source.startsWith(source));
    if (row === undefined) throw new Error(source);
    return { row, greeks: greeksOf(row) };
  };

  test('Hull', () => {
    const { greeks } = bySource('Hull Greeks');
    expect(greeks.delta).toBeCloseTo(0.522, 3);
    expect(greeks.gamma).toBeCloseTo(0.066, 3);
    expect(greeks.vega).toBeCloseTo(12.1, 1);
    expect(greeks.theta).toBeCloseTo(-4.31, 2);
    expect(greeks.rho).toBeCloseTo(8.91, 2);
  });

  test('nautilus_trader: vega per point, theta per day of a 365.25-day year', () => {
    const { greeks, row } = bySource('nautilus');
    expect(perPoint(greeks.vega)).toBeCloseTo(row.published.vega_per_1pct ?? Number.NaN, 6);
    expect(perDay(greeks.theta, { daysPerYear: 365.25 })).toBeCloseTo(
      row.published.theta_per_day_365_25 ?? Number.NaN,
      6,
    );
  });

  test('Haug: theta per day of 365, dividend rho, elasticity', () => {
    expect(perDay(bySource('Haug theta').greeks.theta)).toBeCloseTo(-0.0855, 4);
    expect(bySource('Haug dividend').greeks.dividendRho).toBeCloseTo(42.2254, 3);
    const { greeks, row } = bySource('Haug delta/elasticity');
    expect((greeks.delta * row.S) / greeks.price).toBeCloseTo(-4.8775, 4);
  });
});

describe('the time value', () => {
  test.each(golden.timeValue as [number, number, number][])('x %d, s %d', (x, s, expected) => {
    // x / s is rounded once, and the density magnifies that by its square.
    near(timeValue(x, s), expected, 2e-15 + ((x / s) ** 2 + 1) * 1.2e-16);
  });

  test('value and shortfall make the limit', () => {
    for (const [x, s] of [
      [0, 0.1],
      [0.02, 0.5],
      [0.2, 1],
      [1, 3],
      [3, 9],
    ] as const) {
      near(
        timeValue(x, s) + timeValueShortfallFrom(timeValueSlope(x, s), x, s),
        Math.exp(-x / 2),
        1e-15,
      );
    }
  });

  test('where every region of the formula meets the next there is no step', () => {
    for (const x of [0.1, 1, 1.7999999, 1.8, 2, 3, 7.2]) {
      for (const s of [0.6, x / 3, x / 5, x / 12, Math.sqrt(2 * x)]) {
        const step = timeValue(x, s * (1 + 1e-12)) - timeValue(x, s * (1 - 1e-12));
        const relative = Math.abs(step) / timeValue(x, s);
        expect(relative).toBeLessThan(1e-11 * (1 + (x / s) ** 2));
      }
    }
  });
});

describe('Black-76', () => {
  const terms = { strike: 105, yearsToExpiry: 0.75, rate: 0.04, volatility: 0.3 } as const;

  test.each(['call', 'put'] as const)('%s: a spot asset that yields the interest rate', (type) => {
    const onForward = assume(black76Greeks({ ...terms, type, forward: 100 }), 'defined');
    const onSpot = assume(
      blackScholesGreeks({ ...terms, type, spot: 100, dividendYield: 0.04 }),
      'defined',
    );
    expect(black76Price({ ...terms, type, forward: 100 })).toBe(onForward.price);
    for (const key of ['price', 'delta', 'gamma', 'vega', 'theta', 'charm', 'color'] as const) {
      expect(onForward[key]).toBe(onSpot[key]);
    }
    near(onForward.rho, -terms.yearsToExpiry * onForward.price, 1e-13);
    expect('dividendRho' in onForward).toBe(false);
  });

  test('Haug table rows with rate = yield are Black-76 prices', () => {
    const rows = golden.haugPriceTable.filter((row) => row.r === row.q);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const { spot, dividendYield, ...rest } = optionOf(row);
      near(black76Price({ ...rest, forward: spot }), row.exact_price, 4e-15);
      expect(dividendYield).toBe(row.q);
    }
  });
});
