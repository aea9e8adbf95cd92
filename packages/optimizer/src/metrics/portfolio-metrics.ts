import { checkNumber, type Measure } from '@plimsoll/core';
import type { Period } from '@plimsoll/numerics/moments';
import type { WeightsByName } from '../certificate/verify-portfolio.ts';
import type { ProblemMoments } from '../problem/problem.ts';
import { positioned } from './positioned.ts';

/** Options of {@link portfolioMetrics}. */
export interface PortfolioMetricsOptions {
  /** Return without risk, a period of the moments. @defaultValue 0 */
  readonly riskFreeRate?: number;
}

/** What moments say of a portfolio before the fact. Nothing is annualised. */
export interface PortfolioMetrics {
  /** Expected return a period. */
  readonly expectedReturn: Measure;
  /** Standard deviation of returns a period. */
  readonly volatility: number;
  /** Excess return over volatility, a period. */
  readonly sharpeRatio: Measure;
  /** Weighted mean of volatilities over the volatility of the whole (Choueifaty and Coignard 2008). */
  readonly diversificationRatio: Measure;
  /** Squared sum over sum of squares of the weights: number of equal positions as concentrated. */
  readonly effectiveAssets: Measure;
  /** Sum of weights. */
  readonly net: number;
  /** Sum of absolute weights. */
  readonly gross: number;
  /** What a period is. */
  readonly period: Period;
}

const measure = (value: number | null, reason: string, convention: string): Measure =>
  value === null ? { value: null, reason, convention } : { value, reason: null, convention };

/**
 * Expected return, risk and concentration of weights under the moments.
 *
 * @throws PlimsollError `optimizer/unknown-asset`, `optimizer/bad-risk-free-rate`.
 */
export function portfolioMetrics(
  moments: ProblemMoments,
  weights: WeightsByName,
  options: PortfolioMetricsOptions = {},
): PortfolioMetrics {
  const { riskFreeRate = 0 } = options;
  checkNumber(riskFreeRate, 'optimizer/bad-risk-free-rate', ['riskFreeRate']);
  const { x, mean, deviations, variance } = positioned(moments, weights);
  const volatility = Math.sqrt(variance);
  let net = 0;
  let gross = 0;
  let squares = 0;
  let weighted = 0;
  let gain = 0;
  x.forEach((weight, i) => {
    net += weight;
    gross += Math.abs(weight);
    squares += weight * weight;
    weighted += Math.abs(weight) * (deviations[i] as number);
    gain += weight * (mean?.[i] ?? 0);
  });
  const expected = mean === null ? null : gain;
  const { label } = moments.period;
  return {
    expectedReturn: measure(expected, 'no means', `${moments.returns}, per ${label}`),
    volatility,
    sharpeRatio: measure(
      expected === null || volatility === 0 ? null : (expected - riskFreeRate) / volatility,
      expected === null ? 'no means' : 'no volatility',
      `per ${label}, risk-free ${riskFreeRate}`,
    ),
    diversificationRatio: measure(
      volatility === 0 ? null : weighted / volatility,
      'no volatility',
      'absolute weights',
    ),
    effectiveAssets: measure(
      squares === 0 ? null : (gross * gross) / squares,
      'no positions',
      'absolute weights',
    ),
    net,
    gross,
    period: moments.period,
  };
}
