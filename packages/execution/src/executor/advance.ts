import type { Reason, UnixMs } from '@plimsoll/core';
import { cancelChild, endChild, queryChild } from './children.ts';
import { completeParent, timedOut } from './complete-parent.ts';
import { enterSlice } from './demand.ts';
import { type Desk, moveChild, moveParent, reason } from './desk.ts';
import { isFinal, leavesOf, type Parent } from './parent.ts';
import { rejected } from './rejects.ts';
import { outOfTime, sendCross, sendDemand } from './send-children.ts';

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
    completeParent(desk, parent);
    setWake(desk, parent, null);
  } else {
    armWake(desk, parent, retryAt);
  }
}
