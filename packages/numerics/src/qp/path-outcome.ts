import type { WorkingSet } from './program.ts';

/** A kink of the path: where the set of binding limits changes. */
export interface PathCorner {
  /** Parameter `t` of the linear term `q + t d`. */
  readonly at: number;
  /** The minimiser there. */
  readonly x: Float64Array;
  /** Limits that bind just after the corner. */
  readonly workingSet: WorkingSet;
  /** Change of the minimiser per unit of `t` just after the corner. */
  readonly slope: Float64Array;
}

/** Answer of {@link tracePath}. */
export type PathOutcome =
  | {
      /** The path was followed to its end, where nothing changes any more. */
      readonly status: 'traced';
      /** Corners in ascending order of `at`; the minimiser is linear in `t` between them. */
      readonly corners: readonly PathCorner[];
      /** Whether the minimiser stands still after the last corner; if not it moves for ever. */
      readonly bounded: boolean;
    }
  | {
      /** The program has no solution at the start, or the path could not be followed. */
      readonly status: 'infeasible' | 'unbounded' | 'iteration-limit' | 'numerical' | 'cancelled';
      /** Corners found up to there. */
      readonly corners: readonly PathCorner[];
    };
