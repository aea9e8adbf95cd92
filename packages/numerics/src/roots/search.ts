import { checkInteger, checkNumber, misuse } from '@plimsoll/core';

/** Interval and stopping rule of a scalar search. */
export interface SearchOptions {
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval, above `low`. */
  readonly high: number;
  /**
   * Absolute accuracy wanted in `x`; rounding of `x` itself is added. Give one where the answer
   * may be 0. @defaultValue 0
   */
  readonly tolerance?: number;
  /** Largest number of iterations. @defaultValue 200 */
  readonly maxIterations?: number;
}

/** Defaults of {@link findRoot}, {@link findRootNewton} and {@link minimise}. */
export const searchDefaults: Readonly<{ tolerance: number; maxIterations: number }> = {
  tolerance: 0,
  maxIterations: 200,
};

/** What every scalar search tells about its work, whatever the outcome. */
export interface SearchWork {
  /** Best argument found. */
  readonly x: number;
  /** The function there: the residual of a root, the minimum of a minimisation. */
  readonly value: number;
  /** Half-width of the interval known to hold the answer. */
  readonly uncertainty: number;
  /** Iterations used. */
  readonly iterations: number;
  /** Evaluations of the function used. */
  readonly evaluations: number;
}

/** The function had no finite value at `x`, or jumped where a root was sought. */
export interface NumericalFailure {
  /** The search could not go on. */
  readonly status: 'numerical';
  /** Where it happened. */
  readonly x: number;
  /** Evaluations of the function used. */
  readonly evaluations: number;
}

/** A search that settled within its tolerance. */
export interface ConvergedSearch extends SearchWork {
  /** The answer stands. */
  readonly status: 'converged';
}

/** A search that ran out of iterations; it carries the best so far. */
export interface UnfinishedSearch extends SearchWork {
  /** Raise `maxIterations` or `tolerance`. */
  readonly status: 'iteration-limit';
}

/** A root search over an interval at whose ends the function has one sign. */
export interface NotBracketed {
  /** Choose another interval. */
  readonly status: 'not-bracketed';
  /** Value at `low`. */
  readonly valueAtLow: number;
  /** Value at `high`. */
  readonly valueAtHigh: number;
}

/** Answer of {@link findRoot} and {@link findRootNewton}. */
export type RootOutcome = ConvergedSearch | UnfinishedSearch | NotBracketed | NumericalFailure;

/** Answer of {@link minimise}. */
export type MinimumOutcome = ConvergedSearch | UnfinishedSearch | NumericalFailure;

/** Checks an interval and fills in the defaults. */
export function checkSearch(options: SearchOptions): Required<SearchOptions> {
  const full = { ...searchDefaults, ...options };
  checkNumber(full.low, 'numerics/bad-interval', ['low']);
  checkNumber(full.high, 'numerics/bad-interval', ['high']);
  if (full.low >= full.high) {
    misuse('numerics/bad-interval', ['high'], full.high, `Give a number above low, ${full.low}.`);
  }
  checkNumber(full.tolerance, 'numerics/bad-tolerance', ['tolerance'], { min: 0 });
  checkInteger(full.maxIterations, 'numerics/bad-limit', ['maxIterations'], { min: 1 });
  return full;
}
