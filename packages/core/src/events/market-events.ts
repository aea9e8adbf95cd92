import type { Bar } from '../domain/bar.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { UnixMs } from '../domain/units.ts';

/** Trade condition; only `regular` belongs to continuous trading. */
export type TradeCondition = 'regular' | 'auction' | 'block' | 'off-book';

/** A definition became known or changed. */
export interface InstrumentDefined {
  /** The effective-dated definition. */
  readonly instrument: Instrument;
}

/** A trade of the market, not necessarily ours. */
export interface MarketTrade {
  /** Instrument. */
  readonly instrumentId: string;
  /** The venue's trade id, or `null`. */
  readonly tradeId: string | null;
  /** Price in quote currency. */
  readonly price: number;
  /** Base quantity. */
  readonly quantity: number;
  /** Who crossed the spread. */
  readonly aggressor: 'buy' | 'sell' | 'unknown';
  /** Condition. */
  readonly condition: TradeCondition;
  /** When it traded. */
  readonly occurredAt: UnixMs;
  /** When we learned of it. */
  readonly knownAt: UnixMs;
}

/** Best bid and offer. */
export interface MarketQuote {
  /** Instrument. */
  readonly instrumentId: string;
  /** Best bid, or `null` when the side is empty. */
  readonly bid: number | null;
  /** Best offer, or `null`. */
  readonly ask: number | null;
  /** Base quantity at the bid, or `null` if not given. */
  readonly bidQuantity: number | null;
  /** Base quantity at the offer, or `null`. */
  readonly askQuantity: number | null;
  /** When it stood. */
  readonly occurredAt: UnixMs;
  /** When we learned of it. */
  readonly knownAt: UnixMs;
}

/** A price to value with. Marks of `fx` instruments value foreign cash. */
export interface MarketMark {
  /** Instrument. */
  readonly instrumentId: string;
  /** Price in quote currency. */
  readonly price: number;
  /** Where it comes from. */
  readonly kind: 'close' | 'mid' | 'mark' | 'index' | 'settlement' | 'model';
  /** Time of the price. */
  readonly occurredAt: UnixMs;
  /** When we learned of it. */
  readonly knownAt: UnixMs;
}

/** The cross-section of one interval, published once it is complete or its grace time is over. */
export interface MarketSlice {
  /** Name of the universe. */
  readonly universe: string;
  /** Close of the interval. */
  readonly closeAt: UnixMs;
  /** Bars that arrived, in the universe's order. */
  readonly bars: readonly Bar[];
  /** Members without a bar. */
  readonly missing: readonly string[];
}

/** Data cannot be trusted as it stands. */
export interface MarketDegraded {
  /** Instrument. */
  readonly instrumentId: string;
  /** What is wrong. */
  readonly kind: 'gap' | 'outlier' | 'crossed' | 'frozen' | 'feed-down';
  /** Since when. */
  readonly since: UnixMs;
  /** One sentence for a person. */
  readonly detail: string;
}

/** Market family. Subject: instrument, or universe for slices. */
export interface MarketEvents {
  /** An instrument definition. */
  readonly 'market.instrument-defined': InstrumentDefined;
  /** A bar, at its `knownAt`. */
  readonly 'market.bar': Bar;
  /** A market trade. */
  readonly 'market.trade': MarketTrade;
  /** A quote. */
  readonly 'market.quote': MarketQuote;
  /** A valuation price. */
  readonly 'market.mark': MarketMark;
  /** The cross-section barrier. */
  readonly 'market.slice': MarketSlice;
  /** A data fault. */
  readonly 'market.degraded': MarketDegraded;
}
