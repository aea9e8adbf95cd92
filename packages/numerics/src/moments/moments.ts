import { type Json, misuse } from '@plimsoll/core';
import type { ReturnsKind } from '../table/returns-of.ts';

/** The length of the periods that moments are stated for. */
export interface Period {
  /** Name for people, e.g. `day`. */
  readonly label: string;
  /** Such periods in a year, or `null` when nobody said; needed to annualise. */
  readonly periodsPerYear: number | null;
}

/** Which estimator made a moment. */
export interface EstimatorRecord {
  /** Kind of the definition. */
  readonly kind: string;
  /** Its parameters. */
  readonly params: Json;
  /** What it told about itself, e.g. `{ shrinkage: 0.21 }`. */
  readonly detail: Readonly<Record<string, number>>;
}

/** First and second moments of returns with everything needed to use them rightly. */
export interface Moments {
  /** Names, in the order of the vector and the matrix. */
  readonly symbols: readonly string[];
  /** Mean return a period, fraction. */
  readonly mean: readonly number[];
  /** Covariance of returns a period: rows of a symmetric matrix. */
  readonly covariance: readonly (readonly number[])[];
  /** Simple or log returns. */
  readonly returns: ReturnsKind;
  /** What a period is. */
  readonly period: Period;
  /** Degrees of freedom subtracted in the divisor of the covariance. */
  readonly ddof: number;
  /** Rows used. */
  readonly observations: number;
  /** Who made them. */
  readonly estimators: { readonly mean: EstimatorRecord; readonly covariance: EstimatorRecord };
}

/**
 * Moments a year: mean and covariance times `periodsPerYear`, the scaling of returns that are
 * independent over time. For simple returns it leaves compounding out.
 *
 * @throws `numerics/unknown-period` when the moments do not say how many periods make a year.
 */
export function annualise(moments: Moments): Moments {
  const factor = moments.period.periodsPerYear;
  if (factor === null) {
    misuse(
      'numerics/unknown-period',
      ['period', 'periodsPerYear'],
      null,
      'Give periodsPerYear when the moments are estimated.',
    );
  }
  return {
    ...moments,
    mean: moments.mean.map((value) => value * factor),
    covariance: moments.covariance.map((row) => row.map((value) => value * factor)),
    period: { label: 'year', periodsPerYear: 1 },
  };
}
