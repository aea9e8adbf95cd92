import type { Reason } from '../domain/limit-check.ts';
import type { ChildOrder, ChildState } from '../domain/order.ts';
import type { Lots } from '../domain/units.ts';
import type { Evidence } from '../grammar/evidence.ts';

/** What an outgoing message would do at the venue. */
export type ChildAction = 'submit' | 'replace' | 'cancel';

/** Execution wants to send a message; the gate sees every one. */
export interface ChildRequested {
  /** The child as it would stand. */
  readonly child: ChildOrder;
  /** What the message does. */
  readonly action: ChildAction;
}

/** The gate let the message out. */
export interface ChildApproved {
  /** The child. */
  readonly child: ChildOrder;
  /** What the message does. */
  readonly action: ChildAction;
  /** Proof of the decision. */
  readonly evidence: Evidence;
}

/** The gate held the message back. */
export interface ChildRejected {
  /** The child. */
  readonly child: ChildOrder;
  /** What the message would have done. */
  readonly action: ChildAction;
  /** Every check that stood against it. */
  readonly reasons: readonly Reason[];
  /** Proof of the decision. */
  readonly evidence: Evidence;
}

/** A child moved to another state. */
export interface ChildChanged {
  /** Child. */
  readonly childId: string;
  /** Parent. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** State before. */
  readonly from: ChildState;
  /** State now. */
  readonly to: ChildState;
  /** Child's total so far. */
  readonly filledLots: Lots;
  /** Why, or `null` in the ordinary course. */
  readonly reason: Reason | null;
}

/** Child family. Subject: instrument. */
export interface ChildEvents {
  /** Command: let this out. */
  readonly 'child.requested': ChildRequested;
  /** The gate approved. */
  readonly 'child.approved': ChildApproved;
  /** The gate rejected. */
  readonly 'child.rejected': ChildRejected;
  /** State of a child changed. */
  readonly 'child.changed': ChildChanged;
}
