import { type MatrixLike, misuse, type Table } from '@plimsoll/core';
import { denseTable } from '@plimsoll/numerics';
import { toRowMajor } from '@plimsoll/numerics/linear-algebra';

/**
 * Data a model is fitted to, one row a bar, oldest first: a table with names, rows of numbers,
 * anything with `rows`, `columns` and `get`, or a plain series for one column.
 */
export type Observations =
  | Table
  | MatrixLike
  | readonly ArrayLike<number>[]
  | readonly number[]
  | Float64Array;

/** Observations as kernels want them. @internal */
export interface DenseObservations {
  /** Number of bars. */
  readonly rows: number;
  /** Column names. */
  readonly columns: readonly string[];
  /** Row-major values. */
  readonly values: Float64Array;
}

/** Names of columns that came without: `x1`, `x2`, … @internal */
export function defaultColumns(dimension: number): readonly string[] {
  return Array.from({ length: dimension }, (_, index) => `x${index + 1}`);
}

const isTable = (data: Observations): data is Table => 'symbols' in data;

const isSeries = (data: Observations): data is readonly number[] | Float64Array =>
  data instanceof Float64Array || (Array.isArray(data) && typeof data[0] === 'number');

/**
 * Checks data once, at the door, and copies it into one row-major block.
 *
 * @throws PlimsollError `numerics/not-finite`, `numerics/not-rectangular`, those of `denseTable`,
 * `regime/prices` for a table of prices, `regime/wrong-columns` when names do not fit.
 * @internal
 */
export function denseObservations(
  data: Observations,
  columns: readonly string[] | undefined,
): DenseObservations {
  if (isTable(data)) {
    const table = denseTable(data);
    if (table.content === 'prices') {
      misuse(
        'regime/prices',
        ['data', 'content'],
        'prices',
        'Fit returns: returnsOf(table) first.',
      );
    }
    return checkColumns(table.rows, columns ?? table.symbols, table.values, table.columns);
  }
  const matrix = toRowMajor(
    isSeries(data) ? { rows: data.length, columns: 1, get: (i) => data[i] as number } : data,
    ['data'],
  );
  return checkColumns(
    matrix.rows,
    columns ?? defaultColumns(matrix.columns),
    matrix.values,
    matrix.columns,
  );
}

function checkColumns(
  rows: number,
  columns: readonly string[],
  values: Float64Array,
  dimension: number,
): DenseObservations {
  if (columns.length !== dimension || new Set(columns).size !== dimension) {
    misuse(
      'regime/wrong-columns',
      ['columns'],
      columns,
      `Name each of the ${dimension} columns of the data once.`,
    );
  }
  return { rows, columns: [...columns], values };
}
