import { defineInstrument, type PositionAdjusted } from '@plimsoll/core';
import {
  balanceOf,
  createLedger,
  type Ledger,
  type LedgerEvent,
  positionOf,
  unitsOf,
} from '@plimsoll/core/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjusted,
  applyAll,
  books,
  filled,
  fillOf,
  flowed,
  future,
  instruments,
  marked,
  perpetual,
  trade,
} from '../support/ledger-events.ts';
import { runs } from '../support/runs.ts';

const successor = defineInstrument({
  instrumentId: 'N',
  assetClass: 'equity',
  quoteCurrency: 'USD',
});
const open = (hedge = false): Ledger =>
  createLedger({
    baseCurrency: 'USD',
    instruments: [...instruments, successor],
    positionMode: hedge ? 'hedge' : 'netting',
  });
const moved = (fields: Partial<PositionAdjusted>, at = 10): LedgerEvent =>
  adjusted({ newInstrumentId: 'N', ...fields }, at);
const nav = (ledger: Ledger): number => {
  const valued = ledger.preview('main', 20);
  if (valued.status !== 'valued') throw new Error(valued.status);
  return valued.nav;
};
const twoLots = [
  filled({ fillId: 'f1', lots: 100, price: 10 }, 1),
  filled({ fillId: 'f2', lots: 50, price: 16 }, 2),
  marked('A', 20, 3),
];

describe('splits', () => {
  test('reverse split of a short with a fraction bought back', () => {
    const ledger = open();
    applyAll(ledger, [
      filled({ side: 'sell', lots: 105, price: 2 }, 1),
      marked('A', 3, 2),
      adjusted({ ratio: { numerator: 1, denominator: 10 }, cashInLieu: -15 }, 10),
    ]);
    // 105 / 10 = 10.5: ten short at 20, half a share bought back for 15 that was sold for 10.
    expect(positionOf(ledger.account('main'), 'A')).toMatchObject({
      signedUnits: -10,
      basis: [{ units: -10, price: 20, openedAt: 1 }],
      markPrice: 30,
      realizedPnl: -5,
      unrealizedPnl: -100,
    });
    expect(balanceOf(ledger.account('main'), 'USD')).toBe(195);
    // 195 - 300 = -105 = -5 - 100.
    expect(nav(ledger)).toBe(-105);
  });

  test('lots are cut cumulatively: the position loses at most one unit', () => {
    const ledger = open();
    applyAll(ledger, [
      ...[1, 2, 3, 4].map((i) => filled({ fillId: `f${i}`, lots: 1, price: i }, i)),
      adjusted({ ratio: { numerator: 1, denominator: 2 } }, 10),
    ]);
    expect(positionOf(ledger.account('main'), 'A')?.basis).toEqual([
      { units: 1, price: 4, openedAt: 2 },
      { units: 1, price: 8, openedAt: 4 },
    ]);
  });

  test('of things that happen together, adjustments come before fills', () => {
    const ledger = open();
    applyAll(ledger, [
      filled({ fillId: 'f1', lots: 10 }, 1),
      filled({ fillId: 'f2', lots: 1 }, 5),
      adjusted({ adjustmentId: 'z', ratio: { numerator: 2, denominator: 1 } }, 5),
    ]);
    expect(unitsOf(ledger.account('main'), 'A')).toBe(21);
  });

  test('in hedge mode both buckets split; cash in lieu goes with the one that is held', () => {
    const ledger = open(true);
    applyAll(ledger, [
      filled({ fillId: 'f1', bucket: 'long', lots: 3 }, 1),
      filled({ fillId: 'f2', bucket: 'short', side: 'sell', lots: 4 }, 2),
      adjusted({ ratio: { numerator: 1, denominator: 2 }, cashInLieu: 6 }, 10),
    ]);
    const account = ledger.account('main');
    expect(positionOf(account, 'A', 'long')).toMatchObject({ signedUnits: 1, realizedPnl: -4 });
    expect(positionOf(account, 'A', 'short')).toMatchObject({ signedUnits: -2, realizedPnl: 0 });
    expect(unitsOf(account, 'A')).toBe(-1);
    const flat = open(true);
    applyAll(flat, [adjusted({ cashInLieu: 6, ratio: { numerator: 2, denominator: 1 } }, 10)]);
    expect(balanceOf(flat.account('main'), 'USD')).toBe(6);
    expect(nav(flat)).toBe(6);
  });
});

