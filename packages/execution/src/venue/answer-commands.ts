import type { ChildOrder } from '@plimsoll/core';
import { endShort, type Floor, happens, report, venueReason } from './floor.ts';
import { tradeOrder } from './trade-order.ts';

/** Takes an order back, or says why it cannot. */
export function cancelOrder(floor: Floor, childId: string): void {
  const order = floor.orders.get(childId);
  if (!order?.open) {
    const why = order === undefined ? 'It was never here.' : 'It has ended.';
    report(floor, childId, { kind: 'cancel-rejected', reason: venueReason('too-late', why) });
  } else if (happens(floor, floor.config.faults.lateCancel)) {
    const reason = venueReason('too-late', 'It was just trading.');
    report(floor, childId, { kind: 'cancel-rejected', reason });
    tradeOrder(floor, order, order.child.lots - order.filledLots);
  } else {
    endShort(floor, order, 'cancelled');
  }
}

/** Changes an order in place to a new total and limit, or says why it cannot. */
export function replaceOrder(floor: Floor, child: ChildOrder): void {
  const { agenda, now, orders } = floor;
  const { childId, lots, limitPrice, expireAt } = child;
  const order = orders.get(childId);
  if (!order?.open || lots <= order.filledLots) {
    const reason = venueReason('not-replaceable', 'It has ended, or has filled as much already.');
    report(floor, childId, { kind: 'replace-rejected', reason });
    return;
  }
  order.child = child;
  order.tradableLots = lots;
  report(floor, childId, { kind: 'replaced', lots, limitPrice });
  agenda.drop(childId);
  agenda.add(now, { kind: 'trade', childId, lots: lots - order.filledLots });
  if (expireAt !== null) agenda.add(Math.max(now, expireAt), { kind: 'expire', childId });
}

/** Says again what has filled and how an order stands. */
export function answerQuery(floor: Floor, childId: string): void {
  const order = floor.orders.get(childId);
  if (order === undefined) {
    report(floor, childId, { kind: 'not-found' });
    return;
  }
  floor.reports.push(...order.fills);
  const { open, filledLots, child } = order;
  report(floor, childId, {
    kind: 'status',
    working: open,
    cumulativeLots: filledLots,
    lots: child.lots,
  });
}
