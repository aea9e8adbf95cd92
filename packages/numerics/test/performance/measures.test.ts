import { describe, expect, test } from 'vitest';
import {
  annualisedVolatility,
  cagr,
  calmarRatio,
  downsideDeviation,
  excessKurtosis,
  informationRatio,
  leanConvention,
  martinRatio,
  omegaRatio,
  painRatio,
  performanceAnalyticsConvention,
  plimsollConvention,
  quantstatsConvention,
  sharpeRatio,
  skewness,
  sortinoRatio,
  summarisePerformance,
  tailRatio,
  totalReturn,
  trackingError,
  turnover,
} from '../../src/performance.ts';
import { errorCode } from '../support/error-code.ts';

const monthly = { periodsPerYear: 12 };
const flat = [0.01, 0.01, 0.01];
const geometric = {
  ...monthly,
  convention: { ...plimsollConvention, annualReturn: 'geometric' },
} as const;

describe('where there is no value there is a reason', () => {
  test.each([
    ['totalReturn of nothing', totalReturn([]), 'no-observations'],
    ['cagr of nothing', cagr([], monthly), 'no-observations'],
    ['cagr after debt', cagr([-1.5], monthly), 'wealth-not-positive'],
    ['cagr beyond doubles', cagr([1e200], { periodsPerYear: 1000 }), 'not-representable'],
    ['volatility of one return', annualisedVolatility([0.1], monthly), 'too-few-observations'],
    ['Sharpe of nothing', sharpeRatio([], monthly), 'no-observations'],
    ['Sharpe of one return', sharpeRatio([0.1], monthly), 'too-few-observations'],
    ['Sharpe of a constant', sharpeRatio(flat, monthly), 'zero-dispersion'],
    [
      'Sharpe of a constant difference',
      sharpeRatio([0.1, 0.2, 0.3, 0.7], { ...monthly, riskFree: [0, 0.1, 0.2, 0.6] }),
      'zero-dispersion',
    ],
    ['geometric Sharpe after debt', sharpeRatio([-1.5, 0.1], geometric), 'wealth-not-positive'],
    [
      'compounded mean below ruin',
      sharpeRatio([-1.5, -1.4], { ...monthly, convention: leanConvention }),
      'wealth-not-positive',
    ],
    ['Sortino of nothing', sortinoRatio([], monthly), 'no-observations'],
    ['Sortino without a loss', sortinoRatio(flat, monthly), 'no-loss'],
    [
      'Sortino with a single loss, losses only',
      sortinoRatio([0.1, -0.1], { ...monthly, convention: leanConvention }),
      'no-loss',
    ],
    [
      'Sortino per period of nothing',
      sortinoRatio([], { ...monthly, convention: performanceAnalyticsConvention }),
      'no-observations',
    ],
    ['downside deviation of nothing', downsideDeviation([], monthly), 'no-observations'],
    ['Calmar of nothing', calmarRatio([], monthly), 'no-observations'],
    ['Calmar without a drawdown', calmarRatio(flat, monthly), 'no-drawdown'],
    ['Martin without a drawdown', martinRatio(flat, monthly), 'no-drawdown'],
    ['Pain ratio without a drawdown', painRatio(flat, monthly), 'no-drawdown'],
    ['Omega of nothing', omegaRatio([]), 'no-observations'],
    ['Omega without a loss', omegaRatio(flat), 'no-loss'],
    ['tail ratio of nothing', tailRatio([]), 'no-observations'],
    ['tail ratio without a loss', tailRatio(flat), 'no-loss'],
    ['skewness of nothing', skewness([]), 'too-few-observations'],
    ['skewness of a constant', skewness(flat), 'zero-dispersion'],
    [
      'sample kurtosis of three',
      excessKurtosis([0.1, 0.2, 0.4], { convention: quantstatsConvention }),
      'too-few-observations',
    ],
    [
      'tracking error of nothing',
      trackingError([], { ...monthly, benchmark: 0 }),
      'too-few-observations',
    ],
    [
      'information ratio of itself',
      informationRatio(flat, { ...monthly, benchmark: flat }),
      'zero-dispersion',
    ],
    [
      'information ratio of nothing',
      informationRatio([], {
        ...monthly,
        benchmark: [],
        convention: performanceAnalyticsConvention,
      }),
      'no-observations',
    ],
    [
      'information ratio after debt',
      informationRatio([-2, 0.1], {
        ...monthly,
        benchmark: 0,
        convention: performanceAnalyticsConvention,
      }),
      'wealth-not-positive',
    ],
  ])('%s', (_, measure, reason) => {
    expect(measure).toMatchObject({ value: null, reason });
    expect(measure.convention.length).toBeGreaterThan(5);
  });
});

