import type { ConflictMember, WorkingSet } from './program.ts';

/** A solution with its multipliers, in typed arrays: this is an engine, its callers name things. */
export interface QpSolution {
  /** The minimiser; limits in the working set hold exactly. */
  readonly x: Float64Array;
  /** `y` of `P x + q = A'y + v`: at least zero at a lower row limit, at most zero at an upper one. */
  readonly rowMultipliers: Float64Array;
  /** `v` of the same: at least zero at a lower limit, at most zero at an upper one, else zero. */
  readonly variableMultipliers: Float64Array;
  /** `x'Px / 2 + q'x`. */
  readonly objective: number;
  /** The limits that hold with equality; starts the next solve. */
  readonly workingSet: WorkingSet;
  /** Factorisations and pivots used. */
  readonly iterations: number;
  /**
   * Whether proximal steps were taken: the free block was singular, or `near` was given. The
   * minimiser may then not be unique; the one nearest to the start, in curvature units, is returned.
   */
  readonly proximal: boolean;
}

/** Answer of {@link solveQp}. */
export type QpOutcome =
  | ({
      /** Optimal to rounding. */
      readonly status: 'optimal';
    } & QpSolution)
  | {
      /** No point satisfies the limits. */
      readonly status: 'infeasible';
      /** An irreducible contradiction: dropping any one member removes it. */
      readonly conflict: readonly ConflictMember[];
    }
  | {
      /** The objective falls without end. */
      readonly status: 'unbounded';
      /** A feasible direction of descent without curvature, largest component one. */
      readonly ray: Float64Array;
    }
  | ({
      /** The limit on iterations was reached; the last point is not optimal. */
      readonly status: 'iteration-limit';
    } & QpSolution)
  | ({
      /** Rounding kept the method from settling; judge the point by its residuals. */
      readonly status: 'numerical';
    } & QpSolution)
  | ({
      /** `signal` was set; the last point is not optimal. */
      readonly status: 'cancelled';
    } & QpSolution);
