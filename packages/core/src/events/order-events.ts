import type { Fill } from '../domain/fill.ts';
import type { Reason } from '../domain/limit-check.ts';
import type { Order, OrderState } from '../domain/order.ts';
import type { Command, Refusal } from '../domain/refusal.ts';
import type { Lots, UnixMs } from '../domain/units.ts';
import type { Evidence } from '../grammar/evidence.ts';

/** Somebody wants an order traded; answered by exactly one approval or rejection. */
export interface OrderRequested {
  /** The order. */
  readonly order: Order;
}

/** The gate let an order through, whole or reduced. */
export interface OrderApproved {
  /** The order as approved; `lots` may be less than requested. */
  readonly order: Order;
  /** Whether it was reduced. */
  readonly status: 'accepted' | 'scaled';
  /** Quantity asked for. */
  readonly requestedLots: Lots;
  /** Proof of the decision. */
  readonly evidence: Evidence;
}

/** The gate refused an order. */
export interface OrderRejected {
  /** The order as requested. */
  readonly order: Order;
  /** Every limit that stood against it. */
  readonly reasons: readonly Reason[];
  /** Proof of the decision. */
  readonly evidence: Evidence;
}

/** One slice of a plan. */
export interface PlannedSlice {
  /** Earliest time. */
  readonly startAt: UnixMs;
  /** Latest time. */
  readonly endAt: UnixMs;
  /** Quantity. */
  readonly lots: Lots;
}

/** Execution settled on a schedule. */
export interface OrderPlanned {
  /** Order. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** Kind of the scheduler. */
  readonly scheduler: string;
  /** The schedule; its lots sum to the approved quantity. */
  readonly slices: readonly PlannedSlice[];
  /** Expected implementation shortfall in quote currency, or `null` without a model. */
  readonly expectedCost: number | null;
  /** Standard deviation of that cost, or `null`. */
  readonly expectedCostStdev: number | null;
  /** Proof: rounding loss, provenance of the model. */
  readonly evidence: Evidence;
}

/** Somebody wants a live order changed. */
export interface OrderAmendRequested extends Command {
  /** Order. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** New total quantity, or `null` to keep it. */
  readonly lots: Lots | null;
  /** New limit price, or `null` to keep it. */
  readonly limitPrice: number | null;
  /** New end, or `null` to keep it. */
  readonly endAt: UnixMs | null;
}

/** The gate let an amendment through. */
export interface OrderAmendApproved {
  /** The request answered. */
  readonly requestId: string;
  /** The order as amended. */
  readonly order: Order;
  /** Proof of the decision. */
  readonly evidence: Evidence;
}

/** The amendment took effect. */
export interface OrderAmended {
  /** The order now. */
  readonly order: Order;
}

/** Somebody wants a live order paused, resumed or cancelled. */
export interface OrderControlRequested extends Command {
  /** Order. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** What to do. */
  readonly control: 'pause' | 'resume' | 'cancel';
}

/** A parent order moved to another state. */
export interface OrderStateChanged {
  /** Order. */
  readonly orderId: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** State before; `null` when it appears. */
  readonly from: OrderState | null;
  /** State now. */
  readonly to: OrderState;
  /** Why, or `null` in the ordinary course. */
  readonly reason: Reason | null;
}

/** A fill, with where it leaves the parent. */
export interface OrderFilled extends Fill {
  /** Parent's total so far, this fill included. */
  readonly filledLots: Lots;
  /** Parent's remainder. */
  readonly leavesLots: Lots;
  /** Whether it arrived after the child had ended. */
  readonly late: boolean;
}

/** A parent is over; exactly one per approved order; frees its reservation. */
export interface OrderCompleted {
  /** Order. */
  readonly orderId: string;
  /** Account. */
  readonly account: string;
  /** Strategy. */
  readonly strategy: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** Final state. */
  readonly state: OrderState;
  /** Quantity approved. */
  readonly approvedLots: Lots;
  /** Quantity filled. */
  readonly filledLots: Lots;
  /** Quantity-weighted fill price, or `null` without a fill. */
  readonly averagePrice: number | null;
  /** Why it ended short, or `null`. */
  readonly reason: Reason | null;
}

/** Order family. Subject: instrument. */
export interface OrderEvents {
  /** Command: trade this. */
  readonly 'order.requested': OrderRequested;
  /** The gate approved. */
  readonly 'order.approved': OrderApproved;
  /** The gate rejected. */
  readonly 'order.rejected': OrderRejected;
  /** Execution planned. */
  readonly 'order.planned': OrderPlanned;
  /** Command: amend. */
  readonly 'order.amend-requested': OrderAmendRequested;
  /** The gate approved the amendment. */
  readonly 'order.amend-approved': OrderAmendApproved;
  /** The amendment took effect. */
  readonly 'order.amended': OrderAmended;
  /** Command: pause, resume, cancel. */
  readonly 'order.control-requested': OrderControlRequested;
  /** A request was refused. */
  readonly 'order.request-refused': Refusal & {
    /** Order, or `null` when unknown. */
    readonly orderId: string | null;
    /** Instrument, or `null` when unknown. */
    readonly instrumentId: string | null;
  };
  /** State of a parent changed. */
  readonly 'order.state-changed': OrderStateChanged;
  /** A fill. */
  readonly 'order.filled': OrderFilled;
  /** A parent is over. */
  readonly 'order.completed': OrderCompleted;
}
