import { checkInteger, checkNumber } from '@plimsoll/core';
import { betaPower, betaTail } from './incomplete-beta.ts';

/** Parameters of the binomial distribution. */
export interface BinomialShape {
  /** Number of independent trials, a whole number up to 1e9. */
  readonly trials: number;
  /** Probability of success in each, 0 to 1. */
  readonly probability: number;
}

function checkBinomial(successes: number, { trials, probability }: BinomialShape): void {
  checkInteger(trials, 'numerics/bad-shape', ['trials'], { min: 0, max: 1e9 });
  checkNumber(probability, 'numerics/bad-probability', ['probability'], { min: 0, max: 1 });
  checkInteger(successes, 'numerics/bad-argument', ['successes']);
}

/**
 * Probability of at most `successes` successes; an exact p-value for counts of VaR exceptions.
 *
 * @throws `numerics/bad-argument`, `numerics/bad-shape`, `numerics/bad-probability`.
 */
export function binomialCdf(successes: number, shape: BinomialShape): number {
  checkBinomial(successes, shape);
  const { trials, probability } = shape;
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return betaTail(trials - successes, successes + 1, 1 - probability, probability);
}

/** Probability of more than `successes` successes, accurate where it is small. */
export function binomialSurvival(successes: number, shape: BinomialShape): number {
  checkBinomial(successes, shape);
  const { trials, probability } = shape;
  if (successes < 0) return 1;
  if (successes >= trials) return 0;
  return betaTail(successes + 1, trials - successes, probability, 1 - probability);
}

/** Probability of exactly `successes` successes. */
export function binomialPmf(successes: number, shape: BinomialShape): number {
  checkBinomial(successes, shape);
  const { trials, probability } = shape;
  if (successes < 0 || successes > trials) return 0;
  if (probability === 0) return successes === 0 ? 1 : 0;
  if (probability === 1) return successes === trials ? 1 : 0;
  // x^a y^b / B(a, b) at a = k + 1, b = n - k + 1, freed of the surplus factor x y (n + 1).
  const surplus = probability * (1 - probability) * (trials + 1);
  return betaPower(successes + 1, trials - successes + 1, probability, 1 - probability) / surplus;
}
