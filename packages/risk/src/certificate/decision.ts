import type {
  BindingLimit,
  Evidence,
  LimitCheck,
  Lots,
  Order,
  Reason,
  UnixMs,
} from '@plimsoll/core';
import type { Exposure } from '../limits/risk-limit.ts';

/** The proof that travels with every decision of the gate. */
export interface DecisionCertificate {
  /** Time of the decision. */
  readonly at: UnixMs;
  /** Order judged. */
  readonly orderId: string;
  /** Quantity asked for. */
  readonly requestedLots: Lots;
  /** Quantity let through; `0` when rejected. */
  readonly decidedLots: Lots;
  /** Largest quantity every hard limit accepts at this moment. */
  readonly largestAcceptableLots: Lots;
  /** Every limit in whose scope the order falls. */
  readonly checks: readonly LimitCheck[];
  /** Limits that stopped the order or cut it. */
  readonly binding: readonly BindingLimit[];
  /** Holding and working orders before the decision, in units; `null` for an unknown instrument. */
  readonly exposure: Exposure | null;
  /** Number of events the gate had applied. */
  readonly appliedEvents: number;
  /** Head of the journal's chain before the current drain, or `null` without a journal. */
  readonly chainHead: string | null;
}

/** Evidence of a decision. */
export type DecisionEvidence = Evidence<DecisionCertificate>;

/** Answer of the gate to one order. */
export type RiskDecision =
  | {
      /** The order passes whole and is reserved. */
      readonly status: 'accepted';
      /** The order as it may be sent. */
      readonly order: Order;
      /** Soft limits that were crossed or came near. */
      readonly warnings: readonly Reason[];
      /** Proof. */
      readonly evidence: DecisionEvidence;
    }
  | {
      /** The order passes in part and is reserved. */
      readonly status: 'scaled';
      /** The order with fewer lots. */
      readonly order: Order;
      /** Soft limits that were crossed or came near. */
      readonly warnings: readonly Reason[];
      /** Proof. */
      readonly evidence: DecisionEvidence;
    }
  | {
      /** The order is refused; nothing was reserved. */
      readonly status: 'rejected';
      /** The order as requested. */
      readonly order: Order;
      /** Everything that stood against it. */
      readonly reasons: readonly Reason[];
      /** Proof. */
      readonly evidence: DecisionEvidence;
    };
