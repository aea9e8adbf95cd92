import { defineInstrument, type Instrument, type SessionCalendar } from '@plimsoll/core';
import type { MarketData } from '../data/market-data.ts';
import { assumptions, CALENDAR, INDEX } from './run-options.ts';

const base = {
  payoff: 'linear',
  baseCurrency: null,
  quoteCurrency: assumptions.currency,
  settlementCurrency: assumptions.currency,
  unitSize: '1',
  lotSize: '1',
  // Adjusted prices are no tradable prices, so there is no real grid; simulated fills are finer.
  tickSize: '0.000001',
  minLots: 1,
  minNotional: 0,
  multiplier: 1,
  expiryAt: null,
  calendarId: CALENDAR,
  groups: {},
  status: 'active',
} as const;

/** One instrument an asset, whole notional shares, effective from the first day of the data. */
export function instrumentsOf(market: MarketData, effectiveAt: number): readonly Instrument[] {
  const assets = market.assets.map((symbol) =>
    defineInstrument({ ...base, instrumentId: symbol, symbol, assetClass: 'equity', effectiveAt }),
  );
  if (market.index === null) return assets;
  const index = defineInstrument({
    ...base,
    instrumentId: INDEX,
    symbol: market.index.label,
    assetClass: 'index',
    effectiveAt,
  });
  return [...assets, index];
}

/** The data's own trading days as sessions from 09:30 to 16:00 New York. */
export function calendarOf(market: MarketData, extra: MarketData['days']): SessionCalendar {
  const days = new Map([...market.days, ...extra].map((day) => [day.day, day]));
  return {
    calendarId: CALENDAR,
    intervals: [...days.values()]
      .sort((a, b) => a.openAt - b.openAt)
      .map(({ day, openAt, closeAt }) => ({ openAt, closeAt, kind: 'regular', day })),
  };
}
