import { describe, expect, test } from 'vitest';
import { preflight } from '../../src/data/preflight.ts';
import { type UserMarketOptions, userMarket } from '../../src/data/user-market.ts';
import { refusalOf } from '../support/refusal.ts';
import { dailyCsv } from '../support/synthetic-market.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const file = temporaryFiles();

/** The refusal of a file, with its own path written as `file`. */
const refusal = (text: string, options: Partial<UserMarketOptions> = {}) => {
  const prices = file('prices.csv', text);
  const { code, path } = refusalOf(() => userMarket({ prices, kind: 'adjusted', ...options }));
  return [code, ...path.map((part) => (part === prices ? 'file' : part))];
};

const daily = (...rows: readonly string[]): string =>
  ['date,A,B,C', '2020-01-02,1,2,3', ...rows].join('\n');

describe('a bad row is refused with file, line and column', () => {
  test.each([
    ['a word', '2020-01-03,1,two,3', 'B'],
    ['an empty cell after the start', '2020-01-03,1,,3', 'B'],
    ['zero', '2020-01-03,1,2,0', 'C'],
    ['a negative price', '2020-01-03,-1,2,3', 'A'],
    ['NaN', '2020-01-03,NaN,2,3', 'A'],
    ['infinity', '2020-01-03,Infinity,2,3', 'A'],
    ['a hexadecimal number', '2020-01-03,0x10,2,3', 'A'],
    ['a thousands separator', '2020-01-03,"1,000",2,3', 'A'],
  ])('price: %s', (_, row, column) => {
    expect(refusal(daily(row))).toEqual([
      'pipeline/bad-price',
      'file',
      'line 3',
      `column ${column}`,
    ]);
  });

  test.each([
    ['another order', '03/01/2020,1,2,3'],
    ['a day that does not exist', '2020-02-30,1,2,3'],
    ['a month that does not exist', '2020-13-01,1,2,3'],
    ['a time', '2020-01-03T00:00:00Z,1,2,3'],
    ['nothing', ',1,2,3'],
  ])('date: %s', (_, row) => {
    expect(refusal(daily(row))).toEqual(['pipeline/bad-date', 'file', 'line 3', 'column date']);
  });

  test.each([
    ['out of order', '2020-01-01,1,2,3'],
    ['twice', '2020-01-02,1,2,3'],
  ])('date: %s', (_, row) => {
    expect(refusal(daily(row))).toEqual([
      'pipeline/dates-not-ascending',
      'file',
      'line 3',
      'column date',
    ]);
  });

  test.each([
    ['a cell too few', '2020-01-03,1,2'],
    ['a cell too many', '2020-01-03,1,2,3,4'],
    ['a quote left open', '2020-01-03,"1,2,3'],
  ])('%s', (_, row) => {
    expect(refusal(daily(row))).toEqual(['pipeline/bad-csv', 'file', 'line 3']);
  });

  test('lines are counted in the file, blank ones included', () => {
    expect(refusal('date,A,B,C\r\n\r\n2020-01-02,1,2,3\r\n\r\n2020-01-03,1,x,3\r\n')).toEqual([
      'pipeline/bad-price',
      'file',
      'line 5',
      'column B',
    ]);
  });
});

describe('a bad header or file', () => {
  test('without a date column', () => {
    expect(refusal('day,A,B,C\n2020-01-02,1,2,3')).toEqual([
      'pipeline/no-such-column',
      'file',
      'line 1',
      'column date',
    ]);
  });

  test('with a column twice, or without a name', () => {
    const at = (column: number) => ['pipeline/bad-header', 'file', 'line 1', `column ${column}`];
    expect(refusal('date,A,B,A\n2020-01-02,1,2,3')).toEqual(at(4));
    expect(refusal('date,A,,C\n2020-01-02,1,2,3')).toEqual(at(3));
  });

  test('with a column that has no price at all', () => {
    expect(refusal('date,A,B,C\n2020-01-02,1,,3')).toEqual([
      'pipeline/empty-column',
      'file',
      'line 1',
      'column B',
    ]);
  });

  test('with fewer than three assets, of which 40 % each cannot be 1', () => {
    expect(refusal('date,A,B\n2020-01-02,1,2')).toEqual([
      'pipeline/too-few-assets',
      'file',
      'line 1',
    ]);
  });

  test('with the name that the detector’s own instrument has', () => {
    expect(refusal('date,A,INDEX,C\n2020-01-02,1,2,3')).toEqual([
      'pipeline/reserved-name',
      'file',
      'line 1',
      'column INDEX',
    ]);
  });

  test('without rows, without anything, or not there', () => {
    expect(refusal('date,A,B,C\n')).toEqual(['pipeline/no-rows', 'file', 'line 2']);
    expect(refusal('')).toEqual(['pipeline/empty-file', 'file']);
    const error = refusalOf(() => userMarket({ prices: '/nowhere/x.csv', kind: 'raw' }));
    expect([error.code, ...error.path]).toEqual(['pipeline/no-such-file', '/nowhere/x.csv']);
  });
});

