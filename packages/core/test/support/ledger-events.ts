import {
  type CashFlowed,
  defineInstrument,
  type Fill,
  type Instrument,
  type PositionAdjusted,
} from '@plimsoll/core';
import type { AccountView, Ledger, LedgerAnswer, LedgerEvent } from '@plimsoll/core/ledger';
import fc from 'fast-check';
import { sampleFill } from './samples.ts';

export const usdStock: Instrument = defineInstrument({
  instrumentId: 'A',
  assetClass: 'equity',
  quoteCurrency: 'USD',
});
export const eurStock: Instrument = defineInstrument({
  instrumentId: 'B',
  assetClass: 'equity',
  quoteCurrency: 'EUR',
});
export const bitcoin: Instrument = defineInstrument({
  instrumentId: 'C',
  assetClass: 'crypto',
  baseCurrency: 'BTC',
  quoteCurrency: 'USD',
  unitSize: '0.00000001',
  lotSize: '0.01',
});
export const perpetual: Instrument = defineInstrument({
  instrumentId: 'P',
  assetClass: 'perpetual',
  quoteCurrency: 'USD',
  lotSize: '0.1',
});
export const future: Instrument = defineInstrument({
  instrumentId: 'F',
  assetClass: 'future',
  quoteCurrency: 'USD',
  multiplier: 50,
});
export const euro: Instrument = defineInstrument({
  instrumentId: 'E',
  assetClass: 'fx',
  baseCurrency: 'EUR',
  quoteCurrency: 'USD',
});
export const instruments: readonly Instrument[] = [
  usdStock,
  eurStock,
  bitcoin,
  perpetual,
  future,
  euro,
];

export const filled = (
  fields: Partial<Fill>,
  at: number = fields.occurredAt ?? 0,
): LedgerEvent => ({
  type: 'order.filled',
  at,
  payload: { ...sampleFill, instrumentId: 'A', fee: 0, occurredAt: at, knownAt: at, ...fields },
});

export const flowed = (
  fields: Partial<CashFlowed>,
  at: number = fields.occurredAt ?? 0,
): LedgerEvent => ({
  type: 'account.cash-flowed',
  at,
  payload: {
    flowId: 'c1',
    account: 'main',
    kind: 'deposit',
    currency: 'USD',
    amount: 0,
    instrumentId: null,
    occurredAt: at,
    ...fields,
  },
});

export const adjusted = (
  fields: Partial<PositionAdjusted>,
  at: number = fields.occurredAt ?? 0,
): LedgerEvent => ({
  type: 'position.adjusted',
  at,
  payload: {
    adjustmentId: 'a1',
    account: 'main',
    kind: 'split',
    instrumentId: 'A',
    newInstrumentId: fields.instrumentId ?? 'A',
    ratio: { numerator: 1, denominator: 1 },
    unitsDelta: 0,
    basisShare: 1,
    price: null,
    cashInLieu: 0,
    occurredAt: at,
    ...fields,
  },
});

export const marked = (instrumentId: string, price: number, at: number): LedgerEvent => ({
  type: 'market.mark',
  at,
  payload: { instrumentId, price, kind: 'close', occurredAt: at, knownAt: at },
});

/** Applies events that must all be booked. */
export const applyAll = (ledger: Ledger, events: readonly LedgerEvent[]): void => {
  for (const event of events) {
    const answer = ledger.apply(event);
    if (answer.status !== 'booked' && answer.status !== 'noted') {
      throw new Error(`${event.type}: ${JSON.stringify(answer)}`);
    }
  }
};

/** `status code at path` of an answer. */
export const answerOf = (answer: LedgerAnswer): string =>
  'code' in answer ? `${answer.status} ${answer.code} at ${answer.path.join('.')}` : answer.status;

/** A view without the present, which only says how far the bus has come. */
export const books = (view: AccountView): Omit<AccountView, 'at'> => {
  const { at: _, ...rest } = view;
  return rest;
};

export interface Trade {
  readonly instrumentId: string;
  readonly side: 'buy' | 'sell';
  readonly lots: number;
  readonly cents: number;
  readonly feeCents: number;
  readonly feeCurrency: string;
}

/** A trade in whole cents, so that a reference can count in integers. */
export const trade = (ids: readonly string[]): fc.Arbitrary<Trade> =>
  fc.record({
    instrumentId: fc.constantFrom(...ids),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    lots: fc.integer({ min: 1, max: 50 }),
    cents: fc.integer({ min: 1, max: 20_000 }),
    feeCents: fc.integer({ min: -20, max: 200 }),
    feeCurrency: fc.constantFrom('USD', 'EUR', 'BTC'),
  });

/** The fill of a trade; ids sort like `order`. */
export const fillOf = (order: number, t: Trade, at: number): Fill => ({
  ...sampleFill,
  fillId: `f${String(order).padStart(4, '0')}`,
  instrumentId: t.instrumentId,
  side: t.side,
  lots: t.lots,
  price: t.cents / 100,
  fee: t.feeCents / 100,
  feeCurrency: t.feeCurrency,
  occurredAt: at,
  knownAt: at,
});
