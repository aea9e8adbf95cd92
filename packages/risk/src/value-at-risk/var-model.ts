import type { Definition } from '@plimsoll/core';
import type { VarOutcome } from './var-outcome.ts';

/** What is asked of a value-at-risk model. */
export interface TailOptions {
  /** Probability of a worse outcome, e.g. 0.05 for "95 % value at risk". Strictly in (0, 1). */
  readonly tailProbability: number;
}

/**
 * The seam: a way to estimate value at risk and expected shortfall from one series. A definition
 * and a pure method, so a user's own model is an object literal.
 *
 * @example
 * ```ts
 * const worstEver: VarModel = {
 *   kind: 'worst-ever', version: 1, params: {},
 *   estimate: (returns, { tailProbability }) => fittedTail(
 *     { valueAtRisk: -Math.min(...Array.from(returns)), expectedShortfall: -Math.min(...Array.from(returns)) },
 *     { tailProbability, observations: returns.length, convention: 'worst return ever' },
 *   ),
 * };
 * ```
 */
export interface VarModel extends Definition {
  /**
   * Estimates the tail of the next period.
   *
   * @param returns - Simple returns per period as fractions, or profit and loss in money, oldest
   * first; results are in the same unit.
   * @throws PlimsollError `risk/bad-sample` naming the position of what is not finite,
   * `risk/bad-probability`.
   */
  estimate(returns: ArrayLike<number>, options: TailOptions): VarOutcome;
}
