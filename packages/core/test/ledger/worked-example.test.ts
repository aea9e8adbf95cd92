import { type CashFlowed, defineInstrument, type Fill, type MarketMark } from '@plimsoll/core';
import { balanceOf, createLedger, type LedgerEvent, positionOf } from '@plimsoll/core/ledger';
import { expect, test } from 'vitest';
import { sampleFill } from '../support/samples.ts';

const day = 86_400_000;

const acme = defineInstrument({ instrumentId: 'ACME', assetClass: 'equity', quoteCurrency: 'USD' });
const sap = defineInstrument({ instrumentId: 'SAP', assetClass: 'equity', quoteCurrency: 'EUR' });
const btc = defineInstrument({
  instrumentId: 'BTC-USD',
  assetClass: 'crypto',
  baseCurrency: 'BTC',
  quoteCurrency: 'USD',
  unitSize: '0.00000001',
  lotSize: '0.001',
});
const eur = defineInstrument({
  instrumentId: 'EUR-USD',
  assetClass: 'fx',
  baseCurrency: 'EUR',
  quoteCurrency: 'USD',
  lotSize: '1000',
  unitSize: '0.01',
  tickSize: '0.0001',
});

const flow = (days: number, fields: Partial<CashFlowed>): LedgerEvent => ({
  type: 'account.cash-flowed',
  at: days * day,
  payload: {
    flowId: `c${days}`,
    account: 'main',
    kind: 'deposit',
    currency: 'USD',
    amount: 0,
    instrumentId: null,
    occurredAt: days * day,
    ...fields,
  },
});

const fill = (days: number, fields: Partial<Fill>): LedgerEvent => ({
  type: 'order.filled',
  at: days * day,
  payload: {
    ...sampleFill,
    fillId: `f${days}`,
    occurredAt: days * day,
    knownAt: days * day,
    ...fields,
  },
});

const mark = (days: number, instrumentId: string, price: number): LedgerEvent => ({
  type: 'market.mark',
  at: days * day,
  payload: {
    instrumentId,
    price,
    kind: 'close',
    occurredAt: days * day,
    knownAt: days * day,
  } satisfies MarketMark,
});

const split: LedgerEvent = {
  type: 'position.adjusted',
  at: 7 * day,
  payload: {
    adjustmentId: 's1',
    account: 'main',
    kind: 'split',
    instrumentId: 'ACME',
    newInstrumentId: 'ACME',
    ratio: { numerator: 3, denominator: 2 },
    unitsDelta: 0,
    basisShare: 1,
    price: null,
    cashInLieu: 7,
    occurredAt: 7 * day,
  },
};

