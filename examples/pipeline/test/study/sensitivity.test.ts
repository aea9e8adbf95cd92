import { describe, expect, test } from 'vitest';
import type { IndexSeries, MarketData } from '../../src/data/market-data.ts';
import { measuresOf, percent } from '../../src/study/measures.ts';
import { monthlyPath } from '../../src/study/monthly-returns.ts';
import { regimePath } from '../../src/study/regime-path.ts';
import { sensitivityGrid, sensitivityTable } from '../../src/study/sensitivity.ts';
import { decideStrategies } from '../../src/study/strategies.ts';
import { mainRun } from '../../src/system/run-options.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

/** Just enough days for a regime before the first of three decisions. */
const shortIndex = (market: MarketData): MarketData => {
  const index = market.index as IndexSeries;
  return { ...market, index: { ...index, days: index.days.slice(-590) } };
};

const market = shortIndex(syntheticMarket({ months: 53, index: true }));
const regime = regimePath(market, mainRun);
const NAV = 500e6;

describe('the sensitivity grid', () => {
  const progress: [number, number][] = [];
  const table = sensitivityTable(market, regime, NAV, {
    onProgress: (done, total) => progress.push([done, total]),
  });
  const growth = (name: string) =>
    Number.parseFloat(table.rows.find(([choice]) => choice === name)?.[1] ?? '');

  test('has one row an entry, the main run first, and names each change', () => {
    expect(table.rows).toHaveLength(sensitivityGrid.length);
    const names = table.rows.map(([name]) => name);
    expect(names[0]).toBe('main run');
    expect(new Set(names).size).toBe(sensitivityGrid.length);
    for (const row of table.rows) {
      expect(row).toHaveLength(table.columns.length);
      expect(row.join(' ')).not.toMatch(/NaN|undefined/);
    }
  });

  test('varies window 24 and 48, lag 1, cost 0 and 3, states and seed around the main run', () => {
    expect(sensitivityGrid).toContainEqual({});
    for (const change of [
      { windowMonths: 24 },
      { windowMonths: 48 },
      { lagMonths: 1 },
      { costScale: 0 },
      { costScale: 3 },
      { states: 3 },
      { seed: 2 },
    ]) {
      expect(sensitivityGrid).toContainEqual(change);
    }
  });

  test('the main row is the main run from the common start', () => {
    const strategies = decideStrategies(market, regime, mainRun, 49);
    const path = monthlyPath(market, strategies.regimeExposure, { nav: NAV, costScale: 1 });
    expect(table.rows[0]?.[1]).toBe(percent(measuresOf(path.net).growth));
    expect(table.rows[0]?.at(-1)).toBe(percent(strategies.averageExposure));
    expect(path.closeAt).toHaveLength(3);
  });

  test('costs only cost', () => {
    expect(growth('costs × 0')).toBeGreaterThan(growth('main run'));
    expect(growth('costs × 3')).toBeLessThan(growth('main run'));
  });

  test('progress is told row by row', () => {
    const total = sensitivityGrid.length;
    expect(progress).toEqual(sensitivityGrid.map((_, i) => [i + 1, total]));
  });
});

test('a market too short for the longest window says so, row by row', () => {
  const short = syntheticMarket({ months: 45 });
  const { rows } = sensitivityTable(short, [], NAV);
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(row[1]).toBe('too few months');
});

test('a market without an index has no regime to vary, and its rows still cover the same months', () => {
  const plain = syntheticMarket({ months: 53 });
  const { rows } = sensitivityTable(plain, [], NAV);
  for (const row of rows) expect(row.at(-1)).toBe('100.0 %');
  const from = (startWindow: number) => {
    const { regimeExposure } = decideStrategies(plain, [], mainRun, startWindow);
    return percent(
      measuresOf(monthlyPath(plain, regimeExposure, { nav: NAV, costScale: 1 }).net).growth,
    );
  };
  expect(rows[0]?.[1]).toBe(from(49));
  expect(rows[0]?.[1]).not.toBe(from(36));
});
