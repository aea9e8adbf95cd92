import type { IndexDay, PreflightFact } from './market-data.ts';
import { correlation } from './statistics.ts';

/** The files of `vega-datasets` that the pipeline reads, parsed but not yet aligned. */
export interface VegaFiles {
  /** S&P 500 by day. */
  readonly days: readonly IndexDay[];
  /** Price by symbol and stamp month. */
  readonly stocks: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The sister file: S&P 500 by stamp month. */
  readonly monthlyIndex: ReadonlyMap<string, number>;
  /** Daily opens, only to show why they are not used. */
  readonly opens: readonly {
    readonly day: string;
    readonly open: number;
    readonly close: number;
  }[];
}

/** Mean simple return of the stocks between two stamps, over those that have both. */
const equalWeightReturn = (files: VegaFiles, from: string, to: string): number => {
  const returns: number[] = [];
  for (const series of files.stocks.values()) {
    const [before, after] = [series.get(from), series.get(to)];
    if (before !== undefined && after !== undefined) returns.push(after / before - 1);
  }
  return returns.reduce((sum, value) => sum + value, 0) / returns.length;
};

/** Index close on the first trading day of `month`: what a join by label would pick. */
const closeByLabel = (days: readonly IndexDay[], month: string): number =>
  days.find((day) => day.day >= `${month}-01`)?.close ?? Number.NaN;

/** How the stamps were found to mean the end of the month, in numbers that are checked. */
export function vegaFacts(files: VegaFiles): readonly PreflightFact[] {
  const ends = new Map(files.days.map((day) => [day.day.slice(0, 7), day.close]));
  const stamps = [...files.monthlyIndex.keys()];
  const matching = stamps.filter(
    // The sister file has two decimals.
    (month) => Math.abs((ends.get(month) ?? 0) - (files.monthlyIndex.get(month) ?? -1)) < 0.006,
  );
  const last = stamps.at(-1) ?? '';
  const whole = stamps.slice(0, -1);
  const pairs = whole.slice(1).map((to, index) => [whole[index] ?? '', to] as const);
  const stocks = pairs.map(([from, to]) => equalWeightReturn(files, from, to));
  const aligned = pairs.map(([from, to]) => (ends.get(to) ?? 0) / (ends.get(from) ?? 1) - 1);
  const labelled = pairs.map(
    ([from, to]) => closeByLabel(files.days, to) / closeByLabel(files.days, from) - 1,
  );
  const byLabel = correlation(stocks, labelled);
  const byEnd = correlation(stocks, aligned);
  const early = files.opens.filter(({ day }) => day < '2006-01-01');
  const copied = early.filter(({ open }, index) => open === early[index - 1]?.close).length;
  const late = [...files.stocks].filter(([, series]) => series.size < stamps.length);
  return [
    {
      statement: `${matching.length}/${stamps.length} months of the sister file equal the index's last close of the month`,
      holds: matching.length === 122 && stamps.length === 123 && !matching.includes(last),
    },
    { statement: `1 partial row dropped (${last})`, holds: last === '2010-03' },
    {
      statement: `correlation with the index .${Math.round(byEnd * 100)} aligned at month end, .${String(Math.round(byLabel * 100)).padStart(2, '0')} joined by label`,
      holds: byEnd > 0.7 && byLabel < 0.1,
    },
    {
      statement: `${late.map(([symbol, series]) => `${symbol} starts ${[...series.keys()][0]}`).join(', ')}`,
      holds: late.length === 1 && late[0]?.[1].keys().next().value === '2004-08',
    },
    {
      statement: `open equals the previous close on ${Math.round((100 * copied) / (early.length - 1))} % of days before 2006: open is not used`,
      holds: copied / (early.length - 1) >= 0.95,
    },
  ];
}
