import type { Definition, Random } from '@plimsoll/core';
import type { DegenerateSample, InsufficientData } from '../var-outcome.ts';

/** How many outcomes of how many bars. */
export interface PathRequest {
  /** Bars added up in each outcome. */
  readonly horizonBars: number;
  /** Outcomes wanted. */
  readonly paths: number;
  /** The stream to draw from. */
  readonly random: Random;
}

/** Outcomes drawn by a path source. */
export type PathOutcome =
  | {
      /** There is a sample to draw from. */
      readonly status: 'fitted';
      /** One number a path: the sum of its bars. */
      readonly outcomes: Float64Array;
    }
  | InsufficientData
  | DegenerateSample;

/** The seam: where simulated returns come from. */
export interface PathSource extends Definition {
  /**
   * Draws outcomes that look like the sample.
   *
   * @param returns - Finite numbers, oldest first.
   */
  draw(returns: Float64Array, request: PathRequest): PathOutcome;
}
