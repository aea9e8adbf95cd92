import {
  defineInstrument,
  type Fill,
  type Instrument,
  type Order,
  type OrderFilled,
  type PortfolioValued,
} from '@plimsoll/core';
import type { RiskGate, RiskInput, RiskInputEvent } from '../../src/index.ts';

/** A share with whole units, or whatever `fields` says. */
export const share = (instrumentId: string, fields: Partial<Instrument> = {}): Instrument =>
  defineInstrument({
    instrumentId,
    symbol: instrumentId,
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
    calendarId: 'XNYS',
    groups: {},
    effectiveAt: 0,
    status: 'active',
    ...fields,
  });

export const order = (orderId: string, fields: Partial<Order> = {}): Order => ({
  orderId,
  account: 'main',
  strategy: 'trend',
  venue: null,
  basketId: null,
  instrumentId: 'AAA',
  side: 'buy',
  lots: 10,
  type: fields.limitPrice === undefined || fields.limitPrice === null ? 'market' : 'limit',
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'day',
  postOnly: false,
  reduceOnly: false,
  displayLots: null,
  startAt: 0,
  endAt: 1e12,
  decisionPrice: 100,
  purpose: 'rebalance',
  venueExtras: null,
  tags: [],
  ...fields,
});

export const valuation = (
  nav: number,
  peakNav: number = nav,
  fields: Partial<PortfolioValued> = {},
): PortfolioValued => ({
  account: 'main',
  baseCurrency: 'USD',
  nav,
  peakNav,
  drawdown: Math.max(0, 1 - nav / peakNav),
  netFlow: 0,
  gross: 0,
  net: 0,
  staleMarks: [],
  staleShare: 0,
  marksAt: 0,
  ...fields,
});

export const fillOf = (
  source: Order,
  lots: number,
  fillId: string,
  fields: Partial<OrderFilled> = {},
): OrderFilled => {
  const fill: Fill = {
    fillId,
    orderId: source.orderId,
    childId: `${source.orderId}-c`,
    account: source.account,
    strategy: source.strategy,
    venue: 'sim',
    instrumentId: source.instrumentId,
    side: source.side,
    lots,
    price: 100,
    fee: 0,
    feeCurrency: 'USD',
    liquidity: 'taker',
    occurredAt: 0,
    knownAt: 0,
  };
  return { ...fill, filledLots: lots, leavesLots: source.lots - lots, late: false, ...fields };
};

/** Applies one event, typed by name. */
export const apply = <K extends keyof RiskInput & string>(
  gate: RiskGate,
  type: K,
  payload: RiskInput[K],
  at = 0,
): ReturnType<RiskGate['apply']> => gate.apply({ type, payload, at } as RiskInputEvent);

/** Defines `instrument`, marks it at `price` and values the account. */
export const prime = (
  gate: RiskGate,
  instrument: Instrument,
  price: number | null = 100,
  nav: number | null = 100_000,
  at = 0,
): void => {
  apply(gate, 'market.instrument-defined', { instrument }, at);
  if (price !== null) mark(gate, instrument.instrumentId, price, at);
  if (nav !== null) apply(gate, 'portfolio.valued', valuation(nav), at);
};

export const mark = (gate: RiskGate, instrumentId: string, price: number, at = 0): void => {
  apply(
    gate,
    'market.mark',
    { instrumentId, price, kind: 'close', occurredAt: at, knownAt: at },
    at,
  );
};

/** Brings the account to `units` by an order and its fill, under whatever limits allow. */
export const hold = (gate: RiskGate, instrumentId: string, units: number, at = 0): void => {
  apply(
    gate,
    'order.filled',
    fillOf(
      order(`seed-${instrumentId}-${units}`, {
        instrumentId,
        side: units < 0 ? 'sell' : 'buy',
        lots: Math.abs(units),
      }),
      Math.abs(units),
      `seed-${instrumentId}-${units}`,
    ),
    at,
  );
};
