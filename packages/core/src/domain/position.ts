import type { SignedUnits, UnixMs } from './units.ts';

/** Whether an account nets longs against shorts or holds both sides in buckets. */
export type PositionMode = 'netting' | 'hedge';

/** Side of a position in hedge mode; `net` in netting mode. */
export type PositionBucket = 'net' | 'long' | 'short';

/** One cost-basis lot: units bought (or sold short) together. */
export interface BasisLot {
  /** Units, signed like the position. */
  readonly units: SignedUnits;
  /** Price paid or received, quote currency per base quantity. */
  readonly price: number;
  /** When it was opened. */
  readonly openedAt: UnixMs;
}

/** One position. Key: account, instrument, bucket. */
export interface Position {
  /** Account. */
  readonly account: string;
  /** Instrument. */
  readonly instrumentId: string;
  /** Bucket of the position mode. */
  readonly bucket: PositionBucket;
  /** Holding in smallest units, negative when short. */
  readonly signedUnits: SignedUnits;
  /** Open cost basis, first in first out. */
  readonly basis: readonly BasisLot[];
  /** Unit-weighted mean of `basis`, a projection; `null` when flat. */
  readonly averagePrice: number | null;
  /** Latest mark, or `null` before the first. */
  readonly markPrice: number | null;
  /** Time of that mark, or `null`. */
  readonly markAt: UnixMs | null;
  /** Realised profit in quote currency since inception, fees apart. */
  readonly realizedPnl: number;
  /** Profit of the open basis at the mark, quote currency; `null` without a mark. */
  readonly unrealizedPnl: number | null;
}

/** An explicit exchange rate with its time. */
export interface FxMark {
  /** Currency being valued. */
  readonly currency: string;
  /** Units of base currency per unit of `currency`. */
  readonly rate: number;
  /** Time of the rate. */
  readonly markAt: UnixMs;
}

/** Money of one account by currency, with the marks that value it. */
export interface Cash {
  /** Balance by currency. */
  readonly amounts: Readonly<Record<string, number>>;
  /** Currency in which NAV is stated. */
  readonly baseCurrency: string;
  /** Rates by currency; the base currency needs none. */
  readonly fxMarks: Readonly<Record<string, FxMark>>;
}
