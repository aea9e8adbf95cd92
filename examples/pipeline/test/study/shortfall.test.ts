import type { Order, OrderApproved, OrderFilled, OrderPlanned } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { shortfallOf } from '../../src/study/shortfall.ts';
import { emptyRecord, type RunRecord } from '../../src/system/run-record.ts';

const dated = <T>(payload: Partial<T>) => ({ at: 0, id: 'x', payload: payload as T });

const approve = (record: RunRecord, order: Partial<Order>): void => {
  record.approved.push(dated<OrderApproved>({ order: order as Order, status: 'accepted' }));
};
const fill = (record: RunRecord, payload: Partial<OrderFilled>): void => {
  record.fills.push(dated<OrderFilled>(payload));
};
const plan = (record: RunRecord, orderId: string, cost: number | null, stdev: number | null) => {
  record.planned.set(
    orderId,
    dated<OrderPlanned>({ orderId, expectedCost: cost, expectedCostStdev: stdev }),
  );
};

describe('implementation shortfall against the arrival close', () => {
  const record = emptyRecord();
  approve(record, { orderId: 'b', side: 'buy', decisionPrice: 100 });
  plan(record, 'b', 50, 30);
  fill(record, { orderId: 'b', side: 'buy', lots: 60, price: 100.5, fee: 6 });
  fill(record, { orderId: 'b', side: 'buy', lots: 40, price: 101, fee: 4 });
  approve(record, { orderId: 's', side: 'sell', decisionPrice: 50 });
  plan(record, 's', 20, 40);
  fill(record, { orderId: 's', side: 'sell', lots: 200, price: 50.1, fee: 10 });
  const summary = shortfallOf(record);

  test('a buy above arrival and a sell below it cost; fees are added', () => {
    const [buy, sell] = summary.parents;
    expect(buy?.realised).toBeCloseTo(60 * 0.5 + 40 * 1 + 10, 10);
    expect(buy?.notional).toBe(10_000);
    expect(sell?.realised).toBeCloseTo(-200 * 0.1 + 10, 10); // sold above arrival: a gain
    expect(sell?.notional).toBe(10_000);
  });

  test('the surprise is realised less predicted, in basis points of traded value', () => {
    // (80 − 50) + (−10 − 20) = 0, so move one: realised 70, predicted 70 of 20 000.
    expect(summary.realisedBps).toBeCloseTo(35, 8);
    expect(summary.predictedBps).toBeCloseTo(35, 8);
    expect(summary.surpriseBps).toBeCloseTo(0, 8);
    expect(summary.zScore).toBeCloseTo(0, 8);
  });

  test('its z-score is over the root of summed variances', () => {
    const other = { ...record, planned: new Map(record.planned) };
    plan(other, 'b', 0, 30);
    // Surprise 80 − 30 = 50 over √(30² + 40²) = 50.
    expect(shortfallOf(other).zScore).toBeCloseTo(1, 10);
    expect(shortfallOf(other).surpriseBps).toBeCloseTo(25, 8);
  });

  test('a parent without plan, model or order is left out', () => {
    const other = { ...record, planned: new Map(record.planned), fills: [...record.fills] };
    plan(other, 'b', null, null);
    fill(other, { orderId: 'stranger', side: 'buy', lots: 1, price: 1, fee: 0 });
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
