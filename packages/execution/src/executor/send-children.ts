import type { UnixMs } from '@plimsoll/core';
import { requestChild } from './children.ts';
import { demandOf } from './demand.ts';
import type { Desk } from './desk.ts';
import type { Parent } from './parent.ts';

/** What a parent may do at venues now, or when to look again. */
const opening = (desk: Desk, parent: Parent): { open: boolean; nextAt: UnixMs | null } => {
  const instrument = desk.market.instrument(parent.order.instrumentId, desk.at);
  const time = instrument && desk.market.time(instrument);
  const venue = parent.order.venue ?? desk.venue;
  if (time === null || instrument?.status !== 'active' || desk.closed.has(venue)) {
    return { open: false, nextAt: null };
  }
  if (!time.isOpen(desk.at)) return { open: false, nextAt: time.nextOpen(desk.at) };
  if (parent.retryAt > desk.at) return { open: false, nextAt: parent.retryAt };
  return { open: true, nextAt: null };
};

/** A child lives as long as its slice, or until the next one where merged slices left a gap. */
const expiryOf = ({ slices, slice, endAt }: Parent, at: UnixMs): UnixMs => {
  const sliceEnd = slices[slice]?.endAt ?? endAt;
  return at < sliceEnd ? sliceEnd : (slices[slice + 1]?.startAt ?? endAt);
};

/** Sends what is due; answers when to try again if the market or a back-off stands in the way. */
export function sendDemand(desk: Desk, parent: Parent): UnixMs | null {
  let demand = demandOf(parent, desk.policy, desk.at);
  if (demand === 0) return null;
  const { open, nextAt } = opening(desk, parent);
  if (!open) return nextAt;
  const { order } = parent;
  const slice = desk.at >= parent.endAt ? -1 : parent.slice;
  const expireAt = slice < 0 ? null : expiryOf(parent, desk.at);
  while (demand > 0 && parent.live.length < desk.policy.maxLiveChildren) {
    const lots = Math.min(demand, parent.maxChildLots ?? demand);
    if (lots < parent.minSliceLots) break;
    requestChild(desk, parent, {
      lots,
      type: order.type,
      timeInForce: expireAt === null ? 'gtc' : 'gtd',
      expireAt,
      postOnly: order.postOnly,
      slice,
    });
    demand -= lots;
  }
  return null;
}

/** Sends the rest across the spread, once, when nothing else is out any more. */
export function sendCross(desk: Desk, parent: Parent): void {
  const { ending, unsentLots } = parent;
  if (ending === null || !ending.cross || parent.live.length > 0) return;
  ending.cross = false;
  if (unsentLots < parent.minSliceLots || !opening(desk, parent).open) return;
  requestChild(desk, parent, {
    lots: unsentLots,
    type: parent.order.limitPrice === null ? 'market' : 'limit',
    timeInForce: 'ioc',
    expireAt: null,
    postOnly: false,
    slice: -1,
  });
}

/** Whether an order that continues past its end has run out of sessions to trade in. */
export function outOfTime(desk: Desk, parent: Parent): boolean {
  if (desk.at < parent.endAt || parent.live.length > 0) return false;
  const instrument = desk.market.instrument(parent.order.instrumentId, desk.at);
  const nextOpen = (instrument && desk.market.time(instrument)?.nextOpen(desk.at)) ?? null;
  return nextOpen === null || parent.unsentLots < parent.minSliceLots;
}