/*
 | day | event                               |      USD cash |  EUR cash | holding after                    | realised            |
 | --- | ----------------------------------- | ------------- | --------- | -------------------------------- | ------------------- |
 |  1  | deposit 100 000 USD                 |   100 000     |           |                                  |                     |
 |  1  | deposit 10 000 EUR                  |               | 10 000    |                                  |                     |
 |  2  | buy 100 ACME at 20, fee 1 USD       |    97 999     |           | 100 @ 20                         |                     |
 |  3  | buy 101 ACME at 22, fee 1 USD       |    95 776     |           | 100 @ 20, 101 @ 22               |                     |
 |  4  | buy 50 SAP at 120, fee 2 USD        |    95 774     |  4 000    | 50 @ 120                         |                     |
 |  5  | buy 0.5 BTC at 40 000, fee 0.001 BTC|    75 774     |           | 0.499 @ 40 000                   |                     |
 |  6  | dividend 50.25 USD on ACME          |    75 824.25  |           |                                  |                     |
 |  7  | split ACME 3:2, 7 USD in lieu of 1/2|    75 831.25  |           | 150 @ 40/3, 151 @ 44/3           | 7 - 22/3 = -1/3 USD |
 |  8  | sell 401 ACME at 16, fee 3 USD      |    82 244.25  |           | -100 @ 16                        | + 150 x 8/3 + 151 x 4/3 = 601 1/3 |
 |  9  | sell 20 SAP at 130, fee 1.5 EUR     |               |  6 598.50 | 30 @ 120                         | 200 EUR             |
 | 10  | borrow fee 4 USD on ACME            |    82 240.25  |           |                                  |                     |
 | 11  | buy 40 ACME at 15, fee 1 USD        |    81 639.25  |           | -60 @ 16                         | + 40 = 641 USD      |

 Day 7: 201 x 3/2 = 301 1/2 shares; the half share had cost 22 x 2/3 / 2 = 22/3 = 7.3333 USD.
 Day 8: 301 long closed, 100 opened short. Realised so far -1/3 + 601 1/3 = 601.
 Marks on day 12: ACME 14, SAP 125, BTC 42 000, EUR 1.10.
 Positions: ACME -60 x 14 = -840; BTC 0.499 x 42 000 = 20 958; SAP 30 x 125 = 3 750 EUR = 4 125 USD.
 Cash: 81 639.25 USD; 6 598.50 EUR x 1.10 = 7 258.35 USD.
 NAV = 81 639.25 - 840 + 20 958 + 4 125 + 7 258.35 = 113 140.60 USD.
 Unrealised: ACME -60 x (14 - 16) = 120; BTC 0.499 x 2 000 = 998; SAP 30 x 5 = 150 EUR.
 Gross 840 + 20 958 + 4 125 = 25 923; net 24 243.
 Fees 8 USD, 1.5 EUR, 0.001 BTC. Deposits 100 000 USD and 10 000 EUR = 111 000 USD.
*/
test('three currencies, a short flip, a coin fee, a split with cash in lieu and a dividend', () => {
  const ledger = createLedger({ baseCurrency: 'USD', instruments: [acme, sap, btc, eur] });
  const events: LedgerEvent[] = [
    flow(1, { amount: 100_000 }),
    flow(1, { flowId: 'c1e', amount: 10_000, currency: 'EUR' }),
    fill(2, { price: 20, lots: 100 }),
    fill(3, { price: 22, lots: 101 }),
    fill(4, { instrumentId: 'SAP', price: 120, lots: 50, fee: 2 }),
    fill(5, {
      instrumentId: 'BTC-USD',
      price: 40_000,
      lots: 500,
      fee: 0.001,
      feeCurrency: 'BTC',
    }),
    flow(6, { kind: 'dividend', amount: 50.25, instrumentId: 'ACME' }),
    split,
    fill(8, { side: 'sell', price: 16, lots: 401, fee: 3 }),
    fill(9, {
      instrumentId: 'SAP',
      side: 'sell',
      price: 130,
      lots: 20,
      fee: 1.5,
      feeCurrency: 'EUR',
    }),
    flow(10, { kind: 'borrow', amount: -4, instrumentId: 'ACME' }),
    fill(11, { price: 15, lots: 40 }),
  ];
  const usd = [
    100_000, 100_000, 97_999, 95_776, 95_774, 75_774, 75_824.25, 75_831.25, 82_244.25, 82_244.25,
    82_240.25, 81_639.25,
  ];
  events.forEach((event, i) => {
    expect(ledger.apply(event).status).toBe('booked');
    expect(balanceOf(ledger.account('main'), 'USD')).toBe(usd[i]);
  });

  for (const [id, price] of [
    ['ACME', 14],
    ['SAP', 125],
    ['BTC-USD', 42_000],
    ['EUR-USD', 1.1],
  ] as const) {
    expect(ledger.apply(mark(12, id, price))).toEqual({ status: 'noted' });
  }
  const account = ledger.account('main');
  expect(balanceOf(account, 'EUR')).toBe(6598.5);
  expect(account.cash.fxMarks).toEqual({ EUR: { currency: 'EUR', rate: 1.1, markAt: 12 * day } });
  expect(positionOf(account, 'ACME')).toMatchObject({
    signedUnits: -60,
    basis: [{ units: -60, price: 16, openedAt: 8 * day }],
    averagePrice: 16,
    unrealizedPnl: 120,
  });
  expect(positionOf(account, 'ACME')?.realizedPnl).toBeCloseTo(641, 10);
  expect(positionOf(account, 'SAP')).toMatchObject({ realizedPnl: 200, unrealizedPnl: 150 });
  expect(positionOf(account, 'BTC-USD')).toMatchObject({
    signedUnits: 49_900_000,
    averagePrice: 40_000,
    realizedPnl: 0,
    unrealizedPnl: 998,
  });
  expect(account.fees).toEqual({ BTC: 0.001, EUR: 1.5, USD: 8 });
  expect(account.flows).toEqual({
    borrow: { USD: -4 },
    deposit: { EUR: 10_000, USD: 100_000 },
    dividend: { USD: 50.25 },
  });

  const valued = ledger.value('main', 12 * day);
  expect(valued).toMatchObject({
    status: 'valued',
    baseCurrency: 'USD',
    gross: 25_923,
    net: 24_243,
    staleMarks: [],
    staleShare: 0,
    drawdown: 0,
    marksAt: 12 * day,
    byCurrency: {
      EUR: { cash: 6598.5, positions: 3750, rate: 1.1 },
      USD: { cash: 81_639.25, positions: 20_118, rate: 1 },
    },
  });
  if (valued.status !== 'valued') throw new Error(valued.status);
  expect(valued.nav).toBeCloseTo(113_140.6, 9);
  expect(valued.netFlow).toBeCloseTo(111_000, 9);
  expect(valued.peakNav).toBe(valued.nav);
});
