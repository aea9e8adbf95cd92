import {
  type Bar,
  defineInstrument,
  type Fill,
  type Instrument,
  type Order,
  type Target,
} from '@plimsoll/core';

export const stock: Instrument = defineInstrument({
  instrumentId: 'ACME',
  assetClass: 'equity',
  quoteCurrency: 'USD',
});

export const coin: Instrument = defineInstrument({
  instrumentId: 'BTC-USD',
  assetClass: 'crypto',
  baseCurrency: 'BTC',
  quoteCurrency: 'USD',
  unitSize: '0.00000001',
  lotSize: '0.001',
  tickSize: '0.1',
  minLots: 2,
  minNotional: 10,
});

export const sampleOrder: Order = {
  orderId: 'user-1-1',
  account: 'main',
  strategy: 'demo',
  venue: null,
  basketId: null,
  instrumentId: 'BTC-USD',
  side: 'buy',
  lots: 5,
  type: 'limit',
  limitPrice: 60_000.1,
  stopPrice: null,
  timeInForce: 'day',
  postOnly: false,
  reduceOnly: false,
  displayLots: null,
  startAt: 0,
  endAt: 1000,
  decisionPrice: 60_000,
  purpose: 'signal',
  venueExtras: null,
  tags: [],
};

export const sampleFill: Fill = {
  fillId: 'f1',
  orderId: 'user-1-1',
  childId: 'user-1-2',
  account: 'main',
  strategy: 'demo',
  venue: 'sim',
  instrumentId: 'ACME',
  side: 'buy',
  lots: 100,
  price: 10,
  fee: 1,
  feeCurrency: 'USD',
  liquidity: 'taker',
  occurredAt: 1000,
  knownAt: 1000,
};

export const sampleBar: Bar = {
  instrumentId: 'ACME',
  openAt: 0,
  closeAt: 60_000,
  knownAt: 60_000,
  open: 10,
  high: 12,
  low: 9,
  close: 11,
  volume: 1000,
  price: 'trade',
  adjusted: false,
  session: 'regular',
  final: true,
  revision: 0,
};

export const sampleTarget: Target = {
  targetId: 'opt-1-1',
  account: 'main',
  strategy: 'demo',
  kind: 'weights',
  values: { ACME: 0.5 },
  cash: null,
  denominator: { nav: 1000, marksAt: 0 },
  benchmarkId: null,
  horizonMs: 1,
  validUntil: 10,
};
