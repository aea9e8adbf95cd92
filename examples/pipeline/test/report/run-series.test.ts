import { describe, expect, test } from 'vitest';
import {
  drawdownOf,
  navOf,
  ribbonsOf,
  tradedReturns,
  tradedTurnover,
  weightsOf,
} from '../../src/report/run-series.ts';
import { emptyRecord } from '../../src/system/run-record.ts';
import { noteInto } from '../support/records.ts';

describe('ribbons', () => {
  test('join readings of one label and meet at each change', () => {
    const record = emptyRecord();
    const { regime } = noteInto(record);
    regime(1, 'calm');
    regime(2, 'calm');
    regime(3, 'storm');
    regime(4, 'storm');
    regime(5, 'calm');
    expect(ribbonsOf(record)).toEqual([
      { from: 1, to: 3, label: 'calm' },
      { from: 3, to: 5, label: 'storm' },
      { from: 5, to: 5, label: 'calm' },
    ]);
    expect(ribbonsOf(emptyRecord())).toEqual([]);
  });
});

describe('series of a run', () => {
  const record = emptyRecord();
  const { target, valued, requested, filled } = noteInto(record);
  valued(5, 100); // before the first decision
  valued(10, 100);
  target(10, { A: 0.4 });
  valued(20, 110, 0.01);
  target(20, { A: 0.3, B: 0.2 });
  valued(30, 99, 0.1);
  requested(10, { orderId: 'one' });
  requested(20, { orderId: 'two' });
  requested(20, { orderId: 'three' });
  filled(11, { orderId: 'one', side: 'buy', lots: 4, price: 10 });
  filled(21, { orderId: 'two', side: 'sell', lots: 1, price: 11 });
  filled(21, { orderId: 'three', side: 'buy', lots: 2, price: 11 });
  filled(21, { orderId: 'unknown', side: 'buy', lots: 99, price: 11 });

  test('an asset without weight counts as 0', () => {
    expect(weightsOf(record, ['A', 'B'])).toEqual([
      {
        name: 'A',
        points: [
          { at: 10, value: 0.4 },
          { at: 20, value: 0.3 },
        ],
      },
      {
        name: 'B',
        points: [
          { at: 10, value: 0 },
          { at: 20, value: 0.2 },
        ],
      },
    ]);
  });

  test('NAV and drawdown begin with the first decision', () => {
    expect(navOf(record).map(({ value }) => value)).toEqual([100, 110, 99]);
    expect(drawdownOf(record).map(({ value }) => value)).toEqual([0, 0.01, 0.1]);
    expect(navOf(emptyRecord())).toEqual([]);
    expect(drawdownOf(emptyRecord())).toEqual([]);
  });

  test('returns are simple, from valuation to valuation', () => {
    const [first, second] = tradedReturns(record);
    expect(first).toBeCloseTo(0.1, 14);
    expect(second).toBeCloseTo(-0.1, 14);
  });

  test('turnover counts buys and sells over the NAV of their decision', () => {
    const [first, second] = tradedTurnover(record);
    expect(first).toBeCloseTo(40 / 100, 14);
    expect(second).toBeCloseTo((11 + 22) / 110, 14);
  });

  test('a decision that trades nothing has a turnover of 0', () => {
    const quiet = emptyRecord();
    noteInto(quiet).valued(10, 100);
    noteInto(quiet).target(10, {});
    expect(tradedTurnover(quiet)).toEqual([0]);
  });
});
