import type { Live, Startable } from '@plimsoll/core';

/** What a variance model says of one return. All in the return's own unit, squared for variances. */
export interface VarianceReading {
  /** Variance the model expected for this return before seeing it. */
  readonly variance: number;
  /** The return minus the model's mean. */
  readonly residual: number;
  /** Variance it expects for the next return. */
  readonly nextVariance: number;
}

/** A variance model at work on one series: one return in, one reading out, constant memory. */
export interface LiveVariance extends Live<number, VarianceReading> {
  /**
   * Expected variances of the next `horizonBars` returns, nearest first.
   *
   * @throws PlimsollError `numerics/no-observations` before the first variance is known,
   * `numerics/bad-horizon`.
   */
  forecast(horizonBars: number): readonly number[];
}

/** The definition of a variance model with given parameters. */
export type VarianceModel = Startable<LiveVariance>;
