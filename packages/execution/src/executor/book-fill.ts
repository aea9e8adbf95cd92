import type { VenueReported } from '@plimsoll/core';
import { endChild, rest, reviveChild } from './children.ts';
import { type Desk, moveChild, publish, reason } from './desk.ts';
import { occupy } from './lot-account.ts';
import { type Child, leavesOf, type Parent } from './parent.ts';

/** Whether a child may still fill. */
export function isLive(parent: Parent, child: Child): boolean {
  return parent.live.includes(child);
}

/** The venue has this child and it works. */
export function works(desk: Desk, parent: Parent, child: Child): void {
  if (!isLive(parent, child)) {
    if (child.lost) {
      reviveChild(desk, parent, child, reason('execution/found', 'The venue knows it after all.'));
    }
  } else if (child.state === 'submitting' || child.state === 'unknown') {
    moveChild(desk, child, 'working', null);
    rest(desk, child);
  } else if (child.state === 'working') {
    rest(desk, child);
  }
}

/** Books a fill once: whatever state its child is in, late fills included. */
export function bookFill(
  desk: Desk,
  parent: Parent,
  child: Child,
  report: Extract<VenueReported, { kind: 'filled' }>,
): void {
  if (child.fillIds.has(report.fillId)) return;
  works(desk, parent, child);
  const { order } = parent;
  const live = isLive(parent, child);
  const expected = live ? Math.min(report.lots, leavesOf(child)) : 0;
  occupy(parent, report.lots - expected);
  child.fillIds.add(report.fillId);
  child.filledLots += report.lots;
  if (child.filledLots > child.lots) child.lots = child.filledLots;
  parent.filledLots += report.lots;
  parent.filledValue += report.lots * report.price;
  if (child.slice === parent.slice && child.slice >= 0) parent.sliceFilledLots += report.lots;
  parent.rejects = 0;
  publish(desk, 'order.filled', {
    fillId: report.fillId,
    orderId: order.orderId,
    childId: child.order.childId,
    account: order.account,
    strategy: order.strategy,
    venue: report.venue,
    instrumentId: order.instrumentId,
    side: order.side,
    lots: report.lots,
    price: report.price,
    fee: report.fee,
    feeCurrency: report.feeCurrency,
    liquidity: report.liquidity,
    occurredAt: report.occurredAt,
    knownAt: desk.at,
    filledLots: parent.filledLots,
    leavesLots: Math.max(0, order.lots - parent.filledLots),
    late: !live,
  });
  if (!live) return;
  if (leavesOf(child) === 0) endChild(desk, parent, child, child.endsAs ?? 'filled', null);
}
