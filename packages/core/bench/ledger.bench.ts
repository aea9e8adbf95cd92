import { defineInstrument, type Fill, lotsFromQuantity, roundToTick } from '@plimsoll/core';
import { createLedger, type Ledger, type LedgerEvent } from '@plimsoll/core/ledger';
import { bench, describe } from 'vitest';

// Run with: npx vitest bench packages/core/bench/ledger.bench.ts --run
// One iteration books 10 000 fills on 20 instruments; divide accordingly.

const count = 10_000;
const instruments = Array.from({ length: 20 }, (_, i) =>
  defineInstrument({ instrumentId: `I${i}`, assetClass: 'equity', quoteCurrency: 'USD' }),
);
const fill: Fill = {
  fillId: '',
  orderId: 'o-1-1',
  childId: 'c-1-1',
  account: 'main',
  strategy: 'bench',
  venue: 'sim',
  instrumentId: '',
  side: 'buy',
  lots: 0,
  price: 0,
  fee: 0.35,
  feeCurrency: 'USD',
  liquidity: 'taker',
  occurredAt: 0,
  knownAt: 0,
};

const stream = (from: number): LedgerEvent[] =>
  Array.from({ length: count }, (_, k) => {
    const i = from + k;
    const occurredAt = i * 1000;
    return {
      type: 'order.filled',
      at: occurredAt,
      payload: {
        ...fill,
        fillId: `f${i.toString(36)}`,
        instrumentId: `I${i % 20}`,
        side: (i * 7919) % 13 < 6 ? 'buy' : 'sell',
        lots: 1 + (i % 97),
        price: 100 + ((i * 31) % 500) / 100,
        occurredAt,
        knownAt: occurredAt,
      },
    };
  });

const open = (): Ledger =>
  createLedger({ baseCurrency: 'USD', instruments, correctionWindowMs: 3_600_000 });

describe('ledger', () => {
  const events = stream(0);
  bench('book 10 000 fills', () => {
    const ledger = open();
    for (const event of events) ledger.apply(event);
  });

  const late = events.map((event, i) => (i % 10 === 9 ? (events[i - 5] as LedgerEvent) : event));
  bench('book 10 000 fills, one in ten a duplicate', () => {
    const ledger = open();
    for (const event of late) ledger.apply(event);
  });

  const loaded = open();
  for (const event of events) loaded.apply(event);
  for (const { instrumentId } of instruments) {
    const payload = { instrumentId, price: 101, kind: 'close', occurredAt: 0, knownAt: 0 } as const;
    loaded.apply({ type: 'market.mark', at: 0, payload });
  }
  bench('value an account of 20 positions', () => {
    loaded.preview('main', count * 1000);
  });
  bench('snapshot an hour of history', () => {
    loaded.snapshot();
  });
});

describe('instrument', () => {
  const stock = instruments[0] as (typeof instruments)[0];
  bench('roundToTick, on the grid', () => {
    roundToTick(stock, 100.05, 'buy', 'passive');
  });
  bench('roundToTick, between ticks', () => {
    roundToTick(stock, 100.0512, 'buy', 'passive');
  });
  bench('lotsFromQuantity, from text', () => {
    lotsFromQuantity(stock, '1234.5', 'down');
  });
});
