import type { Bar, Live, Startable } from '@plimsoll/core';

/** What the market trades in a day, as base quantity or as value in quote currency. */
export type DailyVolume = { readonly quantity: number } | { readonly notional: number };

/** What a profiler knows of one instrument. */
export type ProfileReading =
  | {
      /** Not enough has been seen. */
      readonly status: 'warming';
      /** What is missing, one sentence. */
      readonly reason: string;
    }
  | {
      /** Enough has been seen to plan. */
      readonly status: 'ready';
      /** Standard deviation of the return over one trading day, a fraction. */
      readonly dailyVolatility: number;
      /** What the whole market trades in a day. */
      readonly dailyVolume: DailyVolume;
      /** Base quantity in existence, or `null`. */
      readonly sharesOutstanding: number | null;
    };

/** A profiler at work on one instrument. */
export interface LiveMarketProfiler extends Live<Bar, ProfileReading> {
  /** The reading now, without a new bar. */
  read(): ProfileReading;
}

/** Seam: where volatility and volume come from when an order is planned live. */
export type MarketProfiler = Startable<LiveMarketProfiler>;
