import { checkOneOf, misuse, type Table } from '@plimsoll/core';
import { denseTable, type MissingPolicy } from './dense-table.ts';

/** Simple (`p1/p0 - 1`) or logarithmic (`ln(p1/p0)`) returns. */
export type ReturnsKind = 'simple' | 'log';

/** Options of {@link returnsOf}. */
export interface ReturnsOptions {
  /** Kind of return; recorded in the result's `content`. @defaultValue 'simple' */
  readonly kind?: ReturnsKind;
  /** `nan`: a NaN price makes the two returns that touch it NaN. @defaultValue 'refuse' */
  readonly missing?: MissingPolicy;
}

/** Defaults of {@link returnsOf}. */
export const returnsOfDefaults: Readonly<Required<ReturnsOptions>> = {
  kind: 'simple',
  missing: 'refuse',
};

/**
 * One-period returns of a table of prices: a row fewer, stamped with the later close. The kind is
 * recorded as `content`, and whoever consumes the table checks it.
 *
 * @throws `numerics/not-prices` for a table that already holds returns, `numerics/bad-price` naming
 * symbol and row for a price that is not above zero, and what {@link denseTable} throws.
 *
 * @example
 * ```ts
 * const returns = returnsOf({ symbols: ['A'], closeAt: [1, 2], values: [[100], [110]] });
 * // returns.values is [[0.1]] to rounding, returns.content is 'simple-returns'
 * ```
 */
export function returnsOf(table: Table, options: ReturnsOptions = {}): Table {
  const { kind, missing } = { ...returnsOfDefaults, ...options };
  checkOneOf(kind, ['simple', 'log'], 'numerics/bad-returns-kind', ['kind']);
  if (table.content !== undefined && table.content !== 'prices') {
    misuse('numerics/not-prices', ['content'], table.content, 'Give a table of prices.');
  }
  const { symbols, closeAt, rows, columns, values } = denseTable(
    { ...table, content: 'prices' },
    { missing },
  );
  const returns: number[][] = [];
  for (let i = 1; i < rows; i++) {
    const row: number[] = [];
    for (let j = 0; j < columns; j++) {
      const before = values[(i - 1) * columns + j] as number;
      const now = values[i * columns + j] as number;
      row.push(kind === 'log' ? Math.log(now / before) : (now - before) / before);
    }
    returns.push(row);
  }
  return {
    symbols,
    closeAt: closeAt.slice(1),
    values: returns,
    content: kind === 'log' ? 'log-returns' : 'simple-returns',
  };
}
