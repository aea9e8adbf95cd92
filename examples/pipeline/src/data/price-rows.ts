import { misuse } from '@plimsoll/core';
import { type CsvFile, type CsvRow, dayCell, priceCell } from './read-csv.ts';

/** One dated row of a wide price file. */
export interface PriceRow {
  /** Line in the file, from 1. */
  readonly line: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Price by asset; an asset that does not exist yet is absent. */
  readonly prices: Readonly<Record<string, number>>;
}

const DAY_MS = 86_400_000;

/** Dates of the rows; each must be later than the one before. */
export function ascendingDays(file: CsvFile): readonly (readonly [CsvRow, string])[] {
  let previous: string | undefined;
  return file.rows.map((row) => {
    const day = dayCell(file, row, 'date');
    if (previous !== undefined && day <= previous) {
      misuse(
        'pipeline/dates-not-ascending',
        [file.path, `line ${row.line}`, 'column date'],
        day,
        `Give each date once, in ascending order; the row before is ${previous}.`,
      );
    }
    previous = day;
    return [row, day];
  });
}

/** Prices by row; a cell may be empty only before the first price of its column. */
export function priceRows(file: CsvFile, assets: readonly string[]): readonly PriceRow[] {
  const started = new Set<string>();
  const rows = ascendingDays(file).map(([row, day]) => {
    const prices: Record<string, number> = {};
    for (const asset of assets) {
      if ((row.cells[asset] ?? '') === '' && !started.has(asset)) continue;
      prices[asset] = priceCell(file, row, asset);
      started.add(asset);
    }
    return { line: row.line, day, prices };
  });
  const empty = assets.find((asset) => !started.has(asset));
  if (empty !== undefined) {
    const place = [file.path, 'line 1', `column ${empty}`];
    misuse('pipeline/empty-column', place, empty, 'Give prices below this heading, or remove it.');
  }
  return rows;
}

/** Whether the middle gap between rows is that of daily data, a long weekend included. */
export function isDaily(rows: readonly PriceRow[]): boolean {
  const gaps = rows
    .slice(1)
    .map((row, index) => Date.parse(row.day) - Date.parse(rows[index]?.day ?? ''));
  const middle = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  return middle <= 4 * DAY_MS;
}
