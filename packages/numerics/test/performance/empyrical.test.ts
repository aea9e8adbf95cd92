import type { Measure } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  annualisedVolatility,
  cagr,
  calmarRatio,
  downsideDeviation,
  empyricalConvention,
  informationRatio,
  maxDrawdown,
  omegaRatio,
  sharpeRatio,
  sortinoRatio,
  tailRatio,
  totalReturn,
} from '../../src/performance.ts';
import golden from '../golden/empyrical.json' with { type: 'json' };

type Vector = readonly (number | null)[];
interface Assertion {
  readonly metric: string;
  readonly series: string | Vector;
  readonly expected: number | string;
  readonly tol?: number;
  readonly periods_per_year?: number;
  readonly risk_free_per_period?: number | string;
  readonly required_return_per_period?: number | string;
  readonly required_return_annual?: number;
  readonly factor?: number | string;
}

const series = golden.series as Readonly<Record<string, Vector>>;
const vector = (of: string | Vector): Vector => (typeof of === 'string' ? (series[of] ?? []) : of);

/** Returns and a companion without the rows where a return is missing. */
const paired = (of: Assertion['series'], other: number | string | undefined) => {
  const rows = vector(of);
  const observed = rows.map((x, i) => [x, i] as const).filter(([x]) => x !== null);
  const companion =
    typeof other === 'string' ? observed.map(([, i]) => vector(other)[i] as number) : (other ?? 0);
  return { returns: observed.map(([x]) => x as number), companion, rows: rows.length };
};

const measures: Readonly<Record<string, (a: Assertion) => Measure>> = {
  cum_return_final: (a) => totalReturn(paired(a.series, 0).returns),
  max_drawdown: (a) => maxDrawdown(paired(a.series, 0).returns),
  annual_return_cagr: (a) => growth(a, cagr),
  cagr: (a) => growth(a, cagr),
  calmar: (a) => growth(a, calmarRatio),
  annual_volatility_ddof1: (a) => annualisedVolatility(paired(a.series, 0).returns, annual(a)),
  omega: (a) => {
    const { returns, companion } = paired(a.series, a.risk_free_per_period);
    const excess = returns.map(
      (x, i) => x - (typeof companion === 'number' ? companion : (companion[i] as number)),
    );
    const threshold = (1 + (a.required_return_annual ?? 0)) ** (1 / (a.periods_per_year ?? 1)) - 1;
    return omegaRatio(excess, { threshold });
  },
  sharpe: (a) => {
    const { returns, companion } = paired(a.series, a.risk_free_per_period);
    return sharpeRatio(returns, { ...annual(a), riskFree: companion });
  },
  downside_risk_annualised_all_n: (a) => {
    const { returns, companion } = paired(a.series, a.required_return_per_period);
    return downsideDeviation(returns, { ...annual(a), target: companion });
  },
  sortino: (a) => {
    const { returns, companion } = paired(a.series, a.required_return_per_period);
    return sortinoRatio(returns, { ...annual(a), target: companion });
  },
  excess_sharpe_not_annualised: (a) => {
    const { returns, companion } = paired(a.series, a.factor);
    return informationRatio(returns, { ...annual(a), benchmark: companion });
  },
  tail_ratio_p95_over_p5: (a) => tailRatio(paired(a.series, 0).returns),
};

const annual = (a: Assertion) => ({
  periodsPerYear: a.periods_per_year ?? 252,
  convention: empyricalConvention,
});

const growth = (a: Assertion, measure: typeof cagr): Measure => {
  const { returns, rows } = paired(a.series, 0);
  // empyrical counts missing rows in the span.
  return measure(returns, { ...annual(a), years: rows / annual(a).periodsPerYear });
};

// A required annual return below -100 per cent has no per-period equivalent.
const meaningful = (a: Assertion): boolean => (a.required_return_annual ?? 0) > -1;

describe('assertions of empyrical', () => {
  const assertions = (golden.tests as readonly Assertion[]).filter(meaningful);
  test('there are 51 of them', () => {
    expect(assertions.length).toBe(51);
  });
  test.each(assertions)('$metric of $series: $expected', (a) => {
    const { value } = (measures[a.metric] as (a: Assertion) => Measure)(a);
    if (typeof a.expected === 'string') {
      if (a.expected.startsWith('equals')) {
        const { value: total } = totalReturn(paired(a.series, 0).returns);
        expect(value).toBeCloseTo(-(total as number), 12);
      } else {
        // NaN and Infinity there, no value here.
        expect(value).toBeNull();
      }
      return;
    }
    const expected = a.metric === 'max_drawdown' ? -a.expected : a.expected;
    expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(
      a.tol ?? 1e-9 * Math.max(1, Math.abs(expected)),
    );
  });
});
