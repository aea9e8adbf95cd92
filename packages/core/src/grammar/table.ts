/** Values by row and column; an ml-matrix `Matrix` fits structurally. */
export interface MatrixLike {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** Element at row `i`, column `j`, both zero-based. */
  get(i: number, j: number): number;
}

/** What the values of a table are; `returnsOf` records it, `solve` refuses prices. */
export type TableContent = 'prices' | 'simple-returns' | 'log-returns';

/**
 * A cross-section through time: one row a period, one named column an asset.
 * Build it with `tableFromBars`, `tableFromRows` or `returnsOf` from `@plimsoll/numerics`.
 */
export interface Table {
  /** Column names, unique, in column order. */
  readonly symbols: readonly string[];
  /** Close of each period in Unix ms UTC, strictly ascending, one a row. */
  readonly closeAt: readonly number[];
  /** `values[row][column]`, or anything with `rows`, `columns` and `get`. */
  readonly values: readonly ArrayLike<number>[] | MatrixLike;
  /** What the values are, when known. */
  readonly content?: TableContent;
}
