import { misuse, type Table } from '@plimsoll/core';
import { checkValue, type MissingPolicy } from './dense-table.ts';

/** The part of a bar that a table of closes needs; core's `Bar` fits. */
export interface ClosingBar {
  /** Identity of the instrument; becomes the column name. */
  readonly instrumentId: string;
  /** Close of the bar, Unix ms UTC. */
  readonly closeAt: number;
  /** Closing price, above zero. */
  readonly close: number;
  /** A bar still forming is refused. @defaultValue true */
  readonly final?: boolean;
  /** Of two bars with the same close the higher revision counts. @defaultValue 0 */
  readonly revision?: number;
  /** What the price is of; one column may not mix kinds. */
  readonly price?: string;
  /** Whether the price is adjusted; one column may not mix. */
  readonly adjusted?: boolean;
}

/** Options of {@link tableFromBars}. */
export interface TableFromBarsOptions {
  /** Columns to take, in this order. @defaultValue every instrument, in order of appearance */
  readonly symbols?: readonly string[];
  /** Whether an instrument without a bar at some close is refused or NaN. @defaultValue 'refuse' */
  readonly missing?: MissingPolicy;
}

/**
 * Builds a table of closing prices: a row for each distinct `closeAt`, a column for each
 * instrument. Bars may come in any order.
 *
 * @throws `numerics/provisional-bar`, `numerics/duplicate-bar`, `numerics/mixed-bars`,
 * `numerics/missing-bar`, `numerics/bad-price`, each naming instrument and close.
 */
export function tableFromBars(
  bars: readonly ClosingBar[],
  options: TableFromBarsOptions = {},
): Table {
  const { missing = 'refuse' } = options;
  const symbols = options.symbols ?? [...new Set(bars.map((bar) => bar.instrumentId))];
  const columns = new Map(symbols.map((symbol) => [symbol, new Map<number, ClosingBar>()]));
  const times = new Set<number>();
  bars.forEach((bar, index) => {
    const column = columns.get(bar.instrumentId);
    if (column === undefined) return;
    checkBar(bar, index, column);
    const known = column.get(bar.closeAt);
    if (known === undefined || (bar.revision ?? 0) > (known.revision ?? 0)) {
      column.set(bar.closeAt, bar);
    }
    times.add(bar.closeAt);
  });
  const closeAt = [...times].sort((a, b) => a - b);
  const values = closeAt.map((at, row) =>
    symbols.map((symbol) => {
      const bar = columns.get(symbol)?.get(at);
      if (bar === undefined && missing === 'refuse') {
        misuse(
          'numerics/missing-bar',
          ['bars', symbol, at],
          null,
          `Give ${symbol} a bar that closes at ${at}, or say missing: 'nan'.`,
        );
      }
      const close = bar?.close ?? Number.NaN;
      if (bar !== undefined) checkValue(close, row, symbol, 'prices', 'refuse');
      return close;
    }),
  );
  return { symbols: [...symbols], closeAt, values, content: 'prices' };
}

function checkBar(bar: ClosingBar, index: number, column: ReadonlyMap<number, ClosingBar>): void {
  const path = ['bars', index, bar.instrumentId];
  if (!Number.isFinite(bar.closeAt)) {
    misuse('numerics/bad-time', path, bar.closeAt, 'Give closeAt in Unix milliseconds.');
  }
  if (bar.final === false) {
    misuse('numerics/provisional-bar', path, bar.closeAt, 'Give final bars only.');
  }
  const known = column.get(bar.closeAt);
  if (known !== undefined && (known.revision ?? 0) === (bar.revision ?? 0)) {
    misuse('numerics/duplicate-bar', path, bar.closeAt, 'Give one bar a close and revision.');
  }
  const [any] = column.values();
  if (any !== undefined && (any.adjusted !== bar.adjusted || any.price !== bar.price)) {
    misuse(
      'numerics/mixed-bars',
      path,
      bar.closeAt,
      'Give one price kind and adjustment a column.',
    );
  }
}