describe('holdings that become others', () => {
  test('a symbol change carries lots, dates and value', () => {
    const ledger = open();
    applyAll(ledger, twoLots);
    const before = nav(ledger);
    applyAll(ledger, [moved({ kind: 'symbol-change' })]);
    const account = ledger.account('main');
    expect(positionOf(account, 'A')).toMatchObject({ signedUnits: 0, basis: [], realizedPnl: 0 });
    expect(positionOf(account, 'N')).toMatchObject({
      signedUnits: 150,
      basis: [
        { units: 100, price: 10, openedAt: 1 },
        { units: 50, price: 16, openedAt: 2 },
      ],
      markPrice: 20,
      markAt: 3,
    });
    expect(nav(ledger)).toBe(before);
  });

  test('a stock merger with cash in lieu', () => {
    const ledger = open();
    applyAll(ledger, [
      ...twoLots,
      marked('N', 55, 4),
      moved({ kind: 'merger', ratio: { numerator: 3, denominator: 8 }, cashInLieu: 14 }),
    ]);
    // 100 x 3/8 = 37.5, 150 x 3/8 = 56.25: lots of 37 and 19 at 80/3 and 128/3.
    // Cost given up: 1800 - 37 x 80/3 - 19 x 128/3 = 1800 - 5392/3 = 8/3.
    const account = ledger.account('main');
    expect(positionOf(account, 'N')).toMatchObject({
      signedUnits: 56,
      markPrice: 55,
      basis: [
        { units: 37, price: 80 / 3 },
        { units: 19, price: 128 / 3 },
      ],
    });
    expect(positionOf(account, 'A')?.realizedPnl).toBeCloseTo(14 - 8 / 3, 12);
    expect(balanceOf(account, 'USD')).toBe(-1786);
    expect(nav(ledger)).toBe(-1786 + 56 * 55);
  });

  test('an all-cash merger realises everything', () => {
    const ledger = open();
    applyAll(ledger, [
      ...twoLots,
      moved({ kind: 'merger', ratio: { numerator: 0, denominator: 1 }, cashInLieu: 3000 }),
    ]);
    const account = ledger.account('main');
    expect(positionOf(account, 'A')).toMatchObject({ signedUnits: 0, realizedPnl: 1200 });
    expect(unitsOf(account, 'N')).toBe(0);
    expect(nav(ledger)).toBe(1200);
  });

  test('a spin-off shares basis and value between parent and child', () => {
    const ledger = open();
    applyAll(ledger, twoLots);
    const before = nav(ledger);
    applyAll(ledger, [
      moved({ kind: 'spin-off', ratio: { numerator: 1, denominator: 5 }, basisShare: 0.25 }),
    ]);
    const account = ledger.account('main');
    expect(positionOf(account, 'A')).toMatchObject({
      signedUnits: 150,
      averagePrice: 9,
      markPrice: 15,
      realizedPnl: 0,
    });
    expect(positionOf(account, 'N')).toMatchObject({
      signedUnits: 30,
      averagePrice: 15,
      markPrice: 25,
    });
    expect(nav(ledger)).toBe(before);
    applyAll(ledger, [marked('A', 16, 12), marked('N', 24, 12)]);
    expect(nav(ledger)).toBe(-1800 + 150 * 16 + 30 * 24);
  });

  test('units of different size and multiplier keep their value', () => {
    const mini = defineInstrument({ ...future, instrumentId: 'M', multiplier: 5 });
    const ledger = createLedger({ baseCurrency: 'USD', instruments: [...instruments, mini] });
    applyAll(ledger, [filled({ instrumentId: 'F', lots: 2, price: 100 }, 1), marked('F', 110, 2)]);
    const before = nav(ledger);
    applyAll(ledger, [
      adjusted(
        {
          kind: 'symbol-change',
          instrumentId: 'F',
          newInstrumentId: 'M',
          ratio: { numerator: 10, denominator: 1 },
        },
        10,
      ),
    ]);
    expect(positionOf(ledger.account('main'), 'M')).toMatchObject({
      signedUnits: 20,
      averagePrice: 100,
      markPrice: 110,
    });
    expect(nav(ledger)).toBe(before);
  });

  test('a late fill upstream books everything downstream again', () => {
    const ids = ['A', 'N', 'B'];
    fc.assert(
      fc.property(fc.array(trade(ids), { minLength: 2, maxLength: 20 }), fc.nat(), (list, pick) => {
        const events = list.map((t, i) => {
          const fill = { ...fillOf(i, t, i * 10), fee: 0 };
          return filled(fill, fill.occurredAt);
        });
        const chain = [
          moved({ adjustmentId: 'm', kind: 'merger', ratio: { numerator: 3, denominator: 2 } }, 45),
          adjusted(
            {
              adjustmentId: 'back',
              kind: 'spin-off',
              instrumentId: 'N',
              newInstrumentId: 'A',
              ratio: { numerator: 1, denominator: 3 },
              basisShare: 0.5,
            },
            95,
          ),
          adjusted({ adjustmentId: 's', ratio: { numerator: 2, denominator: 1 } }, 125),
        ];
        const inOrder = [...events, ...chain].sort((a, b) => a.at - b.at);
        const late = events[pick % events.length] as LedgerEvent;
        const [right, mended] = [open(), open()];
        applyAll(right, [...inOrder, marked('A', 5, 999)]);
        applyAll(mended, [
          ...inOrder.filter((event) => event !== late),
          marked('A', 5, 999),
          { ...late, at: 999 },
        ]);
        const strip = (ledger: Ledger) => {
          const { positions, ...rest } = books(ledger.account('main'));
          // Carried marks are set when the adjustment arrives, from what was marked then.
          return { ...rest, positions: positions.map((p) => ({ ...p, markPrice: 0, markAt: 0 })) };
        };
        expect(strip(mended)).toEqual(strip(right));
      }),
      runs(60),
    );
  });
});

