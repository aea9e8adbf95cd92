import type {
  Evidence,
  Instrument,
  Lots,
  Position,
  Reason,
  Side,
  SignedUnits,
  Target,
} from '@plimsoll/core';

/** An order that is still out: requested or live, not yet over. */
export interface WorkingOrder {
  /** Its id. */
  readonly orderId: string;
  /** What it trades. */
  readonly instrumentId: string;
  /** Direction. */
  readonly side: Side;
  /** What is left of it, at least 0. */
  readonly leavesLots: Lots;
}

/** Holdings and cash of one account. */
export interface PlanPortfolio {
  /** Positions; an instrument not named is flat. Core's `Position` fits. */
  readonly positions: readonly Pick<Position, 'instrumentId' | 'bucket' | 'signedUnits'>[];
  /** Balance by currency. */
  readonly cash: Readonly<Record<string, number>>;
  /** Currency of the NAV. */
  readonly baseCurrency: string;
}

/** What `planOrders` needs to know; everything is data. */
export interface PlanOrdersInput {
  /** What to hold. An instrument not named is closed. */
  readonly target: Target;
  /** What is held. */
  readonly portfolio: PlanPortfolio;
  /** Price by instrument, quote currency per base quantity. */
  readonly prices: Readonly<Record<string, number>>;
  /** Orders still out, oldest first. */
  readonly working: readonly WorkingOrder[];
  /** The definitions in force, one an instrument. */
  readonly instruments: readonly Instrument[];
  /** Weights of the benchmark, for an `active` target. */
  readonly benchmark?: Readonly<Record<string, number>>;
  /** Units of base currency per unit of another; needed for every other currency that occurs. */
  readonly rates?: Readonly<Record<string, number>>;
}

/** Options of `planOrders`. */
export interface PlanOrdersOptions {
  /** Expected cost of trading, basis points of notional, kept back from the cash. @defaultValue 0 */
  readonly costBps?: number;
  /** Whether buys may spend what the sells will bring. @defaultValue true */
  readonly countProceeds?: boolean;
}

/** An order to request. */
export interface PlannedOrder {
  /** What to trade. */
  readonly instrumentId: string;
  /** Direction. */
  readonly side: Side;
  /** Quantity, at least 1. */
  readonly lots: Lots;
  /** Price the plan was made at. */
  readonly price: number;
  /** Value in base currency, positive. */
  readonly notional: number;
  /** Whether it only brings the position nearer to zero. */
  readonly reduceOnly: boolean;
  /** Working orders of the instrument that must be over first. */
  readonly after: readonly string[];
}

/** How one instrument goes from holding to target. */
export interface PlanLine {
  /** Instrument. */
  readonly instrumentId: string;
  /** Wanted holding in smallest units, before rounding. */
  readonly targetUnits: number;
  /** Present holding. */
  readonly positionUnits: SignedUnits;
  /** Working lots that are kept, negative for sells. */
  readonly workingLots: number;
  /** New lots, negative for a sell. */
  readonly orderLots: number;
  /** What stays undone, in smallest units. */
  readonly restUnits: number;
  /** Why, or `null` when the rest is less than a lot. */
  readonly reason: 'cash' | 'below-minimum' | 'not-tradable' | null;
}

/** Proof of a plan. */
export interface PlanDetail {
  /** One line an instrument. */
  readonly lines: readonly PlanLine[];
  /** Base currency: what may be spent, what the plan spends, what remains. */
  readonly cash: {
    /** Cash, less what is to be kept and what working buys will need, with counted proceeds. */
    readonly available: number;
    /** Notional and expected cost of the buys. */
    readonly spent: number;
    /** The difference. */
    readonly left: number;
  };
}

/** Answer of `planOrders`. */
export type PlanOrdersOutcome =
  | {
      /** There is a plan, possibly an empty one. */
      readonly status: 'planned';
      /** Working orders to cancel, before anything else. */
      readonly cancels: readonly Pick<WorkingOrder, 'orderId' | 'instrumentId'>[];
      /** Orders to request, sells before buys. */
      readonly orders: readonly PlannedOrder[];
      /** Every instrument's way from holding to target, and the cash. */
      readonly evidence: Evidence<PlanDetail>;
    }
  | {
      /** The target cannot be traded towards now. */
      readonly status: 'infeasible';
      /** Why, one reason an instrument. */
      readonly reasons: readonly Reason[];
    };

/** Defaults of `planOrders`. */
export const planOrdersDefaults: Readonly<Required<PlanOrdersOptions>> = {
  costBps: 0,
  countProceeds: true,
};
