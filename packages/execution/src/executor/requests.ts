import type { Fill, Order, OrderControlRequested } from '@plimsoll/core';
import { planNow, plannedEvent } from './approve.ts';
import { cancelChild } from './children.ts';
import { type Desk, moveParent, publish, reason } from './desk.ts';
import { occupy, release } from './lot-account.ts';
import { isFinal, outstandingLots, type Parent } from './parent.ts';

const refuse = (
  desk: Desk,
  requestId: string,
  request: string,
  order: { readonly orderId: string; readonly instrumentId: string },
  code: string,
  path: readonly string[],
  remedy: string,
): void => {
  const { orderId, instrumentId } = order;
  publish(desk, 'order.request-refused', {
    requestId,
    request,
    code: `execution/${code}`,
    path,
    remedy,
    orderId,
    instrumentId,
  });
};

/** Answers a request to pause, resume or cancel: by a change of state, or by a refusal. */
export function control(desk: Desk, request: OrderControlRequested): Parent | null {
  const no = (code: string, remedy: string): null => {
    const { requestId } = request;
    refuse(desk, requestId, 'order.control-requested', request, code, ['control'], remedy);
    return null;
  };
  const parent = desk.parents.get(request.orderId);
  if (parent === undefined) return no('unknown-order', 'Name an order that was approved.');
  const { state } = parent;
  if (isFinal(state)) return no('order-completed', `The order is ${state}; nothing is left to do.`);
  if (state === 'completing') return no('order-completing', 'The order is already ending.');
  const why = reason('execution/requested', `${request.by}: ${request.reason}`);
  switch (request.control) {
    case 'pause':
      if (state === 'paused') return no('already-paused', 'Resume or cancel it.');
      moveParent(desk, parent, state, 'paused', why);
      break;
    case 'resume':
      if (state !== 'paused') return no('not-paused', 'Only a paused order resumes.');
      if (parent.doubtful) {
        return no('correction-not-supported', 'Its fills were corrected; cancel it, order anew.');
      }
      moveParent(desk, parent, state, parent.slice < 0 ? 'planned' : 'active', why);
      break;
    case 'cancel':
      parent.ending = { state: 'cancelled', reason: why, cross: false };
      moveParent(desk, parent, state, 'completing', why);
      break;
  }
  return parent;
}

/** Applies an approved amendment, or refuses it and leaves the order exactly as it was. */
export function amend(desk: Desk, requestId: string, order: Order): Parent | null {
  const no = (code: string, path: readonly string[], remedy: string): null => {
    refuse(desk, requestId, 'order.amend-approved', order, code, path, remedy);
    return null;
  };
  const parent = desk.parents.get(order.orderId);
  if (parent === undefined) return no('unknown-order', ['orderId'], 'Name an approved order.');
  if (isFinal(parent.state) || parent.state === 'completing') {
    return no('order-completed', ['orderId'], 'The order has ended or is ending.');
  }
  if (parent.doubtful) {
    return no('correction-not-supported', ['orderId'], 'Its fills were corrected; cancel it.');
  }
  const { filledLots } = parent;
  if (!Number.isSafeInteger(order.lots) || order.lots < Math.max(1, filledLots)) {
    return no('below-filled', ['lots'], `${filledLots} lots are filled already.`);
  }
  if (order.side !== parent.order.side || order.instrumentId !== parent.order.instrumentId) {
    return no('other-order', ['side'], 'Side and instrument cannot be amended.');
  }
  const repriced = order.limitPrice !== parent.order.limitPrice || order.type !== parent.order.type;
  // Children at the old price are taken back, so the new plan places their lots again.
  const placed = filledLots + (repriced ? 0 : outstandingLots(parent));
  const left = Math.max(0, order.lots - placed);
  const planning = left === 0 ? null : planNow(desk, { ...order, lots: left });
  if (planning?.status === 'refused') {
    return no('amendment-infeasible', ['order'], planning.reason.message);
  }
  const change = order.lots - parent.order.lots;
  parent.order = order;
  if (change > 0) release(parent, change);
  else occupy(parent, -change);
  // With everything out there is nothing to plan; one empty slice lets what returns be caught up.
  const rest = { startAt: desk.at, endAt: parent.endAt, lots: 0 };
  parent.slices = planning?.plan.slices ?? [rest];
  parent.baseLots = placed;
  parent.slice = -1;
  parent.earlierLots = 0;
  parent.sliceFilledLots = 0;
  for (const child of parent.live) child.slice = -1;
  if (planning !== null) {
    parent.endAt = planning.endAt;
    parent.minSliceLots = planning.plan.evidence.detail.minSliceLots;
  }
  publish(desk, 'order.amended', { order });
  if (planning !== null) publish(desk, 'order.planned', plannedEvent(planning.plan));
  if (repriced) {
    const why = reason('execution/repriced', 'The order was amended.');
    for (const child of [...parent.live]) cancelChild(desk, parent, child, why);
  }
  return parent;
}

/**
 * A fill was corrected or busted. Booking that is not supported yet, so the order stops rather than
 * trade on a count that may be wrong; it can only be cancelled.
 */
export function correct(desk: Desk, fill: Fill): Parent | null {
  const parent = desk.parents.get(fill.orderId);
  const why = reason('execution/correction-not-supported', 'A fill was corrected or busted.');
  if (parent === undefined || isFinal(parent.state)) {
    const { venue, childId } = fill;
    publish(desk, 'venue.reconciled', { venue, differences: [{ childId, detail: why.message }] });
    return null;
  }
  parent.doubtful = true;
  if (parent.state !== 'paused' && parent.state !== 'completing') {
    moveParent(desk, parent, parent.state, 'paused', why);
  }
  return parent;
}
