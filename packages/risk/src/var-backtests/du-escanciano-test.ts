import { misuse } from '@plimsoll/core';
import { normalCdf } from '@plimsoll/numerics/distributions';
import { checkSeries, checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';
import { observationsNeeded } from './likelihood-ratio.ts';
import type { TestOutcome } from './test-outcome.ts';

/** Figures of {@link duEscancianoTest}. */
export interface CumulativeViolationTest {
  /** Mean cumulative violation; `tailProbability / 2` is expected. */
  readonly meanViolation: number;
  /** Standardised deviation from that, standard normal for a right model and many bars. */
  readonly statistic: number;
  /** Two-sided p-value from the normal distribution. */
  readonly pValue: number;
}

/**
 * Unconditional test of expected shortfall on cumulative violations (Du and Escanciano 2017):
 * `H = (tail - u) / tail` where the model's probability `u` of the outcome or worse is in the tail.
 *
 * @param probabilities - The model's distribution function at each outcome, in [0, 1].
 * @returns `insufficient-data` where less than one exception is expected.
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-probability`.
 */
export function duEscancianoTest(
  probabilities: ArrayLike<number>,
  { tailProbability }: TailOptions,
): TestOutcome<CumulativeViolationTest> {
  checkTail(tailProbability);
  const values = checkSeries(probabilities, 'probabilities');
  const observations = values.length;
  let sum = 0;
  values.forEach((u, bar) => {
    if (u < 0 || u > 1) misuse('risk/bad-sample', ['probabilities', bar], u, 'Give 0 to 1.');
    sum += Math.max(0, tailProbability - u) / tailProbability;
  });
  const needed = observationsNeeded(tailProbability);
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const meanViolation = sum / observations;
  const spread = Math.sqrt(tailProbability * (1 / 3 - tailProbability / 4));
  const statistic = (Math.sqrt(observations) * (meanViolation - tailProbability / 2)) / spread;
  return {
    status: 'tested',
    meanViolation,
    statistic,
    pValue: 2 * normalCdf(-Math.abs(statistic)),
  };
}
