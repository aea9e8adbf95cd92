import { checkOneOf, misuse, type Table, type TableContent } from '@plimsoll/core';
import { checkTimes } from './check-times.ts';
import { checkValue, type MissingPolicy } from './dense-table.ts';

/** One period as a record: `closeAt` and a number for every symbol, as a CSV reader yields it. */
export interface TableRow {
  /** Close of the period, Unix ms UTC. */
  readonly closeAt: number;
  /** Value by symbol; `null` where nothing was observed (needs `missing: 'nan'`). */
  readonly [symbol: string]: number | null;
}

/** Options of {@link tableFromRows}. */
export interface TableFromRowsOptions {
  /** What the numbers are. */
  readonly content: TableContent;
  /** Columns to take, in this order. @defaultValue the names of the first row, in its order */
  readonly symbols?: readonly string[];
  /** Whether an absent, `null` or NaN value is refused or stored as NaN. @defaultValue 'refuse' */
  readonly missing?: MissingPolicy;
}

/**
 * Builds a {@link Table} from records, one a period.
 *
 * @throws `numerics/bad-time`, `numerics/bad-value`, `numerics/bad-price` naming symbol and row,
 * `numerics/unknown-symbol` for a name in a row that is not a column.
 *
 * @example
 * ```ts
 * const prices = tableFromRows([{ closeAt: 1, A: 10, B: 5 }, { closeAt: 2, A: 11, B: 5 }], {
 *   content: 'prices',
 * });
 * ```
 */
export function tableFromRows(rows: readonly TableRow[], options: TableFromRowsOptions): Table {
  const { content, missing = 'refuse' } = options;
  checkOneOf(content, ['prices', 'simple-returns', 'log-returns'], 'numerics/bad-content', [
    'content',
  ]);
  const first = Object.keys(rows[0] ?? {}).filter((name) => name !== 'closeAt');
  const symbols = options.symbols === undefined ? first : [...options.symbols];
  const closeAt = rows.map((row) => row.closeAt);
  checkTimes(closeAt);
  const values = rows.map((row, index) => {
    if (options.symbols === undefined) refuseUnknown(row, symbols, index);
    return symbols.map((symbol) => {
      const value = row[symbol] ?? Number.NaN;
      checkValue(value, index, symbol, content, missing);
      return value;
    });
  });
  return { symbols, closeAt, values, content };
}

function refuseUnknown(row: TableRow, symbols: readonly string[], index: number): void {
  for (const name of Object.keys(row)) {
    if (name !== 'closeAt' && !symbols.includes(name)) {
      misuse(
        'numerics/unknown-symbol',
        ['rows', index, name],
        name,
        'The first row names the columns; list them in symbols to take a part or to allow more.',
      );
    }
  }
}
