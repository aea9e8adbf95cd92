import { misuse } from '@plimsoll/core';
import { INDEX } from '../system/run-options.ts';
import type { MarketData, PreflightFact } from './market-data.ts';
import { monthEndsOfDaily, monthEndsOfMonthly } from './month-ends.ts';
import { sessionOf } from './new-york-time.ts';
import { isDaily, priceRows } from './price-rows.ts';
import { type CsvFile, readCsv, requireColumns } from './read-csv.ts';
import { equalWeightSeries, marketSeries } from './user-index.ts';

/** What the command line says about the user's files. */
export interface UserMarketOptions {
  /** Wide CSV: `date` and a column of closes for each asset. */
  readonly prices: string;
  /** For monthly rows: whether a stamp is the first or the last day of the month it closes. */
  readonly stamp?: 'start' | 'end';
  /** Whether dividends and splits are inside the prices. */
  readonly kind: 'adjusted' | 'raw';
  /** Daily CSV with `date,high,low,close` for the regime detector. */
  readonly market?: string;
}

const assetColumns = (file: CsvFile): readonly string[] => {
  requireColumns(file, ['date']);
  const assets = file.columns.filter((name) => name !== 'date');
  const place = [file.path, 'line 1'];
  if (assets.length < 3) {
    const remedy = 'Give a column of closes for each of at least three assets: 40 % is the cap.';
    misuse('pipeline/too-few-assets', place, assets, remedy);
  }
  if (assets.includes(INDEX)) {
    misuse('pipeline/reserved-name', [...place, `column ${INDEX}`], INDEX, 'Rename this asset.');
  }
  return assets;
};

const fact = (statement: string): PreflightFact => ({ statement, holds: true });

/**
 * Reads the user's own prices; every refusal names file, line and column. Sessions come from the
 * daily rows, from the detector's file where the prices are monthly, or else are the month ends.
 */
export function userMarket(options: UserMarketOptions): MarketData {
  const { prices: path, stamp, kind } = options;
  const file = readCsv(path);
  const assets = assetColumns(file);
  const rows = priceRows(file, assets);
  const daily = isDaily(rows);
  if (daily && stamp === 'start') {
    misuse('pipeline/stamp-of-daily-rows', ['--stamp'], 'start', 'Omit --stamp for daily rows.');
  }
  const { months, dropped } = daily
    ? monthEndsOfDaily(path, rows)
    : monthEndsOfMonthly(path, rows, stamp);
  const watched =
    options.market === undefined ? null : marketSeries(options.market, months.at(-1)?.day ?? '');
  const index = watched ?? (daily ? equalWeightSeries(rows, assets) : null);
  const monthDays = months.map((month) => sessionOf(month.day));
  const days = daily ? rows.map((row) => sessionOf(row.day)) : (watched?.days ?? monthDays);
  const late = assets.filter((asset) => rows[0]?.prices[asset] === undefined);
  const partial =
    !daily && stamp === 'start'
      ? 'the last row is taken for a whole month: a stamp at its start cannot show whether it is'
      : 'no partial month';
  return {
    title: `${assets.length} assets from ${path}`,
    source: path,
    assets,
    kind,
    months,
    days,
    index,
    facts: [
      fact(`${rows.length} ${daily ? 'daily' : 'monthly'} rows, ${months.length} whole months`),
      fact(dropped ? '1 partial month dropped' : partial),
      fact(late.length === 0 ? 'every asset has full history' : `late start: ${late.join(', ')}`),
      fact(
        index === null
          ? 'monthly rows only and no --market: the run has no regime'
          : `the regime detector watches ${index.label}`,
      ),
      fact(
        kind === 'raw'
          ? 'prices are raw: splits and dividends would appear as returns'
          : 'prices are adjusted: shares are notional, no dividends are added',
      ),
    ],
  };
}
