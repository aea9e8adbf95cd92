import { checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';
import { checkRecord, type ExceptionRecord } from './exceptions.ts';
import { coverageRatio, likelihoodRatio, observationsNeeded } from './likelihood-ratio.ts';
import type { LikelihoodRatio, TestOutcome } from './test-outcome.ts';

/** Figures of {@link timeUntilFirstFailure}. */
export interface FirstFailureTest extends LikelihoodRatio {
  /** One-based bar of the first exception. */
  readonly firstFailureBar: number;
}

/**
 * Time until first failure (Kupiec 1995): is the first exception too early or too late? A weak
 * test, useful only while a model is young.
 *
 * @returns `insufficient-data` before the first exception.
 * @throws PlimsollError `risk/bad-exceptions`, `risk/bad-probability`.
 */
export function timeUntilFirstFailure(
  record: ExceptionRecord,
  { tailProbability }: TailOptions,
): TestOutcome<FirstFailureTest> {
  checkRecord(record);
  checkTail(tailProbability);
  const [first] = record.bars;
  const { observations } = record;
  if (first === undefined) {
    const needed = Math.max(observations + 1, observationsNeeded(tailProbability));
    return { status: 'insufficient-data', observations, needed };
  }
  const firstFailureBar = first + 1;
  const statistic = coverageRatio(1, firstFailureBar, tailProbability);
  return { status: 'tested', ...likelihoodRatio(statistic, 1), firstFailureBar };
}

/** Figures of {@link haasTest}. */
export interface MixedTest {
  /** Are the gaps between exceptions as long as promised? One degree of freedom an exception. */
  readonly independence: LikelihoodRatio;
  /** Gaps and coverage together. */
  readonly mixed: LikelihoodRatio;
}

/**
 * Mixed Kupiec test (Haas 2001): the time to the first exception and between each two, tested one
 * by one and added; it sees clusters that are not on adjacent bars.
 *
 * @returns `insufficient-data` where less than one exception is expected, or none has happened.
 * @throws PlimsollError `risk/bad-exceptions`, `risk/bad-probability`.
 */
export function haasTest(
  record: ExceptionRecord,
  { tailProbability }: TailOptions,
): TestOutcome<MixedTest> {
  checkRecord(record);
  checkTail(tailProbability);
  const { observations, exceptions, bars } = record;
  const needed = Math.max(
    observationsNeeded(tailProbability),
    exceptions === 0 ? observations + 1 : 0,
  );
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const gaps = bars.reduce(
    (sum, bar, i) => sum + coverageRatio(1, bar - (bars[i - 1] ?? -1), tailProbability),
    0,
  );
  const coverage = coverageRatio(exceptions, observations, tailProbability);
  return {
    status: 'tested',
    independence: likelihoodRatio(gaps, exceptions),
    mixed: likelihoodRatio(gaps + coverage, exceptions + 1),
  };
}
