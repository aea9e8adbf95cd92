import { createLedger, type Ledger, type LedgerConfig } from '@plimsoll/core/ledger';
import { describe, expect, test } from 'vitest';
import {
  answerOf,
  applyAll,
  filled,
  flowed,
  instruments,
  marked,
} from '../support/ledger-events.ts';
import { sampleBar } from '../support/samples.ts';

const open = (config: Partial<LedgerConfig> = {}): Ledger =>
  createLedger({ baseCurrency: 'USD', instruments, ...config });

describe('valuation', () => {
  test('lists missing and old marks, with their share of what they value', () => {
    const ledger = open({ maxMarkAgeMs: 100 });
    applyAll(ledger, [
      flowed({ amount: 10_000 }, 1),
      flowed({ flowId: 'c2', amount: 800, currency: 'EUR' }, 1),
      filled({ fillId: 'f1', lots: 10, price: 100 }, 1),
      filled({ fillId: 'f2', instrumentId: 'B', lots: 4, price: 100 }, 1),
      filled({ fillId: 'f3', instrumentId: 'C', lots: 100, price: 50 }, 1),
      marked('A', 100, 1),
      marked('E', 1.5, 150),
      marked('B', 100, 150),
    ]);
    // Exposed: A 1000 (old), B 400 EUR = 600, C 50 never marked, 400 EUR cash = 600.
    expect(ledger.preview('main', 200)).toMatchObject({
      status: 'valued',
      nav: 10_000 - 1000 - 50 + 1000 + 600 + 50 + 600,
      gross: 1650,
      staleMarks: ['A', 'C'],
      staleShare: 1050 / 2250,
      marksAt: 1,
    });
    expect(ledger.preview('main', 101)).toMatchObject({ staleMarks: ['C'] });
    // Everything in euro is stale once the euro is.
    applyAll(ledger, [marked('A', 100, 300), marked('B', 100, 300), marked('C', 50, 300)]);
    expect(ledger.preview('main', 300)).toMatchObject({
      staleMarks: ['EUR'],
      staleShare: 1200 / 2250,
    });
  });

  test('says which exchange rates are missing; the inverse quote serves as well', () => {
    const ledger = open();
    applyAll(ledger, [
      flowed({ amount: 110, currency: 'EUR' }, 1),
      flowed({ flowId: 'c2', amount: 1, currency: 'JPY' }, 1),
    ]);
    expect(ledger.value('main', 2)).toEqual({
      status: 'unvaluable',
      account: 'main',
      missing: ['EUR', 'JPY'],
    });
    const inverse = open({ baseCurrency: 'EUR' });
    applyAll(inverse, [flowed({ amount: 110 }, 1), marked('E', 1.1, 1)]);
    expect(inverse.value('main', 2)).toMatchObject({
      nav: 110 * (1 / 1.1),
      byCurrency: { USD: { rate: 1 / 1.1 } },
    });
  });

  test('bars mark when they are final; older marks do not replace newer ones', () => {
    const ledger = open();
    applyAll(ledger, [filled({ lots: 1, price: 10 }, 1)]);
    const mark = () => ledger.account('main').positions[0]?.markPrice;
    const bar = { ...sampleBar, instrumentId: 'A' };
    const say = (change: Partial<typeof bar>) =>
      answerOf(ledger.apply({ type: 'market.bar', at: 60_000, payload: { ...bar, ...change } }));
    expect(say({ final: false })).toBe('noted');
    expect(say({ price: 'index' })).toBe('noted');
    expect(mark()).toBeNull();
    expect(say({})).toBe('noted');
    expect(mark()).toBe(11);
    expect(say({ close: 10.5, revision: 1 })).toBe('noted');
    expect(mark()).toBe(10.5);
    applyAll(ledger, [marked('A', 3, 59_999), marked('unheard', 1, 1)]);
    expect(mark()).toBe(10.5);
    ledger.apply({
      type: 'market.slice',
      at: 70_000,
      payload: {
        universe: 'u',
        closeAt: 70_000,
        bars: [{ ...bar, openAt: 60_000, closeAt: 70_000, knownAt: 70_000, close: 12 }],
        missing: [],
      },
    });
    expect(mark()).toBe(12);
  });

  test('accounts have their own currency, mode and peak', () => {
    const ledger = open({ accounts: { euro: { baseCurrency: 'EUR', positionMode: 'hedge' } } });
    applyAll(ledger, [
      flowed({ amount: 100, account: 'euro', currency: 'EUR' }, 1),
      flowed({ amount: 50 }, 1),
    ]);
    expect(ledger.accounts()).toEqual(['euro', 'main']);
    expect(ledger.value('euro', 2)).toMatchObject({ nav: 100, baseCurrency: 'EUR' });
    expect(ledger.value('main', 2)).toMatchObject({ nav: 50, baseCurrency: 'USD' });
    expect(ledger.describe()).toMatchObject({
      euro: { positionMode: 'hedge', peakNav: 100 },
      main: { positionMode: 'netting', peakNav: 50 },
    });
    expect(ledger.value('nobody', 2)).toMatchObject({ nav: 0, marksAt: 2, staleShare: 0 });
    expect(ledger.account('nobody')).toMatchObject({ at: null, positions: [] });
    expect(ledger.accounts()).toEqual(['euro', 'main']);
  });

  test('fees in coin: the holding shrinks by whole units, the rest is owed in coin', () => {
    const ledger = open();
    applyAll(ledger, [
      filled(
        { instrumentId: 'C', lots: 100, price: 100, fee: 0.0010000025, feeCurrency: 'BTC' },
        1,
      ),
      marked('C', 100, 2),
    ]);
    const account = ledger.account('main');
    expect(account.positions[0]?.signedUnits).toBe(99_900_000);
    expect(account.cash.amounts).toEqual({ BTC: -0.0000000025, USD: -100 });
    expect(account.fees).toEqual({ BTC: 0.0010000025 });
    const valued = ledger.preview('main', 3);
    if (valued.status !== 'valued') throw new Error(valued.status);
    expect(valued.nav).toBeCloseTo(-0.10000025, 13);
    // A rebate in coin adds units; on a sale the fee is sold with the rest.
    const rebate = open();
    applyAll(rebate, [
      filled(
        {
          instrumentId: 'C',
          side: 'sell',
          lots: 100,
          price: 100,
          fee: -0.002,
          feeCurrency: 'BTC',
        },
        1,
      ),
    ]);
    expect(rebate.account('main').positions[0]?.signedUnits).toBe(-99_800_000);
    expect(rebate.account('main').cash.amounts).toEqual({ USD: 100 });
  });

  test('more lots than allowed merge the oldest; average, value and NAV stay', () => {
    const few = open({ maxBasisLots: 3 });
    const many = open();
    const events = [1, 2, 3, 4, 5, 6].map((i) =>
      filled({ fillId: `f${i}`, lots: i, price: 10 * i }, i),
    );
    applyAll(few, [...events, marked('A', 50, 9)]);
    applyAll(many, [...events, marked('A', 50, 9)]);
    const [a, b] = [few.account('main').positions[0], many.account('main').positions[0]];
    // 1 at 10, 2 at 20, 3 at 30 and 4 at 40 have become ten at 30.
    expect(a?.basis).toEqual([
      { units: 10, price: expect.closeTo(30, 12), openedAt: 1 },
      { units: 5, price: 50, openedAt: 5 },
      { units: 6, price: 60, openedAt: 6 },
    ]);
    expect(a?.averagePrice).toBeCloseTo(b?.averagePrice ?? 0, 12);
    expect(few.preview('main', 9)).toMatchObject({
      nav: (many.preview('main', 9) as { nav: number }).nav,
    });
  });

  test('reconciles units exactly and cash within its tolerance', () => {
    const ledger = open({ cashTolerance: { USD: 0.01 }, positionMode: 'hedge' });
    applyAll(ledger, [
      flowed({ amount: 0.3 }, 1),
      filled({ fillId: 'f1', bucket: 'long', lots: 5, price: 1 }, 1),
      filled({ fillId: 'f2', bucket: 'short', side: 'sell', lots: 2, price: 1 }, 1),
    ]);
    const report = (positions: Record<string, number>, cash: Record<string, number>) =>
      ledger.apply({
        type: 'account.reported',
        at: 5,
        payload: { account: 'main', positions, cash, occurredAt: 4 },
      });
    expect(report({ A: 3 }, { USD: -2.705 })).toEqual({
      status: 'reconciled',
      reconciliation: { account: 'main', breaks: [], statementAt: 4 },
    });
    expect(report({ A: 4, B: 1 }, { USD: -2.68, EUR: 1 })).toMatchObject({
      reconciliation: {
        breaks: [
          { kind: 'position', key: 'A', expected: 3, reported: 4 },
          { kind: 'position', key: 'B', expected: 0, reported: 1 },
          { kind: 'cash', key: 'EUR', expected: 0, reported: 1 },
          { kind: 'cash', key: 'USD', expected: -2.7, reported: -2.68 },
        ],
      },
    });
    expect(ledger.account('main').breaks).toHaveLength(4);
    expect(report({ A: 3 }, {})).toMatchObject({
      reconciliation: { breaks: [{ kind: 'cash', key: 'USD', reported: 0 }] },
    });
  });
});