describe('rows that could mean two things', () => {
  const monthly = (...days: readonly string[]) =>
    ['date,A,B,C', ...days.map((day) => `${day},1,2,3`)].join('\n');
  const at = (code: string, line: number) => [code, 'file', `line ${line}`, 'column date'];

  test('month-start stamps without the flag', () => {
    const first = monthly('2020-01-01', '2020-02-01', '2020-03-01');
    expect(refusal(first)).toEqual(at('pipeline/ambiguous-stamp', 2));
    const business = monthly('2020-01-02', '2020-02-03', '2020-03-02');
    expect(refusal(business)).toEqual(at('pipeline/ambiguous-stamp', 2));
    const mixed = monthly('2020-01-31', '2020-02-01', '2020-03-31');
    expect(refusal(mixed)).toEqual(at('pipeline/ambiguous-stamp', 3));
  });

  test('month-end stamps with --stamp start', () => {
    const days = monthly('2020-01-31', '2020-02-28', '2020-03-31');
    expect(refusal(days, { stamp: 'start' })).toEqual(at('pipeline/not-month-start', 2));
  });

  test('--stamp start on daily rows', () => {
    const text = dailyCsv(['A', 'B', 'C'], '2020-01-02', '2020-02-28');
    expect(refusal(text, { stamp: 'start' })).toEqual(['pipeline/stamp-of-daily-rows', '--stamp']);
  });

  test('weekly rows, which are neither', () => {
    const weekly = monthly('2020-01-03', '2020-01-10', '2020-01-17', '2020-01-24');
    expect(refusal(weekly)).toEqual(at('pipeline/month-twice', 3));
  });

  test('a month that is missing, in monthly and in daily rows', () => {
    const gap = monthly('2020-01-31', '2020-03-31', '2020-04-30');
    expect(refusal(gap)).toEqual(at('pipeline/missing-month', 3));
    const january = dailyCsv(['A', 'B', 'C'], '2020-01-02', '2020-01-31');
    const march = dailyCsv(['A', 'B', 'C'], '2020-03-02', '2020-03-31').split('\n').slice(1);
    expect(refusal(january + march.join('\n'))[0]).toBe('pipeline/missing-month');
  });
});

describe('--market', () => {
  const prices = () => file('p.csv', dailyCsv(['A', 'B', 'C'], '2020-01-30', '2020-01-31'));
  const refused = (text: string) => {
    const market = file('market.csv', text);
    const error = refusalOf(() => userMarket({ prices: prices(), kind: 'adjusted', market }));
    return [error.code, ...error.path.map((part) => (part === market ? 'file' : part))];
  };
  const HEADER = 'date,high,low,close\n';

  test('is refused with line and column as the prices are', () => {
    expect(refused('date,high,low\n2020-01-30,3,1')).toEqual([
      'pipeline/no-such-column',
      'file',
      'line 1',
      'column close',
    ]);
    expect(refused(`${HEADER}2020-01-30,3,1,x`)).toEqual([
      'pipeline/bad-price',
      'file',
      'line 2',
      'column close',
    ]);
    expect(refused(`${HEADER}2020-01-30,3,1,2\n2020-01-30,3,1,2`)).toEqual([
      'pipeline/dates-not-ascending',
      'file',
      'line 3',
      'column date',
    ]);
  });

  test('is refused when a close lies outside its range', () => {
    const place = ['pipeline/bad-range', 'file', 'line 2', 'column close'];
    expect(refused(`${HEADER}2020-01-30,3,1,4\n`)).toEqual(place);
    expect(refused(`${HEADER}2020-01-30,1,3,2\n`)).toEqual(place);
  });

  test('is refused when it ends before the prices do: the regime would be stale', () => {
    expect(refused(`${HEADER}2020-01-29,3,1,2\n2020-01-30,3,1,2`)).toEqual([
      'pipeline/market-too-short',
      'file',
      'line 3',
      'column date',
    ]);
  });
});

test('the facts about a user’s files never stop a run: what would is refused before', () => {
  const prices = file('good.csv', dailyCsv(['A', 'B', 'C'], '2020-01-02', '2020-02-28'));
  expect(preflight(userMarket({ prices, kind: 'raw' }))).toHaveLength(5);
});
