import type { Lots, UnixMs } from '@plimsoll/core';
import type { ExecutorPolicy } from './executor-policy.ts';
import { leavesOf, outstandingLots, type Parent } from './parent.ts';

/** Moves a parent to the slice in force at a time. */
export function enterSlice(parent: Parent, at: UnixMs): void {
  const { slices } = parent;
  let slice = parent.slice;
  while (slice + 1 < slices.length && (slices[slice + 1]?.startAt ?? 0) <= at) {
    parent.earlierLots += slices[slice]?.lots ?? 0;
    slice++;
  }
  if (slice === parent.slice) return;
  parent.slice = slice;
  parent.sliceFilledLots = 0;
  parent.rejects = 0;
}

/**
 * Lots to send now: target − (filled + working + pending-cancel), held to what the catch-up policy
 * grants this slice and to what is unsent.
 */
export function demandOf(parent: Parent, policy: ExecutorPolicy, at: UnixMs): Lots {
  const { slice, slices } = parent;
  if (at >= parent.endAt) return parent.unsentLots;
  if (slice < 0) return 0;
  const targetBefore = parent.baseLots + parent.earlierLots;
  const sliceLots = slices[slice]?.lots ?? 0;

  let own = parent.sliceFilledLots;
  for (const child of parent.live) if (child.slice === slice) own += leavesOf(child);
  const done = parent.filledLots + outstandingLots(parent);
  const behind = Math.max(0, targetBefore - (done - own));

  const { catchUp } = policy;
  let quota = sliceLots;
  if (catchUp === 'spread') quota += Math.ceil(behind / (slices.length - slice));
  else if (catchUp !== 'none') {
    quota = Math.min(sliceLots + behind, Math.ceil(catchUp.maxFactor * sliceLots));
  }
  const demand = Math.min(quota - own, targetBefore + sliceLots - done, parent.unsentLots);
  return Math.max(0, demand);
}
