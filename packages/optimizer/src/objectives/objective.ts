import type { Definition } from '@plimsoll/core';
import type { LinearForm } from '../constraints/constraint.ts';
import type { Market } from '../problem/market.ts';

/**
 * Minimise `risk w'Sw / 2 + sum of ridge w^2 / 2 + sum of linear w`, with `S` the covariance of the
 * market. Solved exactly.
 */
export interface QuadraticTerms {
  /** Discriminates the forms. */
  readonly form: 'quadratic';
  /** Weight of half the variance, at least zero. */
  readonly risk: number;
  /** Coefficient of each weight, in the market's order. */
  readonly linear: ArrayLike<number>;
  /** Coefficient of half of each squared weight, at least zero. @defaultValue none */
  readonly ridge?: ArrayLike<number>;
  /** Limits that belong to the objective, such as a target return. @defaultValue none */
  readonly limits?: readonly LinearForm[];
}

/**
 * Maximise `(sum of gain w - hurdle) / sqrt(w'Sw)`, with `S` the covariance of the market. Solved
 * exactly under any linear limits.
 */
export interface RatioTerms {
  /** Discriminates the forms. */
  readonly form: 'ratio';
  /** Gain per unit of each weight, in the market's order. */
  readonly gain: ArrayLike<number>;
  /** What is subtracted from the gain, e.g. a risk-free return. */
  readonly hurdle: number;
}

/** Scenario measures such as CVaR: minimise the value by cutting planes. Not solved yet. */
export interface PolyhedralTerms {
  /** Discriminates the forms. */
  readonly form: 'polyhedral';
}

/** Smooth convex measures such as log utility. Not solved yet. */
export interface SmoothTerms {
  /** Discriminates the forms. */
  readonly form: 'smooth';
}

/** The closed union of what an objective may ask for. */
export type ObjectiveTerms = QuadraticTerms | RatioTerms | PolyhedralTerms | SmoothTerms;

/** Forms that this version solves; a problem with another is refused by name. */
export const solvedTerms: readonly ObjectiveTerms['form'][] = ['quadratic', 'ratio'];

/**
 * Seam: what a portfolio is chosen for. A definition with pure methods; an object literal will do. A
 * user's own objective is verified exactly as the built-in ones are.
 */
export interface Objective extends Definition {
  /** Whether a smaller or a larger {@link Objective.value} is better. */
  readonly sense: 'minimise' | 'maximise';
  /** Unit of the value, e.g. `variance`, `return`, `ratio`. */
  readonly unit: string;
  /** Whether the means of the market are used; a problem without them is then refused. */
  readonly usesMean: boolean;
  /** What to solve on this market. Pure: same market, same terms. */
  terms(market: Market): ObjectiveTerms;
  /**
   * The number that is reported for the weights, in the market's order. For quadratic terms it is what
   * they minimise (or minus that, when the sense is `maximise`), up to a constant, so that multipliers
   * are in its unit.
   */
  value(weights: Float64Array, market: Market): number;
}
