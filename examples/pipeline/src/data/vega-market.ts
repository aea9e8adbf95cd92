import { fileURLToPath } from 'node:url';
import type { IndexDay, MarketData, MonthEnd } from './market-data.ts';
import { monthOfStamp } from './month-stamp.ts';
import { sessionOf } from './new-york-time.ts';
import { type CsvFile, dayCell, priceCell, readCsv } from './read-csv.ts';
import { type VegaFiles, vegaFacts } from './vega-facts.ts';

/** Path of one of the data files; the package's own loader would fetch from a CDN. */
export function vegaPath(name: string): string {
  return fileURLToPath(new URL(`../data/${name}`, import.meta.resolve('vega-datasets')));
}

const indexDays = (file: CsvFile): IndexDay[] =>
  // The file's `open` is not used: before 2006 it is the previous close, not an opening price.
  file.rows.map((row) => ({
    ...sessionOf(dayCell(file, row, 'date')),
    high: priceCell(file, row, 'high'),
    low: priceCell(file, row, 'low'),
    close: priceCell(file, row, 'close'),
  }));

const stockPrices = (file: CsvFile): Map<string, Map<string, number>> => {
  const bySymbol = new Map<string, Map<string, number>>();
  for (const row of file.rows) {
    const symbol = row.cells['symbol'] ?? '';
    const series = bySymbol.get(symbol) ?? new Map<string, number>();
    series.set(monthOfStamp(file, row, 'date'), priceCell(file, row, 'price'));
    bySymbol.set(symbol, series);
  }
  return bySymbol;
};

/** The last trading day of each month. */
export function lastDays(days: readonly IndexDay[]): Map<string, IndexDay> {
  return new Map(days.map((day) => [day.day.slice(0, 7), day]));
}

/** Reads the three files of `vega-datasets` as they are. */
export function readVegaFiles(): VegaFiles {
  const monthly = readCsv(vegaPath('sp500.csv'));
  const daily = readCsv(vegaPath('sp500-2000.csv'));
  return {
    days: indexDays(daily),
    stocks: stockPrices(readCsv(vegaPath('stocks.csv'))),
    monthlyIndex: new Map(
      monthly.rows.map((row) => [
        monthOfStamp(monthly, row, 'date'),
        priceCell(monthly, row, 'price'),
      ]),
    ),
    opens: daily.rows.map((row) => ({
      day: row.cells['date'] ?? '',
      open: Number(row.cells['open']),
      close: Number(row.cells['close']),
    })),
  };
}

/**
 * Five US stocks by month and the S&P 500 by day, from `vega-datasets` 3.2.1.
 *
 * A stock price stamped with the first of a month is the **last close of that month**, so it is
 * known at 16:00 New York of the month's last trading day. The last stamp is a month that had not
 * ended when the file was made, so it is dropped. Prices are adjusted: shares are notional and no
 * dividends are added.
 */
export function vegaMarket(): MarketData {
  const files = readVegaFiles();
  const ends = lastDays(files.days);
  const stamps = [...(files.stocks.get('MSFT') ?? new Map<string, number>()).keys()];
  const months: MonthEnd[] = stamps.slice(0, -1).flatMap((month) => {
    const end = ends.get(month);
    if (end === undefined) return [];
    const prices: Record<string, number> = {};
    for (const [symbol, series] of files.stocks) {
      const price = series.get(month);
      if (price !== undefined) prices[symbol] = price;
    }
    return [{ month, day: end.day, closeAt: end.closeAt, prices }];
  });
  const lastClose = months.at(-1)?.closeAt ?? 0;
  const days = files.days.filter((day) => day.closeAt <= lastClose);
  return {
    title: 'Five US stocks, monthly, January 2000 to February 2010',
    source: 'npm vega-datasets 3.2.1: stocks.csv, sp500-2000.csv',
    assets: [...files.stocks.keys()],
    kind: 'adjusted',
    months,
    days,
    index: { label: 'S&P 500 price index', hasRange: true, days },
    facts: vegaFacts(files),
  };
}
