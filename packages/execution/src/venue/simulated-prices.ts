import type { Instrument, UnixMs } from '@plimsoll/core';
import type { MarketMemory } from '../market/market-memory.ts';
import type { MarketProfile } from '../market/market-profile.ts';
import type { PathWalk, PricePath } from './price-path.ts';

/** Where the simulated price of an instrument comes from. */
export interface Anchor {
  /** Last price of the market data. */
  readonly price: number;
  /** Its time. */
  readonly at: UnixMs;
  /** Daily volatility when it was set. */
  readonly dailyVolatility: number;
  /** Lasting displacement by our own trading since. */
  shift: number;
}

/** Prices of a simulated venue: market data, a path from it, and what our trading left behind. */
export interface SimulatedPrices {
  /** Mid price now; the arrival price of `market` before any market data. */
  mid(instrument: Instrument, market: MarketProfile, at: UnixMs): number;
  /** Moves the price for good, until the next market data. */
  displace(instrumentId: string, by: number): void;
  /** Anchors by instrument, for a snapshot. */
  entries(): readonly (readonly [string, Anchor])[];
}

/** Makes the prices of a venue, at their beginning or continued. */
export function createSimulatedPrices(
  path: PricePath | null,
  seed: number,
  memory: MarketMemory,
  from: readonly (readonly [string, Anchor])[],
): SimulatedPrices {
  const anchors = new Map<string, Anchor>(from.map(([id, anchor]) => [id, { ...anchor }]));
  const walks = new Map<string, PathWalk>();

  const anchorOf = (
    instrumentId: string,
    market: MarketProfile,
    last: { readonly price: number; readonly at: UnixMs },
  ): Anchor => {
    const known = anchors.get(instrumentId);
    if (known !== undefined && known.at === last.at && known.price === last.price) return known;
    const { dailyVolatility } = market;
    const anchor: Anchor = { price: last.price, at: last.at, dailyVolatility, shift: 0 };
    anchors.set(instrumentId, anchor);
    walks.delete(instrumentId);
    return anchor;
  };

  return {
    mid(instrument, market, at) {
      const { instrumentId } = instrument;
      const last = memory.price(instrumentId) ?? { price: market.arrivalPrice, at };
      const anchor = anchorOf(instrumentId, market, last);
      if (path === null) return anchor.price + anchor.shift;
      let walk = walks.get(instrumentId);
      if (walk === undefined) {
        const { price, dailyVolatility } = anchor;
        walk = path.walk({ price, dailyVolatility, seed, stream: `${instrumentId}/${anchor.at}` });
        walks.set(instrumentId, walk);
      }
      const elapsedMs = memory.time(instrument)?.between(anchor.at, at) ?? 0;
      return walk.priceAt(elapsedMs / market.tradingDayMs) + anchor.shift;
    },
    displace(instrumentId, by) {
      const anchor = anchors.get(instrumentId);
      if (anchor !== undefined) anchor.shift += by;
    },
    entries: () => [...anchors],
  };
}
