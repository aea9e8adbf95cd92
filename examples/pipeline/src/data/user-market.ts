import { misuse } from '@plimsoll/core';
import type { IndexDay, IndexSeries, MarketData, MonthEnd, TradingDay } from './market-data.ts';
import { sessionOf } from './new-york-time.ts';
import { type CsvFile, dayCell, priceCell, readCsv } from './read-csv.ts';
import { isLastWeekday, lastWeekday } from './weekdays.ts';

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

interface PriceRow {
  readonly line: number;
  readonly day: string;
  readonly prices: Readonly<Record<string, number>>;
}

const ascending = (file: CsvFile, day: string, previous: string | undefined, line: number) => {
  if (previous !== undefined && day <= previous) {
    misuse(
      'pipeline/dates-not-ascending',
      [file.path, `line ${line}`, 'column date'],
      day,
      `Give each date once, in ascending order; the row before is ${previous}.`,
    );
  }
};

const requireDateColumn = (file: CsvFile) => {
  if (!file.columns.includes('date')) {
    misuse('pipeline/no-date-column', [file.path, 'line 1'], file.columns, 'Name a column `date`.');
  }
};

const readPrices = (file: CsvFile, assets: readonly string[]): PriceRow[] => {
  const started = new Set<string>();
  let previous: string | undefined;
  return file.rows.map((row) => {
    const day = dayCell(file, row, 'date');
    ascending(file, day, previous, row.line);
    previous = day;
    const prices: Record<string, number> = {};
    for (const asset of assets) {
      if ((row.cells[asset] ?? '') === '' && !started.has(asset)) continue;
      prices[asset] = priceCell(file, row, asset);
      started.add(asset);
    }
    return { line: row.line, day, prices };
  });
};

const isDaily = (rows: readonly PriceRow[]): boolean => {
  const gaps = rows
    .slice(1)
    .map((row, index) => Date.parse(row.day) - Date.parse(rows[index]?.day ?? ''));
  const middle = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  return middle <= 7 * 86_400_000;
};

const monthEndsOfDaily = (rows: readonly PriceRow[]): { months: MonthEnd[]; dropped: boolean } => {
  const last = new Map(rows.map((row) => [row.day.slice(0, 7), row]));
  const months = [...last].map(([month, row]) => ({
    month,
    day: row.day,
    closeAt: sessionOf(row.day).closeAt,
    prices: row.prices,
  }));
  const dropped = !isLastWeekday(months.at(-1)?.day ?? '');
  return { months: dropped ? months.slice(0, -1) : months, dropped };
};

const monthEndsOfMonthly = (
  file: CsvFile,
  rows: readonly PriceRow[],
  stamp: 'start' | 'end' | undefined,
): MonthEnd[] => {
  const starts = rows.find((row) => row.day.endsWith('-01'));
  if (stamp === undefined && starts !== undefined) {
    misuse(
      'pipeline/ambiguous-stamp',
      [file.path, `line ${starts.line}`, 'column date'],
      starts.day,
      'A monthly row stamped with the first of a month: pass --stamp start if it holds the last close of that month, --stamp end if the price was known on that day.',
    );
  }
  return rows.map((row) => {
    const month = row.day.slice(0, 7);
    const day = stamp === 'start' ? lastWeekday(month) : row.day;
    return { month, day, closeAt: sessionOf(day).closeAt, prices: row.prices };
  });
};

const marketSeries = (path: string): IndexSeries => {
  const file = readCsv(path);
  requireDateColumn(file);
  let previous: string | undefined;
  const days = file.rows.map((row): IndexDay => {
    const day = dayCell(file, row, 'date');
    ascending(file, day, previous, row.line);
    previous = day;
    const [high, low, close] = ['high', 'low', 'close'].map((name) => priceCell(file, row, name));
    return { ...sessionOf(day), high: high as number, low: low as number, close: close as number };
  });
  return { label: path, hasRange: true, days };
};

/** The equal-weight index of the assets that have a price on both days, from 100. */
const equalWeightSeries = (rows: readonly PriceRow[], assets: readonly string[]): IndexSeries => {
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
};

/** Reads the user's own prices; every refusal names file, line and column. */
export function userMarket(options: UserMarketOptions): MarketData {
  const file = readCsv(options.prices);
  requireDateColumn(file);
  const assets = file.columns.filter((name) => name !== 'date');
  const rows = readPrices(file, assets);
  const daily = isDaily(rows);
  if (daily && options.stamp === 'start') {
    misuse('pipeline/stamp-of-daily-rows', ['--stamp'], 'start', 'Omit --stamp for daily rows.');
  }
  const { months, dropped } = daily
    ? monthEndsOfDaily(rows)
    : { months: monthEndsOfMonthly(file, rows, options.stamp), dropped: false };
  const index =
    options.market !== undefined
      ? marketSeries(options.market)
      : daily
        ? equalWeightSeries(rows, assets)
        : null;
  const fileDays: TradingDay[] = rows.map((row) => sessionOf(row.day));
  const days = daily ? fileDays : months.map((month) => sessionOf(month.day));
  const late = assets.filter((asset) => rows[0]?.prices[asset] === undefined);
  return {
    title: `${assets.length} assets from ${options.prices}`,
    source: options.prices,
    assets,
    kind: options.kind,
    months,
    days,
    index,
    facts: [
      {
        statement: `${rows.length} ${daily ? 'daily' : 'monthly'} rows, ${months.length} whole months`,
        holds: true,
      },
      { statement: dropped ? '1 partial month dropped' : 'no partial month', holds: true },
      {
        statement:
          late.length === 0 ? 'every asset has full history' : `late start: ${late.join(', ')}`,
        holds: true,
      },
      {
        statement:
          index === null
            ? 'monthly rows only and no --market: the run has no regime'
            : `the regime detector watches ${index.label}`,
        holds: true,
      },
      {
        statement: `prices are ${options.kind}${options.kind === 'raw' ? ': splits and dividends would appear as returns' : ': shares are notional, no dividends are added'}`,
        holds: true,
      },
    ],
  };
}
