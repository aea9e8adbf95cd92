import { expect, test } from 'vitest';
import { scheduleView } from '../../src/report/schedule-view.ts';
import { emptyRecord } from '../../src/system/run-record.ts';
import { noteInto } from '../support/records.ts';

const at = (hour: number) => Date.UTC(2003, 1, 3, hour);
const order = (orderId: string, lots: number, decisionPrice: number) => ({
  orderId,
  instrumentId: orderId.toUpperCase(),
  side: 'buy' as const,
  lots,
  decisionPrice,
  startAt: at(14),
  endAt: at(21),
});

test('the largest parent by value, planned and filled cumulatively over its session', () => {
  const record = emptyRecord();
  const { approved, planned, filled } = noteInto(record);
  approved(0, order('many', 5000, 1));
  approved(0, order('dear', 3000, 100));
  planned('dear', {
    slices: [
      { startAt: at(14), endAt: at(18), lots: 2000 },
      { startAt: at(18), endAt: at(21), lots: 1000 },
    ],
  });
  filled(at(16), { orderId: 'dear', lots: 1900 });
  filled(at(17), { orderId: 'many', lots: 9 });
  filled(at(20), { orderId: 'dear', lots: 1100 });
  expect(scheduleView(record)).toEqual({
    title: 'DEAR, buy 3,000 notional shares, 3 February 2003',
    planned: [
      { at: at(14), value: 0 },
      { at: at(14), value: 2000 },
      { at: at(18), value: 3000 },
      { at: at(21), value: 3000 },
    ],
    filled: [
      { at: at(14), value: 0 },
      { at: at(16), value: 1900 },
      { at: at(20), value: 3000 },
      { at: at(21), value: 3000 },
    ],
  });
});

test('without an order, or without its plan, there is none', () => {
  const record = emptyRecord();
  expect(scheduleView(record)).toBeNull();
  noteInto(record).approved(0, order('x', 1, 1));
  expect(scheduleView(record)).toBeNull();
});
