import { misuse, type Table, type TableContent } from '@plimsoll/core';
import { checkTimes } from './check-times.ts';

/** How absent observations are treated. `nan` must be asked for; NaN is misuse otherwise. */
export type MissingPolicy = 'refuse' | 'nan';

/** A validated table as the kernels want it: one row-major block. */
export interface DenseTable {
  /** Column names, unique, in column order. */
  readonly symbols: readonly string[];
  /** Close of each row, Unix ms UTC, strictly ascending. */
  readonly closeAt: readonly number[];
  /** Number of rows (periods). */
  readonly rows: number;
  /** Number of columns (symbols). */
  readonly columns: number;
  /** Row-major values: row `i`, column `j` sits at `i * columns + j`. */
  readonly values: Float64Array;
  /** What the values are, or `null` when the table does not say. */
  readonly content: TableContent | null;
}

/** Options of {@link denseTable}. */
export interface DenseTableOptions {
  /** Whether NaN means "not observed" or is refused. @defaultValue 'refuse' */
  readonly missing?: MissingPolicy;
}

function checkSymbols(symbols: readonly string[]): void {
  const seen = new Set<string>();
  symbols.forEach((symbol, index) => {
    if (typeof symbol !== 'string' || symbol === '' || seen.has(symbol)) {
      misuse('numerics/bad-symbol', ['symbols', index], symbol, 'Name every column once.');
    }
    seen.add(symbol);
  });
  if (symbols.length === 0) {
    misuse('numerics/empty-table', ['symbols'], symbols, 'Give a table with at least one column.');
  }
}

/**
 * The one door through which tables enter: checks shape, names, times and values once, and returns
 * a fresh row-major block. Price tables must hold positive values.
 *
 * @throws `numerics/bad-symbol`, `numerics/empty-table`, `numerics/ragged-table`,
 * `numerics/bad-time`, `numerics/bad-value` and `numerics/bad-price`, each naming symbol and row.
 */
export function denseTable(table: Table, options: DenseTableOptions = {}): DenseTable {
  const { symbols, closeAt, values: source, content } = table;
  checkSymbols(symbols);
  checkTimes(closeAt);
  const rows = closeAt.length;
  const columns = symbols.length;
  const values = new Float64Array(rows * columns);
  const list = 'get' in source ? null : source;
  const shape = 'get' in source ? source : null;
  const height = shape === null ? (list?.length ?? 0) : shape.rows;
  if (height !== rows || (shape !== null && shape.columns !== columns)) {
    misuse(
      'numerics/ragged-table',
      ['values'],
      height,
      `Give ${rows} rows of ${columns} values, one row for each closeAt.`,
    );
  }
  for (let i = 0; i < rows; i++) {
    const row = list?.[i];
    if (row !== undefined && row.length !== columns) {
      misuse('numerics/ragged-table', ['values', i], row.length, `Give ${columns} values a row.`);
    }
    for (let j = 0; j < columns; j++) {
      const value = shape === null ? (row?.[j] as number) : shape.get(i, j);
      checkValue(value, i, symbols[j] as string, content, options.missing ?? 'refuse');
      values[i * columns + j] = value;
    }
  }
  return {
    symbols: [...symbols],
    closeAt: [...closeAt],
    rows,
    columns,
    values,
    content: content ?? null,
  };
}

/** Throws unless `value` may stand in row `row` under `symbol`. */
export function checkValue(
  value: number,
  row: number,
  symbol: string,
  content: TableContent | undefined,
  missing: MissingPolicy,
): void {
  if (missing === 'nan' && typeof value === 'number' && Number.isNaN(value)) return;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    misuse(
      'numerics/bad-value',
      ['values', row, symbol],
      value,
      "Give finite numbers; where NaN means not observed, say so with missing: 'nan'.",
    );
  }
  if (content === 'prices' && value <= 0) {
    misuse('numerics/bad-price', ['values', row, symbol], value, 'Give prices above zero.');
  }
  if (content === 'simple-returns' && value < -1) {
    misuse(
      'numerics/bad-return',
      ['values', row, symbol],
      value,
      'A simple return is never below -1; give fractions, not percent.',
    );
  }
}
