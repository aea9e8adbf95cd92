import { describe, expect, test } from 'vitest';
import { shortfallOf } from '../../src/study/shortfall.ts';
import { emptyRecord } from '../../src/system/run-record.ts';
import { noteInto } from '../support/records.ts';

describe('implementation shortfall against the arrival close', () => {
  const record = emptyRecord();
  const { approved, planned, filled } = noteInto(record);
  approved(0, { orderId: 'b', side: 'buy', decisionPrice: 100 });
  planned('b', { expectedCost: 50, expectedCostStdev: 30 });
  filled(0, { orderId: 'b', side: 'buy', lots: 60, price: 100.5, fee: 6 });
  filled(0, { orderId: 'b', side: 'buy', lots: 40, price: 101, fee: 4 });
  approved(0, { orderId: 's', side: 'sell', decisionPrice: 50 });
  planned('s', { expectedCost: 20, expectedCostStdev: 40 });
  filled(0, { orderId: 's', side: 'sell', lots: 200, price: 50.1, fee: 10 });
  const summary = shortfallOf(record);

  test('a buy above arrival and a sell below it cost; fees are added', () => {
    const [buy, sell] = summary.parents;
    expect(buy?.realised).toBeCloseTo(60 * 0.5 + 40 * 1 + 10, 10);
    expect(buy?.notional).toBe(10_000);
    expect(sell?.realised).toBeCloseTo(-200 * 0.1 + 10, 10); // sold above arrival: a gain
    expect(sell?.notional).toBe(10_000);
  });

  test('the surprise is realised less predicted, in basis points of traded value', () => {
    // Realised 80 − 10 and predicted 50 + 20 are both 70, of 20 000 traded.
    expect(summary.realisedBps).toBeCloseTo(35, 8);
    expect(summary.predictedBps).toBeCloseTo(35, 8);
    expect(summary.surpriseBps).toBeCloseTo(0, 8);
    expect(summary.zScore).toBeCloseTo(0, 8);
  });

  test('its z-score is over the root of summed variances', () => {
    const other = { ...record, planned: new Map(record.planned) };
    noteInto(other).planned('b', { expectedCost: 0, expectedCostStdev: 30 });
    // Surprise 80 − 30 = 50 over √(30² + 40²) = 50.
    expect(shortfallOf(other).zScore).toBeCloseTo(1, 10);
    expect(shortfallOf(other).surpriseBps).toBeCloseTo(25, 8);
  });

  test('a parent without plan, model or order is left out', () => {
    const other = { ...record, planned: new Map(record.planned), fills: [...record.fills] };
    noteInto(other).planned('b', { expectedCost: null, expectedCostStdev: null });
    noteInto(other).filled(0, { orderId: 'stranger', side: 'buy', lots: 1, price: 1, fee: 0 });
    expect(shortfallOf(other).parents.map(({ orderId }) => orderId)).toEqual(['s']);
  });

  test('an empty run has no surprise', () => {
    expect(shortfallOf(emptyRecord())).toEqual({
      parents: [],
      surpriseBps: 0,
      zScore: 0,
      realisedBps: 0,
      predictedBps: 0,
    });
  });
});
