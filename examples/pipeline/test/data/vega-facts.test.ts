import { describe, expect, test } from 'vitest';
import { preflight } from '../../src/data/preflight.ts';
import { type VegaFiles, vegaFacts } from '../../src/data/vega-facts.ts';
import { readVegaFiles, vegaMarket } from '../../src/data/vega-market.ts';
import { refusalOf } from '../support/refusal.ts';

const files = readVegaFiles();

const broken = (change: Partial<VegaFiles>): readonly number[] =>
  vegaFacts({ ...files, ...change }).flatMap(({ holds }, index) => (holds ? [] : [index]));

describe('each fact fails when its trap is not there', () => {
  test('none fails on the files as they are', () => {
    expect(broken({})).toEqual([]);
  });

  test('a month of the sister file that is not the last close', () => {
    const monthlyIndex = new Map(files.monthlyIndex).set('2005-06', 1);
    expect(broken({ monthlyIndex })).toEqual([0]);
  });

  test('a sister file that ends with a whole month', () => {
    const monthlyIndex = new Map(files.monthlyIndex);
    monthlyIndex.delete('2010-03');
    expect(broken({ monthlyIndex })).toContain(1);
  });

  test('stock prices shifted by a month', () => {
    const stamps = [...files.monthlyIndex.keys()];
    const shift = (series: ReadonlyMap<string, number>) =>
      new Map(
        [...series].flatMap(([stamp, price]): [string, number][] => {
          const next = stamps[stamps.indexOf(stamp) + 1];
          return next === undefined ? [] : [[next, price]];
        }),
      );
    const stocks = new Map([...files.stocks].map(([symbol, series]) => [symbol, shift(series)]));
    expect(broken({ stocks })).toContain(2);
  });

  test('a late stock back-filled with its first price', () => {
    const [first = 0] = files.stocks.get('GOOG')?.values() ?? [];
    const filled = new Map([...files.monthlyIndex.keys()].map((stamp) => [stamp, first]));
    for (const [stamp, price] of files.stocks.get('GOOG') ?? []) filled.set(stamp, price);
    expect(broken({ stocks: new Map(files.stocks).set('GOOG', filled) })).toEqual([2, 3]);
  });

  test('opens that are real', () => {
    const opens = files.opens.map((row) => ({ ...row, open: row.close * 1.001 }));
    expect(broken({ opens })).toEqual([4]);
  });
});

describe('preflight', () => {
  test('returns the statements to print', () => {
    expect(preflight(vegaMarket())).toHaveLength(5);
  });

  test('a fact that does not hold stops the run and is named', () => {
    const facts = [
      { statement: 'water is wet', holds: true },
      { statement: 'months match', holds: false },
    ];
    const error = refusalOf(() => preflight({ ...vegaMarket(), facts }));
    expect(error.code).toBe('pipeline/preflight-failed');
    expect(error.received).toBe('months match');
  });
});
