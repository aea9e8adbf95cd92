import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { tradingDays } from '@plimsoll/core/calendar';
import { describe, expect, test } from 'vitest';
import golden from '../golden/nyse-days.json' with { type: 'json' };
import { nyse, specialClosings } from './nyse.ts';

const calendar = nyse(1999, 2020);
const days = tradingDays(calendar);
const hour = 3_600_000;

/** vega-datasets is a dependency of the pipeline example; its files lie beside its main entry. */
const vegaFile = (): string | null => {
  const root = fileURLToPath(
    new URL('../../../../examples/pipeline/package.json', import.meta.url),
  );
  try {
    const entry = createRequire(root).resolve('vega-datasets');
    const file = fileURLToPath(new URL('../data/sp500-2000.csv', `file://${entry}`));
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
};
const file = vegaFile();
if (file === null)
  console.warn('nyse.test: vega-datasets is not installed; its days are not compared.');

describe('New York Stock Exchange, 1999 to 2020', () => {
  test('trades on as many days a year as the index has closes', () => {
    const count: Record<string, number> = {};
    for (const day of days) count[day.slice(0, 4)] = (count[day.slice(0, 4)] ?? 0) + 1;
    expect(count).toEqual(golden.tradingDays);
  });

  test.skipIf(file === null)('trades on exactly the days of sp500-2000.csv', () => {
    const rows = readFileSync(file as string, 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const closes = rows.map((row) => row.slice(0, 10));
    expect(closes).toHaveLength(5105);
    expect(days.filter((day) => day >= '2000-01-03' && day <= '2020-04-17')).toEqual(closes);
  });

  test('closes at 13:00 on the known half days and at no other time but 16:00', () => {
    const short = calendar.intervals.filter(
      ({ openAt, closeAt }) => closeAt - openAt === 3.5 * hour,
    );
    expect(short.map(({ day }) => day)).toEqual(golden.halfDays);
    const odd = calendar.intervals.filter(
      ({ openAt, closeAt }) => ![3.5 * hour, 6.5 * hour].includes(closeAt - openAt),
    );
    expect(odd.map(({ day }) => day)).toEqual(['2002-09-11']);
  });

  test('stands in UTC as the time-zone database has it', () => {
    const clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'America/New_York',
      hour12: false,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    for (const { openAt, closeAt, day } of calendar.intervals) {
      const opening = day === '2002-09-11' ? '12:00' : '09:30';
      expect(clock.format(openAt)).toBe(`${day}, ${opening}`);
      const closing = golden.halfDays.includes(day) ? '13:00' : '16:00';
      expect(clock.format(closeAt)).toBe(`${day}, ${closing}`);
    }
  });

  test('was shut by exception on nine days', () => {
    expect(specialClosings.filter((day) => days.includes(day))).toEqual([]);
    expect(specialClosings).toHaveLength(9);
  });
});
