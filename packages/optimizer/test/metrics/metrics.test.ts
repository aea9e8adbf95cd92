import { describe, expect, test } from 'vitest';
import { type ProblemMoments, portfolioMetrics, riskContributions } from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';

// Choueifaty and Coignard (2008): three assets of volatility 10 %, correlations .9, .1, .1.
const moments: ProblemMoments = {
  symbols: ['A', 'B', 'C'],
  covariance: [
    [0.01, 0.009, 0.001],
    [0.009, 0.01, 0.001],
    [0.001, 0.001, 0.01],
  ],
  mean: { A: 0.05, B: 0.03, C: 0.04 },
  returns: 'simple',
  period: { label: 'year', periodsPerYear: 1 },
};
const weights = { A: 0.2571428571428572, B: 0.2571428571428572, C: 0.48571428571428565 };

describe('before the fact', () => {
  test('the published diversification ratio, and the rest by hand', () => {
    const metrics = portfolioMetrics(moments, weights, { riskFreeRate: 0.01 });
    expect(metrics.diversificationRatio.value).toBeCloseTo(1.3644420572745384, 14);
    expect(metrics.expectedReturn.value).toBeCloseTo(0.04, 15);
    expect(metrics.volatility).toBeCloseTo(0.1 / 1.3644420572745384, 15);
    expect(metrics.sharpeRatio.value).toBeCloseTo(0.03 / metrics.volatility, 13);
    expect(metrics.effectiveAssets.value).toBeCloseTo(
      1 / (2 * 0.2571428571 ** 2 + 0.4857142857 ** 2),
      8,
    );
    expect([metrics.net, metrics.gross]).toEqual([1, 1]);
  });

  test('what does not exist is null with a reason', () => {
    const { mean: _, ...rest } = moments;
    const flat = portfolioMetrics(rest, {});
    expect(flat.expectedReturn).toMatchObject({ value: null, reason: 'no means' });
    expect(flat.sharpeRatio.reason).toBe('no means');
    expect(flat.diversificationRatio.reason).toBe('no volatility');
    expect(flat.effectiveAssets.reason).toBe('no positions');
    expect(portfolioMetrics(moments, {}).sharpeRatio.reason).toBe('no volatility');
    expect(errorCode(() => portfolioMetrics(moments, { Z: 1 }))).toBe(
      'optimizer/unknown-asset weights Z',
    );
    expect(errorCode(() => portfolioMetrics(moments, {}, { riskFreeRate: Number.NaN }))).toBe(
      'optimizer/bad-risk-free-rate riskFreeRate',
    );
  });

  test('contributions sum to the volatility, and are equal where risk is', () => {
    const parts = Object.values(riskContributions(moments, weights));
    const { volatility } = portfolioMetrics(moments, weights);
    expect(parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
      volatility,
      15,
    );
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 14);
    expect(parts[0]?.contribution).toBeCloseTo(parts[1]?.contribution ?? 0, 15);
    expect(riskContributions(moments, {})['A']).toEqual({ marginal: 0, contribution: 0, share: 0 });
  });
});
