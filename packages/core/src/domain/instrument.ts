import type { Decimal, Lots, UnixMs } from './units.ts';

/** What kind of thing is traded. */
export type AssetClass =
  | 'equity'
  | 'fund'
  | 'future'
  | 'perpetual'
  | 'option'
  | 'fx'
  | 'crypto'
  | 'bond'
  | 'index';

/** How price maps to value. Only `linear` is valued today; others are refused with a code. */
export type Payoff = 'linear' | 'inverse' | 'quanto' | 'option';

/** One band of a tick table: from `fromPrice` upward the grid is `tickSize`. */
export interface TickBand {
  /** Lowest price of the band, inclusive. */
  readonly fromPrice: Decimal;
  /** Price grid inside the band. */
  readonly tickSize: Decimal;
}

/** Trading state of an instrument. */
export type InstrumentStatus = 'active' | 'halted' | 'delisted';

/**
 * One effective-dated definition of something tradable. `instrumentId` is identity, `symbol` a
 * label. Prices are quote currency per 1.0 of base quantity; notional (linear) =
 * signedUnits × unitSize × price × multiplier. A new lot or tick size is a new definition.
 */
export interface Instrument {
  /** Identity, stable through renames. */
  readonly instrumentId: string;
  /** Label shown to people; may change. */
  readonly symbol: string;
  /** Asset class. */
  readonly assetClass: AssetClass;
  /** Payoff shape. */
  readonly payoff: Payoff;
  /** Currency or coin the quantity counts (fx, crypto); `null` where that makes no sense. */
  readonly baseCurrency: string | null;
  /** Currency of the price. */
  readonly quoteCurrency: string;
  /** Currency in which trades settle. */
  readonly settlementCurrency: string;
  /** Smallest holding, in base quantity. */
  readonly unitSize: Decimal;
  /** Smallest order step, in base quantity; an integer multiple of `unitSize`. */
  readonly lotSize: Decimal;
  /** Price grid, or bands of it in ascending `fromPrice`. */
  readonly tickSize: Decimal | readonly TickBand[];
  /** Smallest order. */
  readonly minLots: Lots;
  /** Smallest order value in quote currency; `0` for none. */
  readonly minNotional: number;
  /** Value of one base quantity at price one; `1` except for contracts. */
  readonly multiplier: number;
  /** Last trading time, or `null`. */
  readonly expiryAt: UnixMs | null;
  /** Key of its {@link SessionCalendar}. */
  readonly calendarId: string;
  /** Group by dimension, e.g. `{ sector: 'energy', country: 'US' }`. */
  readonly groups: Readonly<Record<string, string>>;
  /** From when this definition holds. */
  readonly effectiveAt: UnixMs;
  /** Trading state. */
  readonly status: InstrumentStatus;
}
