import type { Instrument, SessionInterval } from '@plimsoll/core';
import type { MarketProfile, PlanOrder } from '@plimsoll/execution';

/** One New York trading day, ms. */
export const dayMs = 23_400_000;

/** `count` sessions of 6.5 hours, one every 24 hours, the first opening at 0. */
export const sessions = (count: number): SessionInterval[] =>
  Array.from({ length: count }, (_, day) => ({
    openAt: day * 86_400_000,
    closeAt: day * 86_400_000 + dayMs,
    kind: 'regular',
    day: `2020-01-${String(day + 1).padStart(2, '0')}`,
  }));

export const instrument = (changes: Partial<Instrument> = {}): Instrument => ({
  instrumentId: 'acme',
  symbol: 'ACME',
  assetClass: 'equity',
  payoff: 'linear',
  baseCurrency: null,
  quoteCurrency: 'USD',
  settlementCurrency: 'USD',
  unitSize: '1',
  lotSize: '1',
  tickSize: '0.01',
  minLots: 1,
  minNotional: 0,
  multiplier: 1,
  expiryAt: null,
  calendarId: 'xnys',
  groups: {},
  effectiveAt: 0,
  status: 'active',
  ...changes,
});

export const market = (changes: Partial<MarketProfile> = {}): MarketProfile => ({
  instrument: instrument(),
  arrivalPrice: 50,
  dailyVolatility: 0.019,
  averageDailyVolume: 5e6,
  sharesOutstanding: null,
  halfSpread: 0.0625,
  sessions: sessions(5),
  tradingDayMs: dayMs,
  fees: null,
  volumeCurve: null,
  ...changes,
});

export const planOrder = (changes: Partial<PlanOrder> = {}): PlanOrder => ({
  orderId: 'test-1-1',
  instrumentId: 'acme',
  side: 'sell',
  lots: 1_000_000,
  limitPrice: null,
  startAt: 0,
  endAt: 4 * 86_400_000 + dayMs,
  ...changes,
});
