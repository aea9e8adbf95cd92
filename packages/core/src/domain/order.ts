import type { Json } from '../grammar/json.ts';
import type { PositionBucket } from './position.ts';
import type { Lots, Side, UnixMs } from './units.ts';

/** How the price of an order is formed. */
export type OrderType =
  | 'market'
  | 'limit'
  | 'stop'
  | 'stop-limit'
  | 'market-on-open'
  | 'market-on-close'
  | 'limit-on-open'
  | 'limit-on-close'
  | 'pegged';

/** How long an order stands. */
export type TimeInForce = 'day' | 'gtc' | 'gtd' | 'ioc' | 'fok';

/** Why an order exists. */
export type OrderPurpose = 'rebalance' | 'signal' | 'hedge' | 'flatten' | 'manual';

/** A parent order: what somebody wants traded between two times. */
export interface Order {
  /** Minted by the requester: `${source}-${epoch}-${sequence}`. */
  readonly orderId: string;
  /** Account that will hold the result. */
  readonly account: string;
  /** Strategy that asked. */
  readonly strategy: string;
  /** Venue it must go to, or `null` to leave the choice open. */
  readonly venue: string | null;
  /** Orders decided together share one id; `null` for a lone order. */
  readonly basketId: string | null;
  /** What to trade. */
  readonly instrumentId: string;
  /** Position it works on; required in hedge mode, absent (`net`) in netting mode. */
  readonly bucket?: PositionBucket;
  /** Direction. */
  readonly side: Side;
  /** Quantity, ≥ 1 in a valid request. */
  readonly lots: Lots;
  /** Price formation. */
  readonly type: OrderType;
  /** Worst acceptable price on the tick grid, or `null`. */
  readonly limitPrice: number | null;
  /** Trigger price on the tick grid, or `null`. */
  readonly stopPrice: number | null;
  /** Lifetime. */
  readonly timeInForce: TimeInForce;
  /** Refuse to take liquidity. */
  readonly postOnly: boolean;
  /** May only bring the position nearer to zero. */
  readonly reduceOnly: boolean;
  /** Visible part, or `null` for all. */
  readonly displayLots: Lots | null;
  /** Earliest time of trading. */
  readonly startAt: UnixMs;
  /** Latest time of trading. */
  readonly endAt: UnixMs;
  /** Price at which the decision was taken: the benchmark of implementation shortfall. */
  readonly decisionPrice: number;
  /** Why it exists. */
  readonly purpose: OrderPurpose;
  /** Passed through to the venue adapter untouched. */
  readonly venueExtras: Json;
  /** Free labels, kept through to fills and reports. */
  readonly tags: readonly string[];
}

/** One message to a venue on behalf of a parent order. */
export interface ChildOrder {
  /** The venue's client id, deterministic across restarts. */
  readonly childId: string;
  /** Parent order. */
  readonly orderId: string;
  /** Account that will hold the result. */
  readonly account: string;
  /** Strategy that asked. */
  readonly strategy: string;
  /** Where it goes. */
  readonly venue: string;
  /** What to trade. */
  readonly instrumentId: string;
  /** Position it works on; required in hedge mode, absent (`net`) in netting mode. */
  readonly bucket?: PositionBucket;
  /** Direction. */
  readonly side: Side;
  /** Quantity, ≥ 1. */
  readonly lots: Lots;
  /** Price formation. */
  readonly type: OrderType;
  /** Worst acceptable price, or `null`. */
  readonly limitPrice: number | null;
  /** Trigger price, or `null`. */
  readonly stopPrice: number | null;
  /** Lifetime. */
  readonly timeInForce: TimeInForce;
  /** Refuse to take liquidity. */
  readonly postOnly: boolean;
  /** May only bring the position nearer to zero. */
  readonly reduceOnly: boolean;
  /** Visible part, or `null` for all. */
  readonly displayLots: Lots | null;
  /** When the child expires under `gtd`, or `null`. */
  readonly expireAt: UnixMs | null;
  /** Passed through to the venue adapter untouched. */
  readonly venueExtras: Json;
}

/** States of a child order. Any state accepts a late fill. */
export type ChildState =
  | 'planned'
  | 'requested'
  | 'submitting'
  | 'unknown'
  | 'working'
  | 'pending-replace'
  | 'pending-cancel'
  | 'filled'
  | 'cancelled'
  | 'rejected'
  | 'expired';

/** States of a parent order in the executor. */
export type OrderState =
  | 'planned'
  | 'active'
  | 'paused'
  | 'completing'
  | 'filled'
  | 'cancelled'
  | 'expired'
  | 'rejected'
  | 'failed';
