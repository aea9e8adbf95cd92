import type { PositionBucket } from './position.ts';
import type { Lots, Side, UnixMs } from './units.ts';

/** Whether a fill provided or took liquidity. */
export type Liquidity = 'maker' | 'taker' | 'unknown';

/** A trade of ours as a venue reported it. */
export interface Fill {
  /** The venue's id; unique per venue and child. */
  readonly fillId: string;
  /** Parent order. */
  readonly orderId: string;
  /** Child order. */
  readonly childId: string;
  /** Account that holds the result. */
  readonly account: string;
  /** Strategy that asked. */
  readonly strategy: string;
  /** Where it traded. */
  readonly venue: string;
  /** What traded. */
  readonly instrumentId: string;
  /** Position it works on; required in hedge mode, absent (`net`) in netting mode. */
  readonly bucket?: PositionBucket;
  /** Direction. */
  readonly side: Side;
  /** Quantity, ≥ 1. */
  readonly lots: Lots;
  /** Price in quote currency per base quantity. */
  readonly price: number;
  /** Fee, positive when paid, negative for a rebate. */
  readonly fee: number;
  /** Currency of the fee: quote, base coin, or any other. */
  readonly feeCurrency: string;
  /** Liquidity flag. */
  readonly liquidity: Liquidity;
  /** When the venue says it traded. */
  readonly occurredAt: UnixMs;
  /** When we learned of it. */
  readonly knownAt: UnixMs;
}
