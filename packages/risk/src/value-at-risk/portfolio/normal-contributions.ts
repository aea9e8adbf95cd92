import { checkOneOf, misuse } from '@plimsoll/core';
import { normalPdf, normalQuantile } from '@plimsoll/numerics/distributions';
import { dot, multiplyVector } from '@plimsoll/numerics/linear-algebra';
import { denseMoments, type MomentsInput } from '@plimsoll/numerics/moments';
import { checkTail } from '../fitted-tail.ts';
import type { TailOptions } from '../var-model.ts';
import type { TailRisk } from '../var-outcome.ts';
import type { Contribution, PortfolioTailOutcome } from './contributions.ts';
import { type Positions, positionVector } from './positions.ts';

/** Options of {@link normalContributions}. */
export interface NormalContributionOptions extends TailOptions {
  /** Holdings by name. */
  readonly positions: Positions;
  /** Whether the means of the moments count. @defaultValue 'given' */
  readonly mean?: 'given' | 'zero';
}

/** Defaults of {@link normalContributions}. */
export const normalContributionDefaults: Readonly<{ mean: 'given' | 'zero' }> = { mean: 'given' };

/**
 * Component, marginal and incremental value at risk and expected shortfall of a portfolio of
 * normal returns. Components are Euler's: position times marginal, adding up to the whole (Tasche
 * 1999). Incremental removes the whole position and revalues.
 *
 * @param moments - Names, means and covariance a period; a fitted estimate of numerics fits.
 * @returns `degenerate` where the portfolio has no variance.
 * @throws PlimsollError `risk/unknown-symbol`, `risk/bad-position`, `risk/bad-probability`,
 * `risk/not-positive-semidefinite`, and the codes of `denseMoments`.
 *
 * @example
 * ```ts
 * const risk = assume(
 *   normalContributions(moments, { positions: { CAD: 2, EUR: 1 }, tailProbability: 0.05 }), 'fitted');
 * risk.contributions['EUR']?.componentValueAtRisk;
 * ```
 */
export function normalContributions(
  moments: MomentsInput,
  options: NormalContributionOptions,
): PortfolioTailOutcome {
  const {
    positions,
    tailProbability,
    mean: meanKind,
  } = {
    ...normalContributionDefaults,
    ...options,
  };
  checkTail(tailProbability);
  checkOneOf(meanKind, ['given', 'zero'] as const, 'risk/bad-option', ['mean']);
  const { symbols, n, mean, covariance } = denseMoments(moments);
  if (meanKind === 'zero') mean.fill(0);
  const x = positionVector(positions, symbols);
  const z = -normalQuantile(tailProbability);
  const tailMean = normalPdf(z) / tailProbability;

  const gradient = multiplyVector(covariance, n, x);
  const variance = dot(x, gradient);
  const size = x.reduce((sum, v, i) => sum + v * v * (covariance[i * n + i] as number), 0);
  if (variance < -1e-10 * size) {
    const remedy = 'Repair the covariance first: repairPsd in @plimsoll/numerics/moments.';
    misuse('risk/not-positive-semidefinite', ['covariance'], variance, remedy);
  }
  // A perfect hedge leaves rounding, not variance.
  if (variance <= 1e-15 * size) return { status: 'degenerate', reason: 'zero-dispersion' };
  const deviation = Math.sqrt(variance);
  const total = dot(x, mean);
  const tail = (location: number, spread: number): TailRisk => ({
    valueAtRisk: -location + z * spread,
    expectedShortfall: -location + tailMean * spread,
  });
  const whole = tail(total, deviation);
  const contribution = (i: number): Contribution => {
    const position = x[i] as number;
    const mu = mean[i] as number;
    const slope = (gradient[i] as number) / deviation;
    const own = covariance[i * n + i] as number;
    const rest = variance - 2 * position * (gradient[i] as number) + position * position * own;
    const without = tail(total - position * mu, Math.sqrt(Math.max(0, rest)));
    const { valueAtRisk, expectedShortfall } = tail(mu, slope);
    return {
      position,
      componentValueAtRisk: position * valueAtRisk,
      componentExpectedShortfall: position * expectedShortfall,
      marginalValueAtRisk: valueAtRisk,
      marginalExpectedShortfall: expectedShortfall,
      incrementalValueAtRisk: position === 0 ? 0 : whole.valueAtRisk - without.valueAtRisk,
      incrementalExpectedShortfall:
        position === 0 ? 0 : whole.expectedShortfall - without.expectedShortfall,
    };
  };
  return {
    status: 'fitted',
    ...whole,
    tailProbability,
    confidence: 1 - tailProbability,
    convention: `normal: ${meanKind === 'zero' ? 'mean zero' : 'given means'}`,
    observations: null,
    flags: whole.valueAtRisk < 0 ? ['gain'] : [],
    contributions: Object.fromEntries(symbols.map((symbol, i) => [symbol, contribution(i)])),
  };
}
