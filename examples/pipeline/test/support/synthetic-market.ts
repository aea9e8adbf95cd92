import { createRandom } from '@plimsoll/core';
import type { IndexDay, MarketData, MonthEnd } from '../../src/data/market-data.ts';
import { sessionOf } from '../../src/data/new-york-time.ts';
import { lastWeekday, monthAfter, nextWeekday } from '../../src/data/weekdays.ts';

/** What a synthetic market looks like. */
export interface SyntheticOptions {
  readonly months: number;
  readonly assets?: readonly string[];
  readonly seed?: number;
  /** Whether there is a daily index, two years of it before the first month. */
  readonly index?: boolean;
  /** Months by which the last asset starts late. */
  readonly lateMonths?: number;
}

const FIRST_MONTH = '2001-01';

const monthEndsOf = (options: SyntheticOptions, assets: readonly string[]): MonthEnd[] => {
  const random = createRandom(options.seed ?? 1).fork('assets');
  const levels = assets.map(() => 100);
  const months: MonthEnd[] = [];
  let month = FIRST_MONTH;
  for (let i = 0; i < options.months; i++) {
    const common = random.nextNormal();
    assets.forEach((_, a) => {
      const shock = 0.03 * common + (0.02 + 0.015 * a) * random.nextNormal();
      levels[a] = (levels[a] as number) * Math.exp(0.005 + shock);
    });
    const listed = i < (options.lateMonths ?? 0) ? assets.slice(0, -1) : assets;
    const { day, closeAt } = sessionOf(lastWeekday(month));
    const prices = Object.fromEntries(listed.map((asset, a) => [asset, levels[a] as number]));
    months.push({ month, day, closeAt, prices });
    month = monthAfter(month);
  }
  return months;
};

/** Calm and stormy years in turn, so that two states are there to be found. */
const indexDaysOf = (seed: number, until: string): IndexDay[] => {
  const random = createRandom(seed).fork('index');
  const days: IndexDay[] = [];
  let close = 1000;
  for (let day = '1999-01-04'; day <= until; day = nextWeekday(day)) {
    const deviation = Number(day.slice(0, 4)) % 2 === 0 ? 0.02 : 0.006;
    const previous = close;
    close *= Math.exp(deviation * random.nextNormal());
    const room = 1 + deviation * (0.1 + random.next());
    const [high, low] = [Math.max(previous, close) * room, Math.min(previous, close) / room];
    days.push({ ...sessionOf(day), high, low, close });
  }
  return days;
};

/** A market of correlated random walks, the same for the same options. */
export const syntheticMarket = (options: SyntheticOptions): MarketData => {
  const assets = options.assets ?? ['AAA', 'BBB', 'CCC', 'DDD'];
  const months = monthEndsOf(options, assets);
  const until = months.at(-1)?.day ?? '';
  const days = options.index === true ? indexDaysOf(options.seed ?? 1, until) : [];
  return {
    title: 'synthetic',
    source: 'random walks',
    assets,
    kind: 'adjusted',
    months,
    days: days.length > 0 ? days : months.map(({ day }) => sessionOf(day)),
    index: days.length > 0 ? { label: 'synthetic index', hasRange: true, days } : null,
    facts: [],
  };
};

/** A market from a table of month-end prices: a row a month from January 2001, a column an asset. */
export const marketOfPrices = (
  assets: readonly string[],
  rows: readonly (readonly (number | null)[])[],
): MarketData => {
  const empty = syntheticMarket({ months: rows.length, assets });
  const months = empty.months.map((month, i) => ({
    ...month,
    prices: Object.fromEntries(
      assets.flatMap((asset, a) => {
        const price = rows[i]?.[a] ?? null;
        return price === null ? [] : [[asset, price]];
      }),
    ),
  }));
  return { ...empty, months };
};

/** Wide daily CSV of the weekdays from `first` to `last`, each price from `priceOf`, `''` for none. */
export const dailyCsv = (
  assets: readonly string[],
  first: string,
  last: string,
  priceOf: (asset: number, row: number, day: string) => number | '' = (asset, row) =>
    100 + 10 * asset + row,
): string => {
  const lines = [['date', ...assets].join(',')];
  for (let day = first, row = 0; day <= last; day = nextWeekday(day), row++) {
    lines.push([day, ...assets.map((_, asset) => priceOf(asset, row, day))].join(','));
  }
  return `${lines.join('\n')}\n`;
};
