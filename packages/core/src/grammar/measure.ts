/** A measure that may not exist (a Sharpe ratio of a constant series). Never NaN or infinite. */
export interface Measure {
  /** The number, or `null` when it is undefined for this input. */
  readonly value: number | null;
  /** Why there is no number, or `null`. */
  readonly reason: string | null;
  /** The convention followed, e.g. `arithmetic, ddof 1, 252 periods a year`. */
  readonly convention: string;
}
