import type { Measure } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  annualisedVolatility,
  cagr,
  calmarRatio,
  downsideDeviation,
  excessKurtosis,
  hitRate,
  informationRatio,
  leanConvention,
  martinRatio,
  maxDrawdown,
  omegaRatio,
  painIndex,
  painRatio,
  performanceAnalyticsConvention,
  plimsollConvention,
  quantstatsConvention,
  sharpeRatio,
  skewness,
  sortinoRatio,
  tailRatio,
  totalReturn,
  trackingError,
  ulcerIndex,
} from '../../src/performance.ts';
import golden from '../golden/performance.json' with { type: 'json' };

type Case = (typeof golden.cases)[number];

const convention = plimsollConvention;
const measures: Readonly<Record<string, (c: Case) => Measure>> = {
  totalReturn: (c) => totalReturn(c.returns),
  cagr: (c) => cagr(c.returns, c),
  annualisedVolatility: (c) => annualisedVolatility(c.returns, c),
  'annualisedVolatility ddof 0': ({ returns, periodsPerYear }) =>
    annualisedVolatility(returns, { periodsPerYear, convention: { ...convention, ddof: 0 } }),
  sharpeRatio: (c) => sharpeRatio(c.returns, c),
  'sharpeRatio geometric': (c) =>
    sharpeRatio(c.returns, { ...c, convention: { ...convention, annualReturn: 'geometric' } }),
  'sharpeRatio lean': ({ returns, periodsPerYear }) =>
    sharpeRatio(returns, { periodsPerYear, convention: leanConvention }),
  downsideDeviation: (c) => downsideDeviation(c.returns, c),
  sortinoRatio: (c) => sortinoRatio(c.returns, c),
  'sortinoRatio per period': (c) =>
    sortinoRatio(c.returns, { ...c, convention: performanceAnalyticsConvention }),
  'sortinoRatio lean': (c) => sortinoRatio(c.returns, { ...c, convention: leanConvention }),
  maxDrawdown: (c) => maxDrawdown(c.returns),
  calmarRatio: (c) => calmarRatio(c.returns, c),
  ulcerIndex: (c) => ulcerIndex(c.returns),
  'ulcerIndex quantstats': (c) => ulcerIndex(c.returns, { convention: quantstatsConvention }),
  painIndex: (c) => painIndex(c.returns),
  martinRatio: (c) => martinRatio(c.returns, { ...c, convention }),
  painRatio: (c) => painRatio(c.returns, c),
  omegaRatio: (c) => omegaRatio(c.returns),
  'omegaRatio 0.005': (c) => omegaRatio(c.returns, { threshold: 0.005 }),
  tailRatio: (c) => tailRatio(c.returns),
  hitRate: (c) => hitRate(c.returns),
  skewness: (c) => skewness(c.returns),
  excessKurtosis: (c) => excessKurtosis(c.returns),
  'skewness sample': (c) => skewness(c.returns, { convention: quantstatsConvention }),
  'excessKurtosis sample': (c) => excessKurtosis(c.returns, { convention: quantstatsConvention }),
  trackingError: (c) => trackingError(c.returns, c),
  informationRatio: (c) => informationRatio(c.returns, c),
  'informationRatio per period': (c) =>
    informationRatio(c.returns, { ...c, convention: quantstatsConvention }),
  'informationRatio performance-analytics': (c) =>
    informationRatio(c.returns, { ...c, convention: performanceAnalyticsConvention }),
};

// Exact rational arithmetic on three short series; see test/golden/make-performance.py.
describe('exact vectors', () => {
  test.each(Object.keys(measures))('%s to 2e-12 relative', (name) => {
    const measure = measures[name] as (c: Case) => Measure;
    expect(golden.cases.length).toBe(3);
    for (const c of golden.cases) {
      const expected = c.measures[name as keyof Case['measures']];
      const { value, reason } = measure(c);
      expect(reason).toBeNull();
      expect(Math.abs((value as number) / expected - 1)).toBeLessThan(2e-12);
    }
  });
  test('no vector is left out', () => {
    expect(Object.keys(measures)).toEqual(Object.keys((golden.cases[0] as Case).measures));
  });
});
