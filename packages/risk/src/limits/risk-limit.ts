import type {
  Definition,
  Instrument,
  Lots,
  OrderPurpose,
  OrderType,
  Scope,
  Side,
  SignedUnits,
  UnixMs,
} from '@plimsoll/core';

/** An order as limits see it: resolved instrument, nothing optional. */
export interface OrderIntent {
  /** Account. */
  readonly account: string;
  /** Strategy. */
  readonly strategy: string;
  /** Venue, or `null` while open. */
  readonly venue: string | null;
  /** The definition in force. */
  readonly instrument: Instrument;
  /** Direction. */
  readonly side: Side;
  /** Quantity asked for; `0` when the gate only measures the standing usage. */
  readonly lots: Lots;
  /** Price formation. */
  readonly type: OrderType;
  /** Worst acceptable price, or `null`. */
  readonly limitPrice: number | null;
  /** May only bring the position nearer to zero. */
  readonly reduceOnly: boolean;
  /** Why the order exists. */
  readonly purpose: OrderPurpose;
}

/** Holding and working orders of one account in one instrument, all in smallest units. */
export interface Exposure {
  /** Holding, negative when short. */
  readonly signedUnits: SignedUnits;
  /** Buys that may still fill: approved, unacknowledged, working or being cancelled. */
  readonly workingBuyUnits: number;
  /** Sells that may still fill. */
  readonly workingSellUnits: number;
}

/** A price with its time. */
export interface ReferencePrice {
  /** Price in quote currency. */
  readonly price: number;
  /** Time of the price. */
  readonly at: UnixMs;
}

/** What a limit may look at. Read-only; the same view gives the same answer. */
export interface RiskView {
  /** Time of the decision. */
  readonly at: UnixMs;
  /** Holding and working orders; zeros when there are none. */
  exposure(account: string, instrumentId: string): Exposure;
  /** Latest reference price, or `null` before the first. */
  referencePrice(instrumentId: string): ReferencePrice | null;
  /** Latest valuation of the account in base currency, or `null` before the first. */
  equity(account: string): number | null;
  /** Units of base currency per unit of `currency`; `1` for the base currency; `null` if unknown. */
  fxRate(currency: string): number | null;
  /**
   * Worst-case gross notional of the account in base currency: for each instrument the larger of
   * |position + working buys| and |position − working sells| at its reference price. `unpriced`
   * names an instrument without a price, if any: then the amount is not usable.
   */
  grossNotional(account: string): { readonly amount: number; readonly unpriced: string | null };
  /** Smallest exposure factor of the machines in whose scope the order falls, in [0, 1]. */
  exposureFactor(intent: OrderIntent): number;
  /** Whether a kill or a halted machine lets only reductions of this order's position through. */
  onlyReductions(intent: OrderIntent): boolean;
}

/** What one limit found for one order. */
export type LimitReading =
  | {
      /** Usage could be computed. */
      readonly status: 'measured';
      /** Usage without the order. */
      readonly usageBefore: number;
      /** Worst-case usage with the whole order. */
      readonly usageAfter: number;
      /** The bound, inclusive. */
      readonly bound: number;
      /** Largest quantity this limit accepts; `null` when quantity does not matter to it. */
      readonly maxLots: Lots | null;
      /** Usage for a quantity that was decided, so that headroom can be stated. */
      readonly usageAt: (lots: Lots) => number;
    }
  | {
      /** The limit does not judge this order. */
      readonly status: 'exempt';
    }
  | {
      /** An input is missing, so the order is refused. */
      readonly status: 'unevaluable';
      /** Name of the missing input. */
      readonly missing: string;
    };

/**
 * Seam: a pre-trade limit. A definition plus one pure method that never throws and never mutates.
 * An object literal suffices; `riskLimitContract` in `@plimsoll/risk/testing` checks it.
 */
export interface RiskLimit extends Definition {
  /** Name in certificates, unique in a gate. */
  readonly name: string;
  /** Which orders it judges. */
  readonly scope: Scope;
  /** A hard limit stops or scales an order; a soft one only warns. */
  readonly hard: boolean;
  /** Whether an order over the limit is cut to what fits, or refused whole. */
  readonly onExcess: 'scale' | 'reject';
  /** Fraction of the bound from which usage is reported as a warning; `null` for none. */
  readonly warnAt: number | null;
  /** Whether it judges every outgoing child message as well: true for what depends on price alone. */
  readonly judgesChildren: boolean;
  /** Unit of usage and bound, e.g. `lots`, `fraction of equity`. */
  readonly unit: string;
  /** Inputs it needs, for `describe()`, e.g. `reference price`. */
  readonly inputs: readonly string[];
  /** Measures one order. */
  evaluate(intent: OrderIntent, view: RiskView): LimitReading;
}

/** Options every built-in limit takes. */
export interface LimitOptions {
  /** Name in certificates. @defaultValue the limit's kind */
  readonly name?: string;
  /** Which orders it judges. @defaultValue all */
  readonly scope?: Scope;
  /** Stop orders, or only warn. @defaultValue true */
  readonly hard?: boolean;
  /** Cut an order to what fits, or refuse it whole. @defaultValue 'scale' */
  readonly onExcess?: 'scale' | 'reject';
  /** Fraction of the bound from which to warn. @defaultValue 0.8 */
  readonly warnAt?: number | null;
}
