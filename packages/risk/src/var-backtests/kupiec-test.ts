import { checkInteger, checkNumber } from '@plimsoll/core';
import { binomialCdf, binomialSurvival, chiSquareQuantile } from '@plimsoll/numerics/distributions';
import { checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';
import { checkCount, type ExceptionCount } from './exceptions.ts';
import { coverageRatio, likelihoodRatio, observationsNeeded } from './likelihood-ratio.ts';
import type { LikelihoodRatio, TestOutcome } from './test-outcome.ts';

/** Figures of {@link kupiecTest}. */
export interface CoverageTest extends LikelihoodRatio {
  /** `exceptions / observations`. */
  readonly exceptionRate: number;
  /** `observations * tailProbability`. */
  readonly expectedExceptions: number;
  /** Exact probability of this many exceptions or fewer. */
  readonly probabilityAtMost: number;
  /** Exact probability of this many exceptions or more. */
  readonly probabilityAtLeast: number;
  /** Exact two-sided p-value: twice the smaller of the two, at most 1. */
  readonly exactPValue: number;
}

/**
 * Unconditional coverage, "proportion of failures" (Kupiec 1995): do exceptions come as often as
 * promised? With small samples prefer `exactPValue`: at 250 days and 99 % the asymptotic test
 * rejects a model without a single exception (statistic 5.03), which happens to a right model one
 * time in twelve.
 *
 * @returns `insufficient-data` where less than one exception is expected.
 * @throws PlimsollError `risk/bad-exceptions`, `risk/bad-probability`.
 *
 * @example
 * ```ts
 * assume(kupiecTest({ observations: 250, exceptions: 3 }, { tailProbability: 0.01 }), 'tested').pValue; // 0.758
 * ```
 */
export function kupiecTest(
  count: ExceptionCount,
  { tailProbability }: TailOptions,
): TestOutcome<CoverageTest> {
  checkCount(count);
  checkTail(tailProbability);
  const { observations, exceptions } = count;
  const needed = observationsNeeded(tailProbability);
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const shape = { trials: observations, probability: tailProbability };
  const probabilityAtMost = binomialCdf(exceptions, shape);
  const probabilityAtLeast = exceptions === 0 ? 1 : binomialSurvival(exceptions - 1, shape);
  return {
    status: 'tested',
    ...likelihoodRatio(coverageRatio(exceptions, observations, tailProbability), 1),
    exceptionRate: exceptions / observations,
    expectedExceptions: observations * tailProbability,
    probabilityAtMost,
    probabilityAtLeast,
    exactPValue: Math.min(1, 2 * Math.min(probabilityAtMost, probabilityAtLeast)),
  };
}

/** Arguments of {@link kupiecRegion}. */
export interface KupiecRegionOptions extends TailOptions {
  /** Forecasts compared, at least 1. */
  readonly observations: number;
  /** Probability of rejecting a right model. @defaultValue 0.05 */
  readonly significance?: number;
}

/** Defaults of {@link kupiecRegion}. */
export const kupiecRegionDefaults: Readonly<{ significance: number }> = { significance: 0.05 };

/** Counts of exceptions that {@link kupiecTest} does not reject. */
export interface KupiecRegion {
  /** Smallest count not rejected. */
  readonly least: number;
  /** Largest count not rejected. */
  readonly most: number;
}

/**
 * Which counts of exceptions the coverage test accepts: 7 to 20 of 255 at 95 %, the meaning of
 * "losses stay within value at risk on 95 % of days".
 *
 * @throws PlimsollError `risk/bad-exceptions`, `risk/bad-probability`.
 */
export function kupiecRegion(options: KupiecRegionOptions): KupiecRegion {
  const { observations, tailProbability, significance } = { ...kupiecRegionDefaults, ...options };
  checkInteger(observations, 'risk/bad-exceptions', ['observations'], { min: 1 });
  checkTail(tailProbability);
  checkNumber(significance, 'risk/bad-probability', ['significance'], {
    min: 0,
    above: true,
    max: 0.5,
  });
  const bound = chiSquareQuantile(1 - significance, { degreesOfFreedom: 1 });
  const accepted = (count: number) => coverageRatio(count, observations, tailProbability) <= bound;
  // The statistic falls to 0 at the expected count and rises after it.
  let least = Math.round(observations * tailProbability);
  let most = least;
  while (least > 0 && accepted(least - 1)) least--;
  while (most < observations && accepted(most + 1)) most++;
  return { least, most };
}
