// npm run bench -- packages/risk
import { defineInstrument, type Instrument, type Order } from '@plimsoll/core';
import { bench, describe } from 'vitest';
import {
  createRiskGate,
  grossExposure,
  orderNotional,
  positionCap,
  positionLimit,
  priceCollar,
  type RiskGate,
  type RiskInputEvent,
} from '../src/index.ts';
import { drawdown } from '../src/machines.ts';

const share = (instrumentId: string): Instrument =>
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
  });

const apply = (gate: RiskGate, type: string, payload: unknown) =>
  gate.apply({ type, payload, at: 0 } as RiskInputEvent);

const order = (orderId: string, instrumentId: string): Order => ({
  orderId,
  account: 'main',
  strategy: 'trend',
  venue: null,
  basketId: null,
  instrumentId,
  side: 'buy',
  lots: 1,
  type: 'limit',
  limitPrice: 100,
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
});

/** A gate with `positions` held instruments and ten limits. */
const gateWith = (positions: number): RiskGate => {
  const gate = createRiskGate({
    baseCurrency: 'USD',
    limits: [
      positionLimit({ maxLongLots: 1e9, maxShortLots: 1e9 }),
      positionCap({ max: 1 }),
      positionCap({ max: 0.9, name: 'cap-2' }),
      grossExposure({ max: 4 }),
      grossExposure({ max: 3, name: 'gross-2' }),
      orderNotional({ max: 1e9 }),
      orderNotional({ max: 1e8, name: 'clip' }),
      priceCollar({ max: 0.05, maxAgeMs: 1e12 }),
      positionLimit({ maxLongLots: 1e8, name: 'quantity-2' }),
    ],
    machines: [drawdown({ deriskAt: 0.15, factor: 0.5, haltAt: 0.2, recoverAt: 0.1 })],
  });
  for (let i = 0; i < positions; i++) {
    const instrumentId = `I${i}`;
    apply(gate, 'market.instrument-defined', { instrument: share(instrumentId) });
    const mark = { instrumentId, price: 100, kind: 'close', occurredAt: 0, knownAt: 0 };
    apply(gate, 'market.mark', mark);
    const source = order(`s${i}`, instrumentId);
    const fill = { ...source, fillId: `s${i}`, childId: `s${i}`, venue: 'sim', price: 100, fee: 0 };
    apply(gate, 'order.filled', { ...fill, feeCurrency: 'USD', leavesLots: 0, filledLots: 1 });
  }
  const nav = 1e9;
  apply(gate, 'portfolio.valued', { account: 'main', nav, peakNav: nav, drawdown: 0 });
  return gate;
};

describe.each([1_000, 10_000, 100_000])('gate with 10 limits, %i positions', (positions) => {
  const gate = gateWith(positions);
  let sequence = 0;
  bench('decide, reserve, complete', () => {
    sequence += 1;
    const request = order(`o${sequence}`, `I${sequence % positions}`);
    gate.decide(request, 0);
    apply(gate, 'order.completed', { orderId: request.orderId });
  });
  bench('preview', () => {
    gate.preview(order('p', `I${sequence++ % positions}`), 0);
  });
});
