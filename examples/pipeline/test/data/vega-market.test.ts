import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { correlation } from '../../src/data/statistics.ts';
import { readVegaFiles, vegaMarket, vegaPath } from '../../src/data/vega-market.ts';
import { monthAfter } from '../../src/data/weekdays.ts';

const market = vegaMarket();
const statements = market.facts.map(({ statement }) => statement);

/** Rows of a file by splitting alone, independent of the pipeline's own reader. */
const rowsOf = (name: string): string[][] =>
  readFileSync(vegaPath(name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

const daily = rowsOf('sp500-2000.csv'); // date, open, high, low, close, …
const sister = rowsOf('sp500.csv'); // date, price
const stocks = rowsOf('stocks.csv'); // symbol, date, price

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const monthOf = (stamp = ''): string => {
  const [name = '', , year = ''] = stamp.split(' ');
  return `${year}-${String(MONTHS.indexOf(name) + 1).padStart(2, '0')}`;
};
const lastCloses = new Map(daily.map(([day = '', , , , close]) => [day.slice(0, 7), close]));

describe('a stamp on the first of a month is the last close of that month', () => {
  test('122 of 123 months of the sister file equal the last daily close; the last row is partial', () => {
    const equal = sister.filter(
      ([stamp, price]) =>
        Math.abs(Number(lastCloses.get(monthOf(stamp))) - Number(price)) <= 0.0050001,
    );
    expect(sister).toHaveLength(123);
    expect(equal).toHaveLength(122);
    expect(sister.at(-1)?.[0]).toBe('Mar 1 2010');
    expect(equal).not.toContain(sister.at(-1));
    expect(statements[0]).toMatch(/^122\/123 months/);
  });

  test('the correlation with the index is .72 aligned and .08 by label', () => {
    const stamps = sister.map(([stamp]) => monthOf(stamp)).slice(0, -1);
    const prices = new Map(
      stocks.map(([symbol, stamp, price]) => [`${symbol} ${monthOf(stamp)}`, Number(price)]),
    );
    const symbols = [...new Set(stocks.map(([symbol]) => symbol))];
    const firstClose = (month: string) =>
      Number(daily.find(([day = '']) => day >= `${month}-01`)?.[4]);
    const pairs = stamps.slice(1).map((to, i) => [stamps[i] ?? '', to] as const);
    const portfolio = pairs.map(([from, to]) => {
      const returns = symbols.flatMap((symbol) => {
        const [a, b] = [prices.get(`${symbol} ${from}`), prices.get(`${symbol} ${to}`)];
        return a === undefined || b === undefined ? [] : [b / a - 1];
      });
      return returns.reduce((sum, value) => sum + value, 0) / returns.length;
    });
    const aligned = pairs.map(
      ([from, to]) => Number(lastCloses.get(to)) / Number(lastCloses.get(from)) - 1,
    );
    const labelled = pairs.map(([from, to]) => firstClose(to) / firstClose(from) - 1);
    expect(correlation(portfolio, aligned)).toBeCloseTo(0.7172, 4);
    expect(correlation(portfolio, labelled)).toBeCloseTo(0.0769, 4);
    expect(correlation(portfolio, labelled)).toBeLessThan(0.1);
    expect(statements[2]).toBe(
      'correlation with the index .72 aligned at month end, .08 joined by label',
    );
  });

  test('a price is known at 16:00 New York of the last trading day', () => {
    const [january] = market.months;
    expect(january).toMatchObject({ month: '2000-01', day: '2000-01-31' });
    expect(january?.closeAt).toBe(Date.UTC(2000, 0, 31, 21));
    // Memorial Day was 31 May 2004: the month's last session was the Friday before.
    const may = market.months.find(({ month }) => month === '2004-05');
    expect(may).toMatchObject({ day: '2004-05-28', closeAt: Date.UTC(2004, 4, 28, 20) });
    for (const { day, month } of market.months) expect(day.slice(0, 7)).toBe(month);
  });
});

describe('whole months only', () => {
  test('the partial row of March 2010 is nowhere', () => {
    expect(market.months).toHaveLength(122);
    expect(market.months.at(-1)).toMatchObject({ month: '2010-02', day: '2010-02-26' });
    expect(market.days.at(-1)?.day).toBe('2010-02-26');
    expect(market.index?.days.at(-1)?.day).toBe('2010-02-26');
    expect(statements[1]).toBe('1 partial row dropped (2010-03)');
  });

  test('months follow one another without a gap, each with its own close', () => {
    const closes = market.months.map(({ closeAt }) => closeAt);
    expect(new Set(closes).size).toBe(122);
    expect([...closes].sort((a, b) => a - b)).toEqual(closes);
    const names = market.months.map(({ month }) => month);
    expect(names.slice(1)).toEqual(names.slice(0, -1).map(monthAfter));
  });
});

describe('a late stock', () => {
  test('GOOG starts in August 2004 and is never back-filled', () => {
    const listed = market.months.filter(({ prices }) => prices['GOOG'] !== undefined);
    expect(listed).toHaveLength(67);
    expect(listed[0]).toMatchObject({ month: '2004-08' });
    expect(listed[0]?.prices['GOOG']).toBe(102.37);
    for (const { month, prices } of market.months) {
      expect('GOOG' in prices, month).toBe(month >= '2004-08');
    }
    expect(statements[3]).toBe('GOOG starts 2004-08');
  });

  test('every other stock has every month', () => {
    for (const symbol of ['MSFT', 'AMZN', 'IBM', 'AAPL']) {
      expect(market.months.every(({ prices }) => (prices[symbol] ?? 0) > 0)).toBe(true);
    }
  });
});

describe('the index file', () => {
  test('its open is the previous close on at least 95 % of days before 2006', () => {
    const early = daily.filter(([day = '']) => day < '2006');
    const copied = early.filter(([, open], i) => i > 0 && open === early[i - 1]?.[4]);
    expect(copied.length / (early.length - 1)).toBeGreaterThanOrEqual(0.95);
    expect(statements[4]).toMatch(/9\d % of days before 2006: open is not used/);
  });

  test('so no open reaches the market data', () => {
    expect(Object.keys(market.index?.days[0] ?? {}).sort()).toEqual(
      ['close', 'closeAt', 'day', 'high', 'low', 'openAt'].sort(),
    );
    expect(readVegaFiles().opens).toHaveLength(daily.length);
  });

  test('prices are adjusted and the index is a price index', () => {
    expect(market.kind).toBe('adjusted');
    expect(market.index?.label).toMatch(/price index/);
  });
});
