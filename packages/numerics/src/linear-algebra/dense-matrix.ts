import { type ErrorPath, type MatrixLike, misuse } from '@plimsoll/core';

/** A matrix as kernels want it: element (i, j) is `values[i * columns + j]`. */
export interface DenseMatrix {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** Row-major values, length `rows * columns`. */
  readonly values: Float64Array;
}

/** What {@link toRowMajor} accepts: rows of numbers, or anything with `rows`, `columns`, `get`. */
export type MatrixInput = readonly ArrayLike<number>[] | MatrixLike;

const isMatrixLike = (input: MatrixInput): input is MatrixLike =>
  typeof (input as MatrixLike).get === 'function';

/**
 * Copies a matrix into row-major order, checking once that it is rectangular and finite.
 *
 * @param input - Rows, or an ml-matrix `Matrix` or its like.
 * @param path - Where the matrix sits in the caller's argument, for the error.
 * @throws PlimsollError `numerics/not-rectangular` or `numerics/not-finite`, naming row and column.
 */
export function toRowMajor(input: MatrixInput, path: ErrorPath = []): DenseMatrix {
  const like = isMatrixLike(input);
  const rows = like ? input.rows : input.length;
  const columns = like ? input.columns : (input[0]?.length ?? 0);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    const row = like ? undefined : input[i];
    if (!like && row?.length !== columns) {
      misuse(
        'numerics/not-rectangular',
        [...path, i],
        row?.length,
        `Every row must have ${columns} numbers, as the first one has.`,
      );
    }
    for (let j = 0; j < columns; j += 1) {
      const value = like ? input.get(i, j) : row?.[j];
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        misuse('numerics/not-finite', [...path, i, j], value, 'Give finite numbers only.');
      }
      values[i * columns + j] = value as number;
    }
  }
  return { rows, columns, values };
}
