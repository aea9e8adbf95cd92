import type { UnixMs } from './units.ts';

/** What the prices of a bar are. */
export type BarPrice = 'trade' | 'mid' | 'mark' | 'index';

/** Prices of one instrument over one interval, published at `knownAt` and never earlier. */
export interface Bar {
  /** Instrument identity. */
  readonly instrumentId: string;
  /** Start of the interval. */
  readonly openAt: UnixMs;
  /** End of the interval. */
  readonly closeAt: UnixMs;
  /** When the values could first be used; at or after `closeAt` for a final bar. */
  readonly knownAt: UnixMs;
  /** First price, quote currency. */
  readonly open: number;
  /** Highest price. */
  readonly high: number;
  /** Lowest price. */
  readonly low: number;
  /** Last price. */
  readonly close: number;
  /** Traded base quantity, or `null` when the source has none. */
  readonly volume: number | null;
  /** Kind of price. */
  readonly price: BarPrice;
  /** Whether splits and dividends are already in the prices. */
  readonly adjusted: boolean;
  /** Session label, e.g. `regular`. */
  readonly session: string;
  /** `false` for an unfinished bar. */
  readonly final: boolean;
  /** Raised by one each time the same interval is published again. */
  readonly revision: number;
}
