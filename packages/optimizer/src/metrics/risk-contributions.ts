import type { WeightsByName } from '../certificate/verify-portfolio.ts';
import type { ProblemMoments } from '../problem/problem.ts';
import { positioned } from './positioned.ts';

/** What one asset adds to the risk of a portfolio. */
export interface RiskContribution {
  /** Change of volatility per unit of weight. */
  readonly marginal: number;
  /** Weight times marginal; the contributions sum to the volatility. */
  readonly contribution: number;
  /** Contribution over volatility; the shares sum to 1. Zero for a portfolio without risk. */
  readonly share: number;
}

/**
 * Volatility by asset (Euler's decomposition): contributions sum to the volatility a period.
 *
 * @throws PlimsollError `optimizer/unknown-asset`, and what reading moments throws.
 */
export function riskContributions(
  moments: ProblemMoments,
  weights: WeightsByName,
): Readonly<Record<string, RiskContribution>> {
  const { symbols, x, exposure, variance } = positioned(moments, weights);
  const volatility = Math.sqrt(variance);
  return Object.fromEntries(
    symbols.map((symbol, i) => {
      const marginal = volatility > 0 ? (exposure[i] as number) / volatility : 0;
      const contribution = (x[i] as number) * marginal;
      const share = volatility > 0 ? contribution / volatility : 0;
      return [symbol, { marginal, contribution, share }];
    }),
  );
}
