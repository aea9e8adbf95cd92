import { describe, expect, test } from 'vitest';
import { sessionOf } from '../../src/data/new-york-time.ts';
import { type UserMarketOptions, userMarket } from '../../src/data/user-market.ts';
import { dailyCsv } from '../support/synthetic-market.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const file = temporaryFiles();
const ASSETS = ['A', 'B', 'C'];

const read = (text: string, options: Partial<UserMarketOptions> = {}) =>
  userMarket({ prices: file('prices.csv', text), kind: 'adjusted', ...options });

const monthly = (...days: readonly string[]): string =>
  ['date,A,B,C', ...days.map((day, i) => `${day},${10 + i},${20 + i},${30 + i}`)].join('\n');

const statements = (market: ReturnType<typeof userMarket>) =>
  market.facts.map(({ statement }) => statement);

describe('daily closes', () => {
  const market = read(dailyCsv(ASSETS, '2020-01-02', '2020-03-17'));

  test('are resampled to the last row of each whole month', () => {
    expect(market.months.map(({ month, day }) => [month, day])).toEqual([
      ['2020-01', '2020-01-31'],
      ['2020-02', '2020-02-28'],
    ]);
    expect(market.months[0]?.closeAt).toBe(Date.UTC(2020, 0, 31, 21));
    // The 22nd weekday from 2 January is the 31st: row 21.
    expect(market.months[0]?.prices).toEqual({ A: 121, B: 131, C: 141 });
    expect(statements(market).slice(0, 2)).toEqual([
      '54 daily rows, 2 whole months',
      '1 partial month dropped',
    ]);
  });

  test('have the sessions of the file’s own dates', () => {
    expect(market.days).toHaveLength(54);
    expect(market.days[0]).toEqual(sessionOf('2020-01-02'));
  });

  test('a last month that has ended is kept', () => {
    const whole = read(dailyCsv(ASSETS, '2020-01-02', '2020-03-31'));
    expect(whole.months.at(-1)?.day).toBe('2020-03-31');
    expect(statements(whole)[1]).toBe('no partial month');
  });

  test('without a market file the detector watches the equal-weight log return alone', () => {
    const rows = [
      'date,A,B,C',
      '2020-01-30,100,50,',
      '2020-01-31,110,50,10', // C has no return yet
      '2020-02-03,110,50,20',
    ];
    const { index } = read(rows.join('\n'));
    expect(index?.hasRange).toBe(false);
    expect(index?.days.map(({ day }) => day)).toEqual(['2020-01-30', '2020-01-31', '2020-02-03']);
    const levels = index?.days.map(({ close }) => close) ?? [];
    expect(levels[0]).toBe(100);
    expect(levels[1]).toBeCloseTo(100 * Math.sqrt(1.1), 10);
    expect(levels[2]).toBeCloseTo(100 * Math.sqrt(1.1) * 2 ** (1 / 3), 10);
    for (const { high, low, close } of index?.days ?? [])
      expect([high, low]).toEqual([close, close]);
    expect(statements(read(rows.join('\n')))[3]).toBe(
      'the regime detector watches equal-weight log return of the assets',
    );
  });

  test('a late start is legal, stays absent, and is told', () => {
    const late = read(
      dailyCsv(ASSETS, '2020-01-02', '2020-02-28', (asset, row, day) =>
        asset === 2 && day < '2020-02-10' ? '' : 100 + row,
      ),
    );
    expect(Object.keys(late.months[0]?.prices ?? {})).toEqual(['A', 'B']);
    expect(Object.keys(late.months[1]?.prices ?? {})).toEqual(['A', 'B', 'C']);
    expect(statements(late)[2]).toBe('late start: C');
    expect(statements(market)[2]).toBe('every asset has full history');
  });

  test('CRLF, a byte-order mark, blank lines and blanks around cells change nothing', () => {
    const plain = dailyCsv(ASSETS, '2020-01-02', '2020-02-28');
    const windows = `\uFEFF${plain.replaceAll('\n', '\r\n\r\n').replaceAll(',', ' , ')}`;
    expect(read(windows)).toEqual(read(plain));
    expect(read(`\uFEFF"date"${plain.slice(4)}`)).toEqual(read(plain));
  });
});

