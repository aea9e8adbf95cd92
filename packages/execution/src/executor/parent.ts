import type {
  ChildOrder,
  ChildState,
  Lots,
  Order,
  OrderState,
  PlannedSlice,
  Reason,
  UnixMs,
} from '@plimsoll/core';

/** A child order as the executor holds it. */
export interface Child {
  /** The order as sent, or as a venue amended it. */
  order: ChildOrder;
  /** State now. */
  state: ChildState;
  /** Index of the slice it serves; -1 when the plan it served is gone. */
  slice: number;
  /** Lots the venue may still bring to: less than sent once part of it is known to be cancelled. */
  lots: Lots;
  /** Lots filled. */
  filledLots: Lots;
  /** Ids of its fills, in order of arrival. */
  readonly fillIds: Set<string>;
  /** State it takes when fills still missing have arrived; `null` while it may trade. */
  endsAs: 'cancelled' | 'expired' | null;
  /** Whether it ended because nobody knew it; it may come back to life. */
  lost: boolean;
  /** When silence turns into a query; `null` for none. */
  deadlineAt: UnixMs | null;
  /** Queries without an answer. */
  queries: number;
  /** Before this time it is not cancelled again. */
  cancelAfter: UnixMs;
}

/** Where a parent order is heading once it is `completing`. */
export interface Ending {
  /** Final state, unless everything fills. */
  readonly state: 'cancelled' | 'expired' | 'failed';
  /** Why. */
  readonly reason: Reason;
  /** Whether the rest is still to be sent across the spread. */
  cross: boolean;
}

/** A parent order as the executor holds it. */
export interface Parent {
  /** The order as approved or amended. */
  order: Order;
  /** State now. */
  state: OrderState;
  /** The plan being followed. */
  slices: readonly PlannedSlice[];
  /** Lots that were done or out when that plan was made. */
  baseLots: Lots;
  /** Least lots of a child. */
  minSliceLots: Lots;
  /** Last trading time of the order. */
  endAt: UnixMs;
  /** Slice in force; -1 before the first. */
  slice: number;
  /** Lots of the slices before it. */
  earlierLots: Lots;
  /** Lots filled by children of that slice. */
  sliceFilledLots: Lots;
  /** Lots filled. */
  filledLots: Lots;
  /** Sum of lots times price over the fills. */
  filledValue: number;
  /** Lots neither filled nor out. */
  unsentLots: Lots;
  /** Lots filled or out beyond the order: what late and excess fills of venues brought about. */
  excessLots: Lots;
  /** Children that may still fill. */
  live: Child[];
  /** Children that have ended; they still accept late fills. */
  ended: Child[];
  /** Rejects since the last fill or the start of the slice. */
  rejects: number;
  /** No new child before this time. */
  retryAt: UnixMs;
  /** Most lots a child may have after sizing rejects; `null` for no cap. */
  maxChildLots: Lots | null;
  /** Set while completing. */
  ending: Ending | null;
  /** Whether a correction or bust has made its count of fills doubtful. */
  doubtful: boolean;
  /** Wake-up asked for. */
  wakeAt: UnixMs | null;
}

/** Lots of a child that may still fill. */
export function leavesOf(child: Child): Lots {
  return child.lots - child.filledLots;
}

/** Lots of all live children, those being cancelled included. */
export function outstandingLots(parent: Parent): Lots {
  let lots = 0;
  for (const child of parent.live) lots += leavesOf(child);
  return lots;
}

/** Whether a parent has completed. */
export function isFinal(state: OrderState): boolean {
  return (
    state === 'filled' ||
    state === 'cancelled' ||
    state === 'expired' ||
    state === 'rejected' ||
    state === 'failed'
  );
}
