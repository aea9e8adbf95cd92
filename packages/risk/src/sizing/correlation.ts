import { checkNumber, misuse } from '@plimsoll/core';
import { normalQuantile } from '@plimsoll/numerics/distributions';
import { quadraticForm } from '@plimsoll/numerics/linear-algebra';
import { type CovarianceOf, covarianceOf, valuesOf } from './portfolio.ts';

/** Weights over equity with the covariance of returns. */
export interface WeightedPortfolio extends CovarianceOf {
  /** Weight by symbol, either sign; every symbol has one. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A correlation that may not exist. */
export interface CorrelationToRest {
  /** Between -1 and 1, or `null`. */
  readonly value: number | null;
  /** Why there is none. */
  readonly reason: 'no-variance' | null;
  /** What was measured. */
  readonly convention: 'against-the-rest-of-the-portfolio';
}

/**
 * Correlation of one asset with the rest of the portfolio, its own position left out: with itself
 * inside, any large position looks correlated (0.91 where the rest gives 0.58).
 *
 * @throws PlimsollError `risk/bad-option`, `risk/unknown-asset`.
 */
export function correlationToRest(
  portfolio: WeightedPortfolio,
  options: {
    /** The asset to size. */
    readonly symbol: string;
  },
): CorrelationToRest {
  const { symbols } = portfolio;
  const covariance = covarianceOf(portfolio);
  const rest = valuesOf(symbols, portfolio.weights, 'weights');
  const n = symbols.length;
  const own = symbols.indexOf(options.symbol);
  if (own < 0) {
    misuse('risk/unknown-asset', ['symbol'], options.symbol, `Give one of ${symbols.join(', ')}.`);
  }
  rest[own] = 0;
  let shared = 0;
  for (let j = 0; j < n; j += 1) {
    shared += (covariance[own * n + j] as number) * (rest[j] as number);
  }
  const variance = (covariance[own * n + own] as number) * quadraticForm(covariance, rest);
  const convention = 'against-the-rest-of-the-portfolio';
  if (!(variance > 0)) return { value: null, reason: 'no-variance', convention };
  const value = Math.max(-1, Math.min(1, shared / Math.sqrt(variance)));
  return { value, reason: null, convention };
}

/**
 * `base · (1 - ρ)` with ρ clamped to [0, 1]: a correlated addition is smaller, a hedge is not larger
 * than `base`. For a short position in the asset give `-ρ`.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function correlationAwareSize(options: {
  /** Size without regard to the portfolio, at least 0, any unit. */
  readonly base: number;
  /** ρ of {@link correlationToRest}, between -1 and 1. */
  readonly correlation: number;
}): number {
  const base = checkNumber(options.base, 'risk/bad-option', ['base'], { min: 0 });
  const correlation = checkNumber(options.correlation, 'risk/bad-option', ['correlation'], {
    min: -1,
    max: 1,
  });
  return base * (1 - Math.max(0, correlation));
}

/**
 * Portfolio heat by covariance: normal value at risk with zero mean, `z √(w' Cov w)`, a fraction of
 * equity for the period of the covariance. `stopHeat` is the other number of that name.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/unknown-asset`; `numerics/bad-probability`.
 */
export function valueAtRiskHeat(
  portfolio: WeightedPortfolio,
  options: {
    /** Probability of a worse outcome, in (0, 0.5]. */
    readonly tailProbability: number;
  },
): number {
  const { tailProbability } = options;
  checkNumber(tailProbability, 'risk/bad-option', ['tailProbability'], {
    min: 0,
    max: 0.5,
    above: true,
  });
  const covariance = covarianceOf(portfolio);
  const weights = valuesOf(portfolio.symbols, portfolio.weights, 'weights');
  const variance = Math.max(0, quadraticForm(covariance, weights));
  return Math.sqrt(variance) * -normalQuantile(tailProbability) + 0;
}
