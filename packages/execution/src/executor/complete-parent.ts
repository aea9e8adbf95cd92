import type { Reason } from '@plimsoll/core';
import { type Desk, moveParent, publish, reason } from './desk.ts';
import type { Parent } from './parent.ts';

/** Why an order whose time is over ends short. */
export const timedOut: Reason = reason('execution/time-out', 'The time of the order is over.');

/** Completes a parent: filled when all of it is, else as it was heading. Once an order. */
export function completeParent(desk: Desk, parent: Parent): void {
  const { order, filledLots, filledValue, ending } = parent;
  const from = parent.state;
  const over = filledLots - order.lots;
  const state = over >= 0 ? 'filled' : (ending?.state ?? 'expired');
  const why =
    over > 0
      ? reason('execution/overfilled', `Venues filled ${over} lots more than ordered.`)
      : over === 0
        ? null
        : (ending?.reason ?? timedOut);
  moveParent(desk, parent, from, state, why);
  const { orderId, account, strategy, instrumentId } = order;
  publish(desk, 'order.completed', {
    orderId,
    account,
    strategy,
    instrumentId,
    state,
    approvedLots: order.lots,
    filledLots,
    averagePrice: filledLots === 0 ? null : filledValue / filledLots,
    reason: why,
  });
  desk.completed.push(orderId);
}
