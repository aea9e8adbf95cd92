/**
 * A convex quadratic program: minimise `x'Px / 2 + q'x` subject to `lower <= x <= upper` and
 * `rowLower <= A x <= rowUpper`. Equal limits make an equality; infinite ones mean no limit.
 *
 * `P` must be symmetric and positive semidefinite; singular is fine, zero gives a linear program.
 * The arrays are read, never written, and not validated: {@link quadraticProgram} does that.
 */
export interface QuadraticProgram {
  /** `P`, row-major, `n` by `n`. */
  readonly quadratic: Float64Array;
  /** `q`, length `n`. */
  readonly linear: Float64Array;
  /** Lower limits of the variables, `-Infinity` for none. */
  readonly lower: Float64Array;
  /** Upper limits of the variables, `Infinity` for none. */
  readonly upper: Float64Array;
  /** `A`, row-major, `m` by `n`. */
  readonly rows: Float64Array;
  /** Lower limits of the rows, length `m`. */
  readonly rowLower: Float64Array;
  /** Upper limits of the rows, length `m`. */
  readonly rowUpper: Float64Array;
}

/**
 * Which limits hold with equality, one entry a variable and one a row: `-1` at the lower limit, `1`
 * at the upper, `0` at neither. Plain data: it starts a later solve of a similar program.
 */
export interface WorkingSet {
  /** One entry a variable. */
  readonly variables: readonly number[];
  /** One entry a row. */
  readonly rows: readonly number[];
}

/** One member of a set of limits that no point satisfies. */
export interface ConflictMember {
  /** A limit of a variable or of a row. */
  readonly kind: 'variable' | 'row';
  /** Index of that variable or row. */
  readonly index: number;
  /** `-1` for its lower limit, `1` for its upper one. */
  readonly side: -1 | 1;
  /**
   * Positive weight of the limit in the contradiction: the limits, each written as `a'x <= b` and
   * multiplied by its weight, add up to `0 <= -gap` with a positive gap (Farkas' lemma).
   */
  readonly weight: number;
}
