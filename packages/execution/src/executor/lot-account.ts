import { type Lots, misuse } from '@plimsoll/core';
import { isFinal, leavesOf, type Parent } from './parent.ts';

/** Takes lots from what is unsent; what is not there any more becomes excess. */
export function occupy(parent: Parent, lots: Lots): void {
  const unsent = Math.min(parent.unsentLots, lots);
  parent.unsentLots -= unsent;
  parent.excessLots += lots - unsent;
}

/** Gives lots back: first against the excess, then to what is unsent. */
export function release(parent: Parent, lots: Lots): void {
  const excess = Math.min(parent.excessLots, lots);
  parent.excessLots -= excess;
  parent.unsentLots += lots - excess;
}

/** How the lots of a parent stand; the four parts always sum to `lots + excessLots`. */
export interface LotBalance {
  /** Filled. */
  readonly filledLots: Lots;
  /** Out at venues, or on the way there. */
  readonly workingLots: Lots;
  /** Out, with a cancel on the way; may still fill. */
  readonly pendingCancelLots: Lots;
  /** Neither filled nor out. */
  readonly unsentLots: Lots;
  /** Filled or out beyond the order, brought about by venues only. */
  readonly excessLots: Lots;
}

/** The balance of a parent now. */
export function balanceOf(parent: Parent): LotBalance {
  let workingLots = 0;
  let pendingCancelLots = 0;
  for (const child of parent.live) {
    if (child.state === 'pending-cancel') pendingCancelLots += leavesOf(child);
    else workingLots += leavesOf(child);
  }
  const { filledLots, unsentLots, excessLots } = parent;
  return { filledLots, workingLots, pendingCancelLots, unsentLots, excessLots };
}

/**
 * Asserts filled + working + pending-cancel + unsent = lots + excess in whole lots, and that an
 * order that is not final waits for something.
 *
 * @throws PlimsollError `execution/invariant-broken`: a fault of this package, never of the caller.
 */
export function assertBalanced(parent: Parent): void {
  const balance = balanceOf(parent);
  const { filledLots, workingLots, pendingCancelLots, unsentLots, excessLots } = balance;
  const sum = filledLots + workingLots + pendingCancelLots + unsentLots;
  const whole =
    Number.isSafeInteger(sum) &&
    Math.min(filledLots, workingLots, pendingCancelLots, unsentLots, excessLots) >= 0 &&
    (unsentLots === 0 || excessLots === 0);
  const alive = isFinal(parent.state) || parent.live.length > 0 || parent.wakeAt !== null;
  if (whole && alive && sum === parent.order.lots + excessLots) return;
  misuse(
    'execution/invariant-broken',
    [parent.order.orderId],
    JSON.stringify({ ...balance, lots: parent.order.lots, state: parent.state }),
    'Report this: lots were lost or doubled.',
  );
}