describe('monthly closes', () => {
  test('stamped at the end of the month need no flag', () => {
    const market = read(monthly('2020-01-31', '2020-02-28', '2020-03-31'));
    expect(market.months.map(({ day }) => day)).toEqual(['2020-01-31', '2020-02-28', '2020-03-31']);
    expect(market.days).toHaveLength(3);
    expect(statements(market)[0]).toBe('3 monthly rows, 3 whole months');
  });

  test('--stamp start moves each row to the last weekday of its month', () => {
    const market = read(monthly('2020-01-01', '2020-02-01', '2020-03-01'), { stamp: 'start' });
    expect(market.months.map(({ day }) => day)).toEqual(['2020-01-31', '2020-02-28', '2020-03-31']);
    expect(market.months[0]?.prices).toEqual({ A: 10, B: 20, C: 30 });
    expect(market.months[2]?.closeAt).toBe(Date.UTC(2020, 2, 31, 20));
    expect(statements(market)[1]).toMatch(/^the last row is taken for a whole month/);
  });

  test('--stamp end takes a stamp for the day on which the price was known', () => {
    const market = read(monthly('2020-01-01', '2020-02-01', '2020-03-01'), { stamp: 'end' });
    expect(market.months.map(({ day }) => day)).toEqual(['2020-01-01', '2020-02-01', '2020-03-01']);
  });

  test('a partial last month is dropped', () => {
    const market = read(monthly('2020-01-31', '2020-02-28', '2020-03-17'));
    expect(market.months.map(({ month }) => month)).toEqual(['2020-01', '2020-02']);
    expect(statements(market)[1]).toBe('1 partial month dropped');
    const flagged = read(monthly('2020-01-31', '2020-02-28', '2020-03-17'), { stamp: 'end' });
    expect(flagged.months).toEqual(market.months);
  });

  test('have no regime without a market file, and say so', () => {
    const market = read(monthly('2020-01-31', '2020-02-28', '2020-03-31'));
    expect(market.index).toBeNull();
    expect(statements(market)[3]).toBe('monthly rows only and no --market: the run has no regime');
  });
});

describe('--market', () => {
  const ohlc = ['date,open,high,low,close'];
  for (const [i, line] of dailyCsv(['X'], '2020-01-02', '2020-02-28')
    .trim()
    .split('\n')
    .entries()) {
    if (i > 0) ohlc.push(`${line.split(',')[0]},1,${110 + i},${90 + i},${100 + i}`);
  }
  const market = file('ohlc.csv', ohlc.join('\n'));

  test('gives the detector real highs and lows', () => {
    const { index, facts } = read(dailyCsv(ASSETS, '2020-01-02', '2020-02-28'), { market });
    expect(index).toMatchObject({ label: market, hasRange: true });
    expect(index?.days[0]).toEqual({ ...sessionOf('2020-01-02'), high: 111, low: 91, close: 101 });
    expect(facts[3]?.statement).toBe(`the regime detector watches ${market}`);
  });

  test('gives monthly prices a regime, and sessions to trade in', () => {
    const read2 = read(monthly('2020-01-31', '2020-02-28'), { market });
    expect(read2.index?.days).toHaveLength(42);
    expect(read2.days).toHaveLength(42);
    expect(read2.months).toHaveLength(2);
  });
});

describe('raw and adjusted', () => {
  test('each is stated with what it means', () => {
    const text = dailyCsv(ASSETS, '2020-01-02', '2020-02-28');
    expect(statements(read(text, { kind: 'raw' }))[4]).toBe(
      'prices are raw: splits and dividends would appear as returns',
    );
    expect(statements(read(text, { kind: 'adjusted' }))[4]).toBe(
      'prices are adjusted: shares are notional, no dividends are added',
    );
    expect(read(text, { kind: 'raw' }).kind).toBe('raw');
  });
});