describe('choices', () => {
  test('ruin is a growth of minus one', () => {
    expect(cagr([-1, 0.3], monthly).value).toBe(-1);
  });
  test('years may be given where periods do not follow one another', () => {
    expect(cagr([0.21], { ...monthly, years: 2 }).value).toBeCloseTo(0.1, 15);
  });
  test('a risk-free number and a series of it agree', () => {
    const returns = [0.02, -0.01, 0.03];
    const number = sharpeRatio(returns, { ...monthly, riskFree: 0.002 });
    expect(sharpeRatio(returns, { ...monthly, riskFree: [0.002, 0.002, 0.002] })).toEqual(number);
  });
  test('the convention names itself', () => {
    expect(sharpeRatio([0.1, 0.2], monthly).convention).toBe(
      'plimsoll: arithmetic annual return, ddof 1, 12 periods a year',
    );
  });
  test('Float64Array and list agree, and inputs are left alone', () => {
    const list = [0.03, -0.02, 0.01, -0.04];
    const array = Float64Array.from(list);
    expect(tailRatio(array)).toEqual(tailRatio(list));
    expect(Array.from(array)).toEqual(list);
  });
  test('the summary holds what the measures say', () => {
    const returns = [0.03, -0.02, 0.01, -0.04, 0.05];
    const options = { ...monthly, riskFree: 0.001, convention: quantstatsConvention };
    const summary = summarisePerformance(returns, options);
    expect(summary.sharpeRatio).toEqual(sharpeRatio(returns, options));
    expect(summary.sortinoRatio).toEqual(sortinoRatio(returns, { ...options, target: 0.001 }));
    expect(summary.calmarRatio).toEqual(calmarRatio(returns, options));
    expect(summarisePerformance(returns, monthly).skewness).toEqual(skewness(returns));
    expect(Object.keys(summary).length).toBe(14);
  });
});

describe('turnover', () => {
  test('one way by default, two ways on request, absent names weigh nothing', () => {
    const from = { A: 0.5, B: 0.5 };
    const to = { B: 0.25, C: 0.75 };
    expect(turnover(to, { from })).toBe(0.75);
    expect(turnover(to, { from, counting: 'two-way' })).toBe(1.5);
    expect(turnover(from, { from })).toBe(0);
    expect(turnover({}, { from: {} })).toBe(0);
  });
  test('misuse is named', () => {
    expect(errorCode(() => turnover({ A: Number.NaN }, { from: {} }))).toBe(
      'numerics/bad-weights to A',
    );
    expect(errorCode(() => turnover({}, { from: {}, counting: 'x' as 'one-way' }))).toBe(
      'numerics/bad-option counting',
    );
  });
});

describe('misuse is named', () => {
  test.each([
    [() => totalReturn([0.1, Number.NaN]), 'numerics/bad-returns returns 1'],
    [() => totalReturn(undefined as unknown as number[]), 'numerics/bad-returns returns'],
    [() => cagr([0.1], { periodsPerYear: 0 }), 'numerics/bad-periods-per-year periodsPerYear'],
    [() => cagr([0.1], { ...monthly, years: 0 }), 'numerics/bad-years years'],
    [
      () => sharpeRatio([0.1], { ...monthly, riskFree: [] }),
      'numerics/bad-returns riskFree length',
    ],
    [
      () => sharpeRatio([0.1], { ...monthly, riskFree: Number.NaN }),
      'numerics/bad-returns riskFree',
    ],
    [() => omegaRatio([0.1], { threshold: Number.NaN }), 'numerics/bad-threshold threshold'],
    [() => tailRatio([0.1], { tail: 0 }), 'numerics/bad-probability tail'],
    [
      () => sharpeRatio([0.1], { ...monthly, convention: { ...plimsollConvention, ddof: 2 as 1 } }),
      'numerics/bad-convention convention ddof',
    ],
  ])('%s', (work, code) => {
    expect(errorCode(work)).toBe(code);
  });
});
