import { checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';
import { checkRecord, type ExceptionRecord } from './exceptions.ts';
import { coverageRatio, likelihoodRatio, observationsNeeded } from './likelihood-ratio.ts';
import type { LikelihoodRatio, TestOutcome } from './test-outcome.ts';

/** Counts of one bar following another: `quietToException` is often called n01. */
export interface Transitions {
  /** No exception after no exception. */
  readonly quietToQuiet: number;
  /** An exception after none. */
  readonly quietToException: number;
  /** None after an exception. */
  readonly exceptionToQuiet: number;
  /** An exception after an exception. */
  readonly exceptionToException: number;
}

/** Figures of {@link christoffersenTest}. */
export interface ConditionalCoverageTest {
  /** What followed what. */
  readonly transitions: Transitions;
  /** Coverage alone, over all bars. */
  readonly coverage: LikelihoodRatio;
  /** Do exceptions follow exceptions? First-order Markov against independence. */
  readonly independence: LikelihoodRatio;
  /** Both, coverage over all T bars: two degrees of freedom. */
  readonly conditional: LikelihoodRatio;
  /** Both, coverage over the T - 1 bars that have a predecessor, as some libraries do. */
  readonly conditionalFromSecondBar: LikelihoodRatio;
  /** False where no exception has a successor or none a predecessor: independence cannot fail. */
  readonly independenceTestable: boolean;
}

function count({ observations, bars }: ExceptionRecord): Transitions {
  let pairs = 0;
  bars.forEach((bar, i) => {
    if (i > 0 && bar === (bars[i - 1] as number) + 1) pairs++;
  });
  const followed = bars.length - (bars.at(-1) === observations - 1 ? 1 : 0);
  const preceded = bars.length - (bars[0] === 0 ? 1 : 0);
  return {
    quietToQuiet: observations - 1 - followed - preceded + pairs,
    quietToException: preceded - pairs,
    exceptionToQuiet: followed - pairs,
    exceptionToException: pairs,
  };
}

/**
 * Independence and conditional coverage (Christoffersen 1998). Libraries differ in whether the
 * coverage term runs over T or T - 1 bars; both are returned under their own names.
 *
 * @returns `insufficient-data` where less than one exception is expected, or below two bars.
 * @throws PlimsollError `risk/bad-exceptions`, `risk/bad-probability`.
 */
export function christoffersenTest(
  record: ExceptionRecord,
  { tailProbability }: TailOptions,
): TestOutcome<ConditionalCoverageTest> {
  checkRecord(record);
  checkTail(tailProbability);
  const { observations, exceptions } = record;
  const needed = Math.max(2, observationsNeeded(tailProbability));
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const transitions = count(record);
  const followed = transitions.exceptionToQuiet + transitions.exceptionToException;
  const preceded = transitions.quietToException + transitions.exceptionToException;
  const quiet = observations - 1 - followed;
  // Against the pooled share: the Markov likelihood splits into the two rows.
  const pooled = preceded / (observations - 1);
  const row = (hits: number, total: number) =>
    total === 0 || pooled === 0 || pooled === 1 ? 0 : coverageRatio(hits, total, pooled);
  const independence =
    row(transitions.quietToException, quiet) + row(transitions.exceptionToException, followed);
  const coverage = coverageRatio(exceptions, observations, tailProbability);
  const fromSecond = coverageRatio(preceded, observations - 1, tailProbability);
  return {
    status: 'tested',
    transitions,
    coverage: likelihoodRatio(coverage, 1),
    independence: likelihoodRatio(independence, 1),
    conditional: likelihoodRatio(coverage + independence, 2),
    conditionalFromSecondBar: likelihoodRatio(fromSecond + independence, 2),
    independenceTestable: followed > 0 && preceded > 0,
  };
}
