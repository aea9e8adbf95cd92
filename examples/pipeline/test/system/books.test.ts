import { beforeAll, describe, expect, test } from 'vitest';
import { assumptions, INDEX } from '../../src/system/run-options.ts';
import { baseMarket, baseRun } from './base-run.ts';
import { ofType, type RecordedRun } from './recorded-run.ts';

let run: RecordedRun;
beforeAll(async () => {
  run = await baseRun();
});

/** Cash and lots by plain arithmetic, in the order of the journal. */
const recomputed = ({ events }: RecordedRun) => {
  let cash = 0;
  const lots = new Map<string, number>();
  const marks = new Map<string, number>();
  const values: { readonly told: number; readonly counted: number; readonly gross: number }[] = [];
  for (const event of events) {
    if (event.type === 'account.cash-flowed') cash += event.payload.amount;
    if (event.type === 'market.bar' && event.payload.instrumentId !== INDEX) {
      marks.set(event.payload.instrumentId, event.payload.close);
    }
    if (event.type === 'order.filled') {
      const { instrumentId, side, lots: filled, price, fee } = event.payload;
      const signed = side === 'buy' ? filled : -filled;
      lots.set(instrumentId, (lots.get(instrumentId) ?? 0) + signed);
      cash -= signed * price + fee;
    }
    if (event.type === 'portfolio.valued') {
      const worth = [...lots].map(([asset, held]) => held * (marks.get(asset) ?? Number.NaN));
      const gross = worth.reduce((sum, value) => sum + Math.abs(value), 0);
      const counted = cash + worth.reduce((sum, value) => sum + value, 0);
      values.push({ told: event.payload.nav, counted, gross });
    }
  }
  return values;
};

describe('the ledger', () => {
  test('values the account at cash and positions counted from the fills', () => {
    const values = recomputed(run);
    expect(values).toHaveLength(baseMarket.months.length);
    for (const { told, counted } of values) {
      expect(Math.abs(told - counted) / counted).toBeLessThan(1e-12);
    }
    expect(values.at(-1)?.gross).toBeGreaterThan(assumptions.openingCash / 4);
  });

  test('tells after each fill the lots and the cash that the fills add up to', () => {
    const lots = new Map<string, number>();
    let cash = 0;
    let told = 0;
    for (const { type, payload } of run.events) {
      if (type === 'account.cash-flowed') cash += payload.amount;
      if (type === 'order.filled') {
        const signed = payload.side === 'buy' ? payload.lots : -payload.lots;
        lots.set(payload.instrumentId, (lots.get(payload.instrumentId) ?? 0) + signed);
        cash -= signed * payload.price + payload.fee;
      }
      if (type !== 'portfolio.changed') continue;
      told++;
      const balance = payload.cash[assumptions.currency] as number;
      expect(Math.abs(balance - cash)).toBeLessThan(1e-12 * assumptions.openingCash);
      for (const { instrumentId, signedUnits } of payload.positions) {
        expect(signedUnits).toBe(lots.get(instrumentId));
      }
    }
    expect(told).toBe(1 + run.record.fills.length);
  });

  test('begins with the deposit alone', () => {
    const [first] = ofType(run.events, 'portfolio.valued');
    expect(first?.payload).toMatchObject({ nav: assumptions.openingCash, gross: 0, drawdown: 0 });
  });
});
