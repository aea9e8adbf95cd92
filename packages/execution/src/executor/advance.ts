import type { Reason, UnixMs } from '@plimsoll/core';
import { cancelChild, endChild, queryChild, requestChild } from './children.ts';
import { demandOf, enterSlice } from './demand.ts';
import { type Desk, moveChild, moveParent, publish, reason } from './desk.ts';
import { isFinal, leavesOf, type Parent } from './parent.ts';
import { rejected } from './rejects.ts';

const timedOut = reason('execution/time-out', 'The time of the order is over.');
const paused = reason('execution/paused', 'The order is paused.');
const overExcess = reason('execution/excess', 'Late fills took the place of these lots.');

const serveDeadlines = (desk: Desk, parent: Parent): void => {
  for (const child of [...parent.live]) {
    if (child.deadlineAt === null || child.deadlineAt > desk.at) continue;
    if (child.state === 'requested') {
      const why = reason('execution/no-approval', 'The gate did not answer in time.');
      endChild(desk, parent, child, 'rejected', why);
      rejected(desk, parent, child, 'transient', why);
      continue;
    }
    if (child.state === 'submitting') {
      moveChild(desk, child, 'unknown', reason('execution/no-answer', 'The venue is silent.'));
    }
    queryChild(desk, child);
  }
};

const complete = (desk: Desk, parent: Parent): void => {
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
};

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

const sendDemand = (desk: Desk, parent: Parent): UnixMs | null => {
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
};

const sendCross = (desk: Desk, parent: Parent): void => {
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
};

const cancelAll = (desk: Desk, parent: Parent, why: Reason): void => {
  for (const child of [...parent.live]) {
    // What crosses at the end lives for an instant and is meant to trade.
    const crossing = parent.state === 'completing' && child.order.timeInForce === 'ioc';
    if (!crossing) cancelChild(desk, parent, child, why);
  }
};

/** A completed parent whose child came back to life takes it back; it does not complete again. */
const windDown = (desk: Desk, parent: Parent): void => {
  if (parent.live.length > 0) {
    serveDeadlines(desk, parent);
    cancelAll(desk, parent, overExcess);
  }
  if (parent.live.length > 0) armWake(desk, parent, null);
  else setWake(desk, parent, null);
};

const cancelExcess = (desk: Desk, parent: Parent): void => {
  let covered = 0;
  for (const child of parent.live) {
    if (child.state === 'pending-cancel') covered += leavesOf(child);
  }
  // The newest first: they are the furthest from trading.
  for (const child of [...parent.live].reverse()) {
    if (covered >= parent.excessLots) return;
    if (child.state === 'pending-cancel') continue;
    covered += leavesOf(child);
    cancelChild(desk, parent, child, overExcess);
  }
};

const crossingAt = (desk: Desk, parent: Parent): UnixMs =>
  desk.policy.onEnd === 'cross' ? parent.endAt - desk.policy.crossLeadMs : parent.endAt;

const meetEnd = (desk: Desk, parent: Parent): void => {
  const { onEnd } = desk.policy;
  if (desk.at < crossingAt(desk, parent)) return;
  if (onEnd === 'continue' && parent.state !== 'paused') return;
  const cross = onEnd === 'cross' && parent.state !== 'paused';
  parent.ending = { state: 'expired', reason: timedOut, cross };
  moveParent(desk, parent, parent.state, 'completing', timedOut);
};

const armWake = (desk: Desk, parent: Parent, retryAt: UnixMs | null): void => {
  let next = retryAt ?? Number.POSITIVE_INFINITY;
  const consider = (at: UnixMs | null): void => {
    if (at !== null && at < next) next = at;
  };
  for (const child of parent.live) {
    consider(child.deadlineAt);
    if (child.cancelAfter > desk.at) consider(child.cancelAfter);
  }
  if (parent.state !== 'completing' && !isFinal(parent.state)) {
    consider(parent.slices[parent.slice + 1]?.startAt ?? null);
    const endAt = crossingAt(desk, parent);
    if (endAt > desk.at) consider(endAt);
  }
  if (next === Number.POSITIVE_INFINITY && parent.live.length === 0) {
    next = desk.at + desk.policy.maxRetryDelayMs;
  }
  setWake(desk, parent, next === Number.POSITIVE_INFINITY ? null : next);
};

const setWake = (desk: Desk, parent: Parent, at: UnixMs | null): void => {
  if (at === parent.wakeAt) return;
  parent.wakeAt = at;
  desk.effects.push({ kind: 'wake', orderId: parent.order.orderId, at });
};

/**
 * Brings a parent up to date with the time and with what has happened to it: serves silences, ends
 * it when its time is over, takes back excess, sends what is due, completes it, sets its wake-up.
 */
export function advance(desk: Desk, parent: Parent): void {
  if (isFinal(parent.state)) {
    windDown(desk, parent);
    return;
  }
  serveDeadlines(desk, parent);
  enterSlice(parent, desk.at);
  if (parent.state !== 'completing') meetEnd(desk, parent);
  let retryAt: UnixMs | null = null;
  if (parent.state === 'planned' && parent.slice >= 0) {
    moveParent(desk, parent, 'planned', 'active', null);
  }
  if (parent.filledLots >= parent.order.lots || parent.state === 'completing') {
    cancelAll(desk, parent, parent.ending?.reason ?? overExcess);
    sendCross(desk, parent);
  } else if (parent.state === 'paused') {
    cancelAll(desk, parent, paused);
  } else if (parent.excessLots > 0) {
    cancelExcess(desk, parent);
  } else {
    retryAt = sendDemand(desk, parent);
    if (outOfTime(desk, parent)) {
      parent.ending = { state: 'expired', reason: timedOut, cross: false };
      moveParent(desk, parent, parent.state, 'completing', timedOut);
    }
  }
  const over = parent.filledLots >= parent.order.lots || parent.state === 'completing';
  if (over && parent.live.length === 0) {
    complete(desk, parent);
    setWake(desk, parent, null);
  } else {
    armWake(desk, parent, retryAt);
  }
}

/** Whether an order that continues past its end has run out of sessions to trade in. */
const outOfTime = (desk: Desk, parent: Parent): boolean => {
  if (desk.at < parent.endAt || parent.live.length > 0) return false;
  const instrument = desk.market.instrument(parent.order.instrumentId, desk.at);
  const nextOpen = (instrument && desk.market.time(instrument)?.nextOpen(desk.at)) ?? null;
  return nextOpen === null || parent.unsentLots < parent.minSliceLots;
};