describe('units added outright', () => {
  test('a transfer is a flow at its price, a disposal when it goes out', () => {
    const ledger = open();
    applyAll(ledger, [
      flowed({ amount: 1000 }, 1),
      adjusted({ kind: 'transfer', unitsDelta: 10, price: 50 }, 2),
      marked('A', 50, 3),
    ]);
    expect(ledger.value('main', 4)).toMatchObject({ nav: 1500, netFlow: 1500, drawdown: 0 });
    applyAll(ledger, [
      marked('A', 40, 5),
      adjusted({ adjustmentId: 'a2', kind: 'transfer', unitsDelta: -4, price: 40 }, 6),
    ]);
    expect(ledger.value('main', 7)).toMatchObject({
      nav: 1240,
      netFlow: -160,
      drawdown: expect.closeTo(100 / 1500, 12),
    });
    const account = ledger.account('main');
    expect(positionOf(account, 'A')).toMatchObject({ signedUnits: 6, realizedPnl: -40 });
    expect(account.transferredInKind).toEqual({ USD: 340 });
  });

  test('an assignment trades at the strike; futures transfer without value', () => {
    const ledger = open();
    applyAll(ledger, [
      adjusted({ kind: 'assignment', unitsDelta: -100, price: 95 }, 1),
      adjusted(
        {
          adjustmentId: 'a2',
          kind: 'transfer',
          instrumentId: 'F',
          newInstrumentId: 'F',
          unitsDelta: 3,
          price: 4000,
        },
        2,
      ),
      adjusted(
        {
          adjustmentId: 'a3',
          kind: 'assignment',
          instrumentId: 'F',
          newInstrumentId: 'F',
          unitsDelta: 1,
          price: 4000,
        },
        2,
      ),
      marked('A', 90, 3),
      marked('F', 4001, 3),
    ]);
    expect(balanceOf(ledger.account('main'), 'USD')).toBe(9500);
    expect(ledger.value('main', 4)).toMatchObject({ nav: 500 + 200, netFlow: 0 });
  });
});

describe('margined contracts', () => {
  test('futures pay through variation margin, perpetuals when they close', () => {
    const ledger = open();
    applyAll(ledger, [
      filled({ fillId: 'f1', instrumentId: 'F', lots: 2, price: 100 }, 1),
      filled({ fillId: 'p1', instrumentId: 'P', lots: 30, price: 100 }, 1),
      marked('F', 103, 2),
      marked('P', 103, 2),
    ]);
    // Two futures x 50 x 3 = 300; perpetual 3.0 x 3 = 9; nothing paid yet.
    expect(ledger.account('main').cash.amounts).toEqual({});
    expect(nav(ledger)).toBe(309);
    applyAll(ledger, [
      flowed({ flowId: 'v1', kind: 'variation-margin', instrumentId: 'F', amount: 300 }, 3),
    ]);
    expect(nav(ledger)).toBe(309);
    applyAll(ledger, [
      filled({ fillId: 'f2', instrumentId: 'F', side: 'sell', lots: 2, price: 105, fee: 4 }, 4),
      filled({ fillId: 'p2', instrumentId: 'P', side: 'sell', lots: 30, price: 105, fee: 1 }, 4),
    ]);
    const account = ledger.account('main');
    // Future: 500 earned, 300 paid, 200 still to come. Perpetual: 15 paid on closing.
    expect(account.cash.amounts).toEqual({ USD: 300 - 4 + 15 - 1 });
    expect(account.realizedPnl).toEqual({ USD: 515 });
    expect(nav(ledger)).toBe(510);
    applyAll(ledger, [
      flowed({ flowId: 'v2', kind: 'variation-margin', instrumentId: 'F', amount: 200 }, 5),
    ]);
    expect(nav(ledger)).toBe(510);
    expect(balanceOf(ledger.account('main'), 'USD')).toBe(510);
    expect(ledger.preview('main', 6)).toMatchObject({ gross: 0, net: 0 });
  });

  test('variation margin may arrive before the first fill', () => {
    const ledger = open();
    applyAll(ledger, [
      flowed({ flowId: 'v1', kind: 'variation-margin', instrumentId: 'P', amount: 5 }, 1),
      filled({ instrumentId: 'P', lots: 10, price: 100 }, 2),
      marked('P', 107, 3),
    ]);
    expect(nav(ledger)).toBe(7);
    expect(perpetual.lotSize).toBe('0.1');
  });
});
