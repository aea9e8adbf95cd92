import { misuse } from '@plimsoll/core';
import type { IndexDay, IndexSeries } from './market-data.ts';
import { sessionOf } from './new-york-time.ts';
import { ascendingDays, type PriceRow } from './price-rows.ts';
import { priceCell, readCsv, requireColumns } from './read-csv.ts';

/**
 * The detector's own file, `date,high,low,close` by day.
 * @param until - Last day on which it must still have a level, `YYYY-MM-DD`.
 */
export function marketSeries(path: string, until: string): IndexSeries {
  const file = readCsv(path);
  requireColumns(file, ['date', 'high', 'low', 'close']);
  const days = ascendingDays(file).map(([row, day]): IndexDay => {
    const high = priceCell(file, row, 'high');
    const low = priceCell(file, row, 'low');
    const close = priceCell(file, row, 'close');
    if (!(low <= close && close <= high)) {
      misuse(
        'pipeline/bad-range',
        [file.path, `line ${row.line}`, 'column close'],
        row.cells['close'],
        `Give a close between low ${low} and high ${high}.`,
      );
    }
    return { ...sessionOf(day), high, low, close };
  });
  const last = days.at(-1)?.day ?? '';
  if (last < until) {
    const place = [file.path, `line ${file.rows.at(-1)?.line ?? 1}`, 'column date'];
    misuse('pipeline/market-too-short', place, last, `The prices go on to ${until}; so must this.`);
  }
  return { label: path, hasRange: true, days };
}

/** The equal-weight index of the assets that have a price on both days, from 100. */
export function equalWeightSeries(
  rows: readonly PriceRow[],
  assets: readonly string[],
): IndexSeries {
  let level = 100;
  const days = rows.map((row, index): IndexDay => {
    const before = rows[index - 1]?.prices ?? {};
    const logs = assets.flatMap((asset) => {
      const [from, to] = [before[asset], row.prices[asset]];
      return from === undefined || to === undefined ? [] : [Math.log(to / from)];
    });
    if (logs.length > 0) level *= Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
    return { ...sessionOf(row.day), high: level, low: level, close: level };
  });
  return { label: 'equal-weight log return of the assets', hasRange: false, days };
}
