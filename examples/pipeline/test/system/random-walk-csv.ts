import { createRandom } from '@plimsoll/core';
import { dailyCsv } from '../support/synthetic-market.ts';

const assets = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE'];

/** Wide daily CSV of five seeded random walks with a common part, calm and stormy years in turn. */
export const randomWalkCsv = (first: string, last: string): string => {
  const random = createRandom(7).fork('prices');
  const levels = assets.map((_, asset) => 20 + 25 * asset);
  let common = 0;
  return dailyCsv(assets, first, last, (asset, _, day) => {
    const deviation = Number(day.slice(0, 4)) % 2 === 0 ? 0.018 : 0.006;
    if (asset === 0) common = random.nextNormal();
    const shock = 0.6 * common + (0.5 + 0.1 * asset) * random.nextNormal();
    levels[asset] = (levels[asset] as number) * Math.exp(0.0003 + deviation * shock);
    return Number((levels[asset] as number).toFixed(4));
  });
};

/** The last row of each month of a daily CSV, dated `YYYY-MM-01` when `stamp` is `start`. */
export const monthlyOf = (daily: string, stamp: 'start' | 'end'): string => {
  const [header = '', ...rows] = daily.trimEnd().split('\n');
  const last = new Map(rows.map((row) => [row.slice(0, 7), row]));
  const dated = [...last].map(([month, row]) =>
    stamp === 'start' ? `${month}-01${row.slice(10)}` : row,
  );
  return `${[header, ...dated].join('\n')}\n`;
};

/** `date,high,low,close` of the first asset, as a market of its own. */
export const marketOf = (daily: string): string => {
  const rows = daily.trimEnd().split('\n').slice(1);
  const lines = rows.map((row, i) => {
    const [day = '', close = ''] = row.split(',');
    const before = Number(rows[i - 1]?.split(',')[1] ?? close);
    const [high, low] = [Math.max(before, Number(close)), Math.min(before, Number(close))];
    return [day, (high * 1.004).toFixed(4), (low * 0.996).toFixed(4), close].join(',');
  });
  return `${['date,high,low,close', ...lines].join('\n')}\n`;
};
