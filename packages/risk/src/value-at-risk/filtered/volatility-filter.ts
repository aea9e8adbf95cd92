import type { Definition } from '@plimsoll/core';
import type { DegenerateSample, InsufficientData, UnfinishedFit } from '../var-outcome.ts';

/** Returns freed of their volatility, and what is needed to put tomorrow's back. */
export interface FilteredReturns {
  /** The sample could be filtered. */
  readonly status: 'fitted';
  /** Standardised residuals `(return - mean) / deviation expected before it`, oldest first. */
  readonly standardised: Float64Array;
  /** Mean the model subtracted, per bar. */
  readonly mean: number;
  /** Variance expected for the bar after the last. */
  readonly nextVariance: number;
  /** Variance that follows a variance and the residual that came with it. */
  step(variance: number, residual: number): number;
}

/** Answer of a volatility filter. */
export type FilterOutcome = FilteredReturns | InsufficientData | DegenerateSample | UnfinishedFit;

/** The seam: how volatility is taken out of a series. */
export interface VolatilityFilter extends Definition {
  /**
   * Filters a series.
   *
   * @param returns - Finite numbers, oldest first; not to be kept or changed.
   */
  filter(returns: Float64Array): FilterOutcome;
}
