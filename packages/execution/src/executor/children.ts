import type { ChildOrder, ChildState, Lots, OrderType, Reason, TimeInForce } from '@plimsoll/core';
import { type Desk, moveChild, publish } from './desk.ts';
import { occupy, release } from './lot-account.ts';
import { type Child, leavesOf, type Parent } from './parent.ts';

/** How a child differs from its parent. */
export interface ChildTerms {
  /** Quantity. */
  readonly lots: Lots;
  /** Price formation. */
  readonly type: OrderType;
  /** Lifetime. */
  readonly timeInForce: TimeInForce;
  /** Expiry under `gtd`, or `null`. */
  readonly expireAt: number | null;
  /** Refuse to take liquidity. */
  readonly postOnly: boolean;
  /** Slice it serves. */
  readonly slice: number;
}

/** Asks the gate to let a new child out; its lots are reserved from here on. */
export function requestChild(desk: Desk, parent: Parent, terms: ChildTerms): void {
  const { slice, ...fields } = terms;
  const { orderId, account, strategy, instrumentId, side, limitPrice, reduceOnly, venueExtras } =
    parent.order;
  const order: ChildOrder = {
    childId: desk.nextChildId(),
    orderId,
    account,
    strategy,
    venue: parent.order.venue ?? desk.venue,
    instrumentId,
    side,
    ...fields,
    limitPrice,
    stopPrice: null,
    reduceOnly,
    displayLots: null,
    venueExtras,
  };
  const child: Child = {
    order,
    state: 'planned',
    slice,
    lots: terms.lots,
    filledLots: 0,
    fillIds: new Set(),
    endsAs: null,
    lost: false,
    deadlineAt: desk.at + desk.policy.answerTimeoutMs,
    queries: 0,
    cancelAfter: desk.at,
  };
  occupy(parent, terms.lots);
  parent.live.push(child);
  desk.children.set(order.childId, { parent, child });
  moveChild(desk, child, 'requested', null);
  publish(desk, 'child.requested', { child: order, action: 'submit' });
}

/** Ends a child: what it did not fill returns to its parent. */
export function endChild(
  desk: Desk,
  parent: Parent,
  child: Child,
  state: ChildState,
  why: Reason | null,
): void {
  release(parent, leavesOf(child));
  parent.live = parent.live.filter((other) => other !== child);
  parent.ended.push(child);
  child.deadlineAt = null;
  moveChild(desk, child, state, why);
}

/** Brings a child back that had ended only because nobody knew of it. */
export function reviveChild(desk: Desk, parent: Parent, child: Child, why: Reason): void {
  occupy(parent, leavesOf(child));
  parent.ended = parent.ended.filter((other) => other !== child);
  parent.live.push(child);
  child.lost = false;
  moveChild(desk, child, 'working', why);
  rest(desk, child);
}

/** A working child is left alone until shortly after it should have expired. */
export function rest(desk: Desk, child: Child): void {
  const { expireAt, timeInForce } = child.order;
  child.queries = 0;
  const until = timeInForce === 'ioc' || timeInForce === 'fok' ? desk.at : expireAt;
  child.deadlineAt = until === null ? null : Math.max(until, desk.at) + desk.policy.answerTimeoutMs;
}

/** Sets the next moment at which silence is met with a query; the wait doubles up to 64-fold. */
export function expectAnswer(desk: Desk, child: Child): void {
  child.deadlineAt = desk.at + desk.policy.answerTimeoutMs * 2 ** Math.min(child.queries, 6);
}

/** Asks the venue how a child stands. */
export function queryChild(desk: Desk, child: Child): void {
  child.queries++;
  expectAnswer(desk, child);
  desk.effects.push({ kind: 'query', venue: child.order.venue, childId: child.order.childId });
}

/** Starts taking a child back; its lots stay reserved until the venue says it has ended. */
export function cancelChild(desk: Desk, parent: Parent, child: Child, why: Reason): void {
  if (child.state === 'pending-cancel' || desk.at < child.cancelAfter) return;
  if (child.state === 'requested') {
    // Nothing has left yet: a late approval finds it ended and sends nothing.
    endChild(desk, parent, child, 'cancelled', why);
    return;
  }
  moveChild(desk, child, 'pending-cancel', why);
  child.queries = 0;
  expectAnswer(desk, child);
  publish(desk, 'child.requested', { child: child.order, action: 'cancel' });
}
