import { chiSquareSurvival } from '@plimsoll/numerics/distributions';
import type { LikelihoodRatio } from './test-outcome.ts';

/** `count * ln(ratio)` with `0 ln 0 = 0`. */
const weighted = (count: number, ratio: number): number =>
  count === 0 ? 0 : count * Math.log(ratio);

/**
 * `-2 ln` of the likelihood of `successes` of `trials` at `probability` against the observed
 * share, never negative.
 */
export function coverageRatio(successes: number, trials: number, probability: number): number {
  const share = successes / trials;
  const ratio =
    weighted(successes, share / probability) +
    weighted(trials - successes, (1 - share) / (1 - probability));
  return Math.max(0, 2 * ratio);
}

/** Statistic with its chi-square p-value. */
export const likelihoodRatio = (statistic: number, degreesOfFreedom: number): LikelihoodRatio => ({
  statistic,
  degreesOfFreedom,
  pValue: chiSquareSurvival(statistic, { degreesOfFreedom }),
});

/** As many observations as make one exception expected; below, no coverage test says anything. */
export const observationsNeeded = (tailProbability: number): number =>
  // 1 / 0.01 is exact enough; the slack is for tails such as 1 - 0.95.
  Math.ceil(1 / tailProbability - 1e-9);
