import type { Reason } from '@plimsoll/core';
import { type Desk, moveParent, reason } from './desk.ts';
import { type Child, isFinal, type Parent } from './parent.ts';

/** Starts ending a parent for good. */
export function fail(desk: Desk, parent: Parent, why: Reason): void {
  if (parent.state === 'completing' || isFinal(parent.state)) return;
  parent.ending = { state: 'failed', reason: why, cross: false };
  moveParent(desk, parent, parent.state, 'completing', why);
}

/**
 * What a reject means for the parent: `permanent` stops it; `sizing` halves the children, down to
 * the minimum; `transient` waits, twice as long each time. Too many in a row stop it too.
 */
export function rejected(
  desk: Desk,
  parent: Parent,
  child: Child,
  severity: 'permanent' | 'sizing' | 'transient',
  why: Reason,
): void {
  const { policy } = desk;
  parent.rejects++;
  if (severity === 'permanent') {
    fail(desk, parent, why);
  } else if (parent.rejects >= policy.maxRejects) {
    const message = `${parent.rejects} rejects in a row; the last: ${why.message}`;
    fail(desk, parent, reason('execution/too-many-rejects', message));
  } else if (severity === 'sizing') {
    const half = Math.floor(child.order.lots / 2);
    if (half < parent.minSliceLots) fail(desk, parent, why);
    else parent.maxChildLots = half;
  } else {
    const wait = policy.retryDelayMs * 2 ** (parent.rejects - 1);
    parent.retryAt = desk.at + Math.min(wait, policy.maxRetryDelayMs);
  }
}
