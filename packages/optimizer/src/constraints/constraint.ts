import type { Definition } from '@plimsoll/core';
import type { Market } from '../problem/market.ts';

/** `min <= sum of coefficient times weight <= max`, the form every built-in constraint takes. */
export interface LinearForm {
  /** Discriminates the forms. */
  readonly form: 'linear';
  /** Name under which the limit appears in results, e.g. `cap:AAPL`. Unique in a problem. */
  readonly limit: string;
  /** Coefficient by asset; assets not named have zero. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** Lower limit, or `null` for none. */
  readonly min: number | null;
  /** Upper limit, or `null` for none. Equal to `min` for an equality. */
  readonly max: number | null;
  /** Unit of the limits, e.g. `weight`, `return`. */
  readonly unit: string;
}

/** `sum of coefficient |weight - reference| <= max`: gross exposure, turnover. Not solved yet. */
export interface AbsoluteForm {
  /** Discriminates the forms. */
  readonly form: 'absolute';
  /** Name of the limit. */
  readonly limit: string;
  /** Coefficient by asset, at least zero. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** Reference weight by asset; zero where not named. */
  readonly reference: Readonly<Record<string, number>>;
  /** Upper limit. */
  readonly max: number;
  /** Unit of the limit. */
  readonly unit: string;
}

/** Standard deviation of the weights over `reference` at most `max`: tracking error. Not solved yet. */
export interface QuadraticForm {
  /** Discriminates the forms. */
  readonly form: 'quadratic';
  /** Name of the limit. */
  readonly limit: string;
  /** Reference weight by asset; zero where not named. */
  readonly reference: Readonly<Record<string, number>>;
  /** Upper limit of the standard deviation a period. */
  readonly max: number;
  /** Unit of the limit. */
  readonly unit: string;
}

/** At most so many weights other than zero. Not solved yet. */
export interface CardinalityForm {
  /** Discriminates the forms. */
  readonly form: 'cardinality';
  /** Name of the limit. */
  readonly limit: string;
  /** Assets that count. */
  readonly assets: readonly string[];
  /** Largest number of them held. */
  readonly max: number;
}

/** A weight is zero or within limits. Not solved yet. */
export interface SemicontinuousForm {
  /** Discriminates the forms. */
  readonly form: 'semicontinuous';
  /** Name of the limit. */
  readonly limit: string;
  /** The asset. */
  readonly asset: string;
  /** Smallest weight when held. */
  readonly min: number;
  /** Largest weight. */
  readonly max: number;
}

/** A cost of trading away from `reference`, as a fraction of traded value. Not solved yet. */
export interface CostForm {
  /** Discriminates the forms. */
  readonly form: 'cost';
  /** Name of the cost. */
  readonly limit: string;
  /** Cost a unit of value traded, by asset. */
  readonly rate: Readonly<Record<string, number>>;
  /** Power of the trade: 1 proportional, 1.5 for square-root impact. */
  readonly power: number;
  /** Current weight by asset; zero where not named. */
  readonly reference: Readonly<Record<string, number>>;
  /** Periods over which the cost is spread. */
  readonly horizonPeriods: number;
}

/** The closed union of what a constraint may say. Users compose forms; engines declare which they solve. */
export type ConstraintForm =
  | LinearForm
  | AbsoluteForm
  | QuadraticForm
  | CardinalityForm
  | SemicontinuousForm
  | CostForm;

/** Forms that this version solves; a problem with another is refused by name. */
export const solvedForms: readonly ConstraintForm['form'][] = ['linear'];

/**
 * Seam: what a portfolio must satisfy. A definition with one pure method; an object literal will do.
 *
 * @example
 * ```ts
 * const evenPairs: Constraint = {
 *   kind: 'even-pairs', version: 1, params: {}, name: 'pairs',
 *   forms: ({ symbols }) => [{
 *     form: 'linear', limit: 'pairs', unit: 'weight', min: 0, max: 0,
 *     coefficients: { [symbols[0] ?? '']: 1, [symbols[1] ?? '']: -1 },
 *   }],
 * };
 * ```
 */
export interface Constraint extends Definition {
  /** Name in results; the limits of one constraint extend it: `cap`, `cap:AAPL`. */
  readonly name: string;
  /** The limits on this market. Pure: same market, same forms. */
  forms(market: Market): readonly ConstraintForm[];
}

/** Every constraint takes a name of the user's choice, e.g. the paragraph of a mandate. */
export interface ConstraintOptions {
  /** Name in results. @defaultValue the kind of the constraint */
  readonly name?: string;
}
