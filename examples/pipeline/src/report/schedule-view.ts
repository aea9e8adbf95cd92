import type { RunRecord } from '../system/run-record.ts';
import { longDate, whole } from './format.ts';
import type { Point, ScheduleView } from './report-data.ts';

/** The largest parent order by value: its schedule and its fills, as cumulative lots. */
export function scheduleView(record: RunRecord): ScheduleView | null {
  const [largest] = [...record.approved].sort(
    (a, b) =>
      b.payload.order.lots * b.payload.order.decisionPrice -
      a.payload.order.lots * a.payload.order.decisionPrice,
  );
  if (largest === undefined) return null;
  const { order } = largest.payload;
  const plan = record.planned.get(order.orderId)?.payload;
  if (plan === undefined) return null;
  const cumulate = (steps: readonly { readonly at: number; readonly lots: number }[]): Point[] => {
    let value = 0;
    const points = [{ at: order.startAt, value }];
    for (const { at, lots } of steps) {
      value += lots;
      points.push({ at, value });
    }
    points.push({ at: order.endAt, value });
    return points;
  };
  return {
    title: `${order.instrumentId}, ${order.side} ${whole(order.lots)} notional shares, ${longDate(order.startAt)}`,
    planned: cumulate(plan.slices.map(({ startAt, lots }) => ({ at: startAt, lots }))),
    filled: cumulate(
      record.fills
        .filter(({ payload }) => payload.orderId === order.orderId)
        .map(({ at, payload }) => ({ at, lots: payload.lots })),
    ),
  };
}
