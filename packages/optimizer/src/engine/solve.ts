import { checkInteger, type WorkOptions } from '@plimsoll/core';
import type { Problem } from '../problem/problem.ts';
import { readProblem, weightVector } from '../problem/read-problem.ts';
import type { SolveOutcome } from './outcome.ts';
import { solveRead } from './solve-read.ts';

/** Options of {@link solve}. */
export interface SolveOptions extends Pick<WorkOptions, 'signal'> {
  /**
   * Among equally good portfolios take the one nearest to these weights; without it any of them.
   * @defaultValue none
   */
  readonly near?: Readonly<Record<string, number>>;
  /** Pivots allowed. @defaultValue `1000 + 20 (assets + rows)` */
  readonly iterationLimit?: number;
}

/**
 * Chooses the best portfolio within the limits, exactly, with a certificate by a separate verifier.
 * Throws only on misuse; what markets and numbers do is in the outcome.
 *
 * @throws PlimsollError naming the offender: `optimizer/unknown-asset`,
 * `optimizer/indefinite-covariance`, `optimizer/unsupported-form`, `numerics/prices-not-returns`, ...
 *
 * @example
 * ```ts
 * const { weights } = assume(
 *   solve({
 *     data: returns,
 *     returns: 'simple',
 *     objective: minimumVariance(),
 *     constraints: [budget(1), longOnly(), cap(0.35)],
 *   }),
 *   'optimal',
 * );
 * ```
 */
export function solve(problem: Problem, options: SolveOptions = {}): SolveOutcome {
  const { near, iterationLimit, signal } = options;
  if (iterationLimit !== undefined) {
    checkInteger(iterationLimit, 'optimizer/bad-iteration-limit', ['iterationLimit'], { min: 1 });
  }
  const read = readProblem(problem);
  if (read.status !== 'read') return read;
  return solveRead(read, problem.objective, {
    ...(signal === undefined ? {} : { signal }),
    ...(iterationLimit === undefined ? {} : { iterationLimit }),
    ...(near === undefined ? {} : { near: weightVector(near, read.market.symbols) }),
  }).outcome;
}
