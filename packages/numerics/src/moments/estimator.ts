import type { Live, Startable } from '@plimsoll/core';
import type { DenseTable } from '../table/dense-table.ts';

/** What a live estimator tells after each row. */
export interface EstimatorProgress {
  /** Whether {@link LiveEstimator.read} has an estimate now. */
  readonly status: 'warming' | 'ready';
  /** Rows taken in so far. */
  readonly observations: number;
}

/** Too few rows for an estimate; nothing was written. */
export interface WarmingReading {
  /** More rows are needed. */
  readonly status: 'warming';
  /** Rows taken in so far. */
  readonly observations: number;
  /** Rows needed for a first estimate. */
  readonly needed: number;
}

/** An estimate was written to `out`. */
export interface ReadyReading {
  /** `out` holds the estimate. */
  readonly status: 'ready';
  /** Rows taken in so far. */
  readonly observations: number;
  /** Degrees of freedom subtracted from the number of observations in the divisor. */
  readonly ddof: number;
  /** What the estimator tells about itself, e.g. `{ shrinkage: 0.21 }`. */
  readonly detail: Readonly<Record<string, number>>;
}

/** Answer of {@link LiveEstimator.read} and of a batch estimate. */
export type EstimatorReading = WarmingReading | ReadyReading;

/**
 * A live estimator: rows in, estimate out on demand. The first row fixes the number of columns; a
 * row of another length, or one that is not finite, is refused and changes nothing.
 */
export interface LiveEstimator extends Live<ArrayLike<number>, EstimatorProgress> {
  /**
   * Writes the estimate into `out` (length n for a mean, row-major n by n for a covariance) and
   * says what it is. Leaves the state alone.
   */
  read(out: Float64Array): EstimatorReading;
}

/**
 * The seam for estimators of a first or second moment. `start()` gives the streaming form, which
 * defines the estimate; `batch` may compute the same numbers faster from a whole table.
 */
export interface MomentEstimator<Target extends 'mean' | 'covariance'>
  extends Startable<LiveEstimator> {
  /** Which moment this estimates. */
  readonly estimates: Target;
  /** Fast path over all rows at once; must agree with the fold of `update` to rounding. */
  batch?(data: DenseTable, out: Float64Array): EstimatorReading;
}

/** Estimates a vector of means; see {@link MomentEstimator}. */
export type MeanEstimator = MomentEstimator<'mean'>;

/** Estimates a covariance matrix, symmetric and positive semidefinite; see {@link MomentEstimator}. */
export type CovarianceEstimator = MomentEstimator<'covariance'>;
