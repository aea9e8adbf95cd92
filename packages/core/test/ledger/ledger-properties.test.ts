import type { Fill } from '@plimsoll/core';
import { balanceOf, createLedger, type Ledger, type LedgerEvent } from '@plimsoll/core/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjusted,
  answerOf,
  applyAll,
  books,
  filled,
  fillOf,
  flowed,
  instruments,
  marked,
  type Trade,
  trade,
} from '../support/ledger-events.ts';
import { runs } from '../support/runs.ts';

const open = (options: { hedge?: boolean; windowMs?: number } = {}): Ledger =>
  createLedger({
    baseCurrency: 'USD',
    instruments,
    positionMode: options.hedge === true ? 'hedge' : 'netting',
    ...(options.windowMs === undefined ? {} : { correctionWindowMs: options.windowMs }),
  });

const all = ['A', 'B', 'C', 'P', 'F'];
const trades = (ids: readonly string[], maxLength = 30) =>
  fc.array(trade(ids), { minLength: 1, maxLength });
const asEvent = (fill: Fill): LedgerEvent => filled(fill, fill.occurredAt);
const view = (ledger: Ledger) => books(ledger.account('main'));
const marks = (at: number): LedgerEvent[] => [
  marked('A', 101, at),
  marked('B', 52.5, at),
  marked('C', 63.25, at),
  marked('P', 77, at),
  marked('F', 88.5, at),
  marked('E', 1.125, at),
];

/** First in, first out in whole cents, on a queue of single units: slow and plain. */
const reference = (list: readonly Trade[], id: string) => {
  let queue: number[] = [];
  let sign = 0;
  let realized = 0;
  for (const { instrumentId, side, lots, cents } of list) {
    if (instrumentId !== id) continue;
    const direction = side === 'buy' ? 1 : -1;
    for (let i = 0; i < lots; i++) {
      if (queue.length === 0 || sign === direction) {
        sign = direction;
        queue.push(cents);
      } else {
        realized += sign * (cents - (queue[0] as number));
        queue = queue.slice(1);
      }
    }
  }
  // Flat is 0, also after a short: -1 * 0 would be -0.
  const units = queue.length === 0 ? 0 : sign * queue.length;
  return { units, cost: queue.reduce((a, b) => a + b, 0), realized };
};

describe('ledger laws', () => {
  test('cash + positions = NAV and flows + results − fees = NAV, in every currency', () => {
    fc.assert(
      fc.property(trades(all), fc.integer({ min: 0, max: 5000 }), (list, deposit) => {
        const ledger = open();
        applyAll(ledger, [
          flowed({ amount: deposit / 100 }),
          flowed({ flowId: 'c2', amount: deposit / 10, currency: 'EUR' }),
          ...list.map((t, i) => asEvent(fillOf(i, t, i))),
          flowed({ flowId: 'v1', kind: 'variation-margin', instrumentId: 'F', amount: 12.5 }, 40),
          ...marks(50),
        ]);
        const valued = ledger.value('main', 60);
        if (valued.status !== 'valued') throw new Error(JSON.stringify(valued));
        const account = ledger.account('main');
        const gross = list.reduce((sum, { lots, cents }) => sum + lots * cents, 5000);
        let nav = 0;
        for (const [currency, { cash, positions, rate }] of Object.entries(valued.byCurrency)) {
          nav += rate * (cash + positions);
          expect(cash).toBe(balanceOf(account, currency));
          const flows = Object.entries(account.flows)
            .filter(([kind]) => kind !== 'variation-margin')
            .reduce((sum, [, amounts]) => sum + (amounts[currency] ?? 0), 0);
          const results =
            (account.realizedPnl[currency] ?? 0) + (account.unrealizedPnl[currency] ?? 0);
          // A fee in the coin held was paid at the price of its trade.
          const inKind = list
            .filter((t) => currency === 'USD' && t.instrumentId === 'C' && t.feeCurrency === 'BTC')
            .reduce((sum, t) => sum + (t.feeCents / 100) * (t.cents / 100), 0);
          const coin = list
            .filter((t) => currency === 'BTC' && t.instrumentId === 'C' && t.feeCurrency === 'BTC')
            .reduce((sum, t) => sum + t.feeCents / 100, 0);
          const fees = (account.fees[currency] ?? 0) + inKind - coin;
          expect(Math.abs(flows + results - fees - (cash + positions))).toBeLessThan(1e-12 * gross);
        }
        expect(Math.abs(nav - valued.nav)).toBeLessThan(1e-12 * gross);
      }),
      runs(60),
    );
  });

  test('units, cost and realised results equal a queue of single units counted in cents', () => {
    fc.assert(
      fc.property(trades(['A', 'B']), (list) => {
        const ledger = open();
        applyAll(
          ledger,
          list.map((t, i) => asEvent(fillOf(i, t, i))),
        );
        const account = ledger.account('main');
        for (const { instrumentId, signedUnits, averagePrice, realizedPnl } of account.positions) {
          const { units, cost, realized } = reference(list, instrumentId);
          expect(signedUnits).toBe(units);
          expect(realizedPnl).toBeCloseTo(realized / 100, 9);
          if (units === 0) expect(averagePrice).toBeNull();
          else expect(averagePrice).toBeCloseTo(cost / Math.abs(units) / 100, 9);
        }
      }),
      runs(80),
    );
  });

  test('the order in which same-time fills arrive leaves no trace at all', () => {
    fc.assert(
      fc.property(trades(all), fc.array(fc.nat()), (list, keys) => {
        const fills = list.map((t, i) => fillOf(i, t, 7));
        const shuffled = fills
          .map((fill, i) => ({ fill, key: keys[i] ?? i }))
          .sort((a, b) => a.key - b.key)
          .map(({ fill }) => fill);
        const [straight, mixed] = [open(), open()];
        applyAll(straight, [...fills.map(asEvent), ...marks(8)]);
        applyAll(mixed, [...shuffled.map(asEvent), ...marks(8)]);
        expect(view(mixed)).toEqual(view(straight));
        expect(mixed.preview('main', 9)).toEqual(straight.preview('main', 9));
      }),
      runs(60),
    );
  });

  test('corrections, busts and late arrivals equal the history they make right', () => {
    const fate = fc.record({
      wrong: fc.constantFrom('right', 'corrected', 'busted', 'late', 'moved'),
      lots: fc.integer({ min: 1, max: 50 }),
      cents: fc.integer({ min: 1, max: 20_000 }),
    });
    const story = fc.array(fc.tuple(trade(all), fate), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(story, fc.boolean(), (list, withSplit) => {
        const clean: LedgerEvent[] = [];
        const messy: LedgerEvent[] = [];
        const after: LedgerEvent[] = [];
        list.forEach(([t, { wrong, lots, cents }], i) => {
          const fill = fillOf(i, t, i * 10);
          const { instrumentId } = fill;
          const original = { ...fill, lots, price: cents / 100, fee: 0.5 };
          if (withSplit && i === 12) {
            const two = adjusted({ ratio: { numerator: 2, denominator: 1 } }, 115);
            clean.push(two);
            messy.push(two);
          }
          if (wrong !== 'busted') clean.push(asEvent(fill));
          if (wrong === 'late') after.push({ ...asEvent(fill), at: 900 });
          else if (wrong === 'right') messy.push(asEvent(fill));
          else if (wrong === 'busted') {
            messy.push(asEvent(original));
            after.push({
              type: 'fill.busted',
              at: 900,
              payload: { instrumentId, fill: original },
            });
          } else {
            const first = wrong === 'moved' ? { ...original, occurredAt: 55 } : original;
            messy.push({ ...asEvent(first), at: i * 10 });
            after.push({
              type: 'fill.corrected',
              at: 900,
              payload: { instrumentId, original: first, corrected: fill },
            });
          }
        });
        const [right, mended] = [open(), open()];
        applyAll(right, [...clean, ...marks(950)]);
        for (const event of [...messy, ...after, ...marks(950)]) {
          const answer = mended.apply(event);
          expect(['booked', 'noted', 'duplicate']).toContain(answer.status);
        }
        // A bust leaves the flat position behind; everything that counts is the same.
        const touched = (ledger: Ledger) => ({
          ...view(ledger),
          positions: view(ledger).positions.filter(
            ({ signedUnits, realizedPnl }) => signedUnits !== 0 || realizedPnl !== 0,
          ),
          cash: Object.entries(view(ledger).cash.amounts).filter(([, amount]) => amount !== 0),
          fees: Object.entries(view(ledger).fees).filter(([, amount]) => amount !== 0),
          realizedPnl: [],
          unrealizedPnl: [],
        });
        expect(touched(mended)).toEqual(touched(right));
        const [a, b] = [mended.preview('main', 960), right.preview('main', 960)];
        if (a.status !== 'valued' || b.status !== 'valued') throw new Error('unvaluable');
        expect(a.nav).toBe(b.nav);
      }),
      runs(60),
    );
  });

  test('a snapshot continues bit for bit', () => {
    fc.assert(
      fc.property(trades(all, 40), fc.nat(40), fc.nat(3), (list, cut, back) => {
        const events = [
          flowed({ amount: 1e6 }),
          ...list.map((t, i) => asEvent(fillOf(i, t, Math.max(0, i - (i % 4 === 3 ? back : 0))))),
          adjusted({ ratio: { numerator: 3, denominator: 2 }, cashInLieu: 1 }, 50),
          ...marks(60),
        ];
        const config = { baseCurrency: 'USD', correctionWindowMs: 20 } as const;
        const whole = createLedger({ ...config, instruments });
        const first = createLedger({ ...config, instruments });
        const answers = events.map((event) => whole.apply(event));
        events.slice(0, cut).forEach((event) => {
          first.apply(event);
        });
        const from = JSON.parse(JSON.stringify(first.snapshot()));
        const second = createLedger(config, { from });
        expect(second.snapshot()).toEqual(first.snapshot());
        events.slice(cut).forEach((event, i) => {
          expect(second.apply(event)).toEqual(answers[cut + i]);
        });
        expect(second.value('main', 70)).toEqual(whole.value('main', 70));
        expect(JSON.stringify(second.snapshot())).toBe(JSON.stringify(whole.snapshot()));
      }),
      runs(40),
    );
  });

  test('long and short mirror each other', () => {
    fc.assert(
      fc.property(trades(['A', 'P', 'F']), (list) => {
        const free = list.map((t) => ({ ...t, feeCents: 0 }));
        const turned = free.map((t): Trade => ({ ...t, side: t.side === 'buy' ? 'sell' : 'buy' }));
        const [long, short] = [open(), open()];
        applyAll(long, [...free.map((t, i) => asEvent(fillOf(i, t, i))), ...marks(50)]);
        applyAll(short, [...turned.map((t, i) => asEvent(fillOf(i, t, i))), ...marks(50)]);
        const [a, b] = [long.account('main'), short.account('main')];
        a.positions.forEach((position, i) => {
          const mirror = b.positions[i];
          expect(mirror?.signedUnits).toBe(0 - position.signedUnits);
          expect(mirror?.averagePrice).toBe(position.averagePrice);
          expect(mirror?.realizedPnl).toBe(0 - position.realizedPnl);
          expect(mirror?.unrealizedPnl).toBe(0 - (position.unrealizedPnl ?? 0));
        });
        const [up, down] = [long.preview('main', 60), short.preview('main', 60)];
        if (up.status !== 'valued' || down.status !== 'valued') throw new Error('unvaluable');
        expect(down.nav).toBe(0 - up.nav);
        expect(down.gross).toBe(up.gross);
      }),
      runs(50),
    );
  });

  test('a split changes neither NAV, cost nor results', () => {
    const ratio = fc.record({
      numerator: fc.integer({ min: 1, max: 12 }),
      denominator: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(trades(['A'], 12), ratio, (list, { numerator, denominator }) => {
        // Lots in multiples of the old units, so that no fraction is lost.
        const whole = list.map((t) => ({ ...t, feeCents: 0, lots: t.lots * denominator }));
        const ledger = open();
        applyAll(ledger, [...whole.map((t, i) => asEvent(fillOf(i, t, i))), ...marks(50)]);
        const before = ledger.preview('main', 60);
        const held = ledger.account('main').positions[0];
        applyAll(ledger, [adjusted({ ratio: { numerator, denominator } }, 55)]);
        const after = ledger.preview('main', 60);
        const now = ledger.account('main').positions[0];
        if (before.status !== 'valued' || after.status !== 'valued') throw new Error('unvaluable');
        const scale = 1e-14 * (before.gross + 1 + Math.abs(before.nav));
        expect(Math.abs(after.nav - before.nav)).toBeLessThan(scale);
        expect(now?.signedUnits).toBe(((held?.signedUnits ?? 0) * numerator) / denominator);
        expect(now?.realizedPnl).toBe(held?.realizedPnl);
        expect(Math.abs((now?.unrealizedPnl ?? 0) - (held?.unrealizedPnl ?? 0))).toBeLessThan(
          1e-12 * (before.gross + 1),
        );
        // The next mark counts new units and is taken as it is.
        applyAll(ledger, [marked('A', 33, 61)]);
        expect(ledger.account('main').positions[0]?.markPrice).toBe(33);
      }),
      runs(60),
    );
  });

  test('a hedge account is two netting accounts', () => {
    fc.assert(
      fc.property(trades(['A']), fc.array(fc.boolean()), (list, longs) => {
        const hedge = open({ hedge: true });
        const netting = open();
        list.forEach((t, i) => {
          const bucket = (longs[i] ?? true) ? ('long' as const) : ('short' as const);
          const fill = fillOf(i, t, i);
          applyAll(hedge, [asEvent({ ...fill, bucket })]);
          applyAll(netting, [asEvent({ ...fill, account: bucket })]);
        });
        for (const bucket of ['long', 'short'] as const) {
          const side = hedge.account('main').positions.find((p) => p.bucket === bucket);
          const alone = netting.account(bucket).positions[0];
          expect(side?.basis).toEqual(alone?.basis);
          expect(side?.realizedPnl).toEqual(alone?.realizedPnl);
        }
      }),
      runs(30),
    );
  });

  test('forgetting the past changes nothing that is still within the window', () => {
    fc.assert(
      fc.property(fc.array(trade(['A', 'P']), { minLength: 300, maxLength: 400 }), (list) => {
        const [short, long] = [open({ windowMs: 30 }), open()];
        list.forEach((t, i) => {
          // Every fifth fill arrives three ticks late.
          const fill = fillOf(i, t, i % 5 === 4 ? i - 3 : i);
          const event = { ...asEvent(fill), at: i };
          expect(short.apply(event).status).toBe('booked');
          expect(long.apply(event).status).toBe('booked');
        });
        expect(view(short)).toEqual(view(long));
        const size = JSON.stringify(short.snapshot()).length;
        expect(size).toBeLessThan(0.8 * JSON.stringify(long.snapshot()).length);
        const old = fillOf(9999, list[0] as Trade, 1);
        expect(answerOf(short.apply({ ...asEvent(old), at: 1 }))).toBe(
          'refused core/before-horizon at occurredAt',
        );
      }),
      { ...runs(6), endOnFailure: true },
    );
  });

  test('a late fill deep in a long history is booked in its place, before and after forgetting', () => {
    const pick = fc.record({
      list: fc.array(trade(['A']), { minLength: 3000, maxLength: 3000 }),
      lateness: fc.array(fc.integer({ min: 1, max: 990 }), { minLength: 40, maxLength: 40 }),
    });
    fc.assert(
      fc.property(pick, ({ list, lateness }) => {
        const fills = list.map((t, i) => fillOf(i, t, i));
        const [right, late] = [open(), open({ windowMs: 1000 })];
        applyAll(right, fills.map(asEvent));
        const heldBack = new Map(lateness.map((delay, k) => [100 + k * 50, delay]));
        const arrivals = fills
          .map((fill, i) => ({ fill, at: i + (heldBack.get(i) ?? 0) }))
          .sort((a, b) => a.at - b.at);
        const config = { baseCurrency: 'USD', correctionWindowMs: 1000 } as const;
        arrivals.forEach(({ fill, at }, i) => {
          applyAll(late, [{ ...asEvent(fill), at }]);
          if (i % 120 !== 119) return;
          // A restored ledger books its whole window again: what was built up must agree.
          const again = createLedger(config, { from: late.snapshot() });
          expect(view(again)).toEqual(view(late));
        });
        expect(view(late)).toEqual(view(right));
      }),
      { ...runs(3), endOnFailure: true },
    );
  });

  test('aggregates do not drift: 20 000 fills against whole cents', () => {
    const ledger = open({ windowMs: 1000 });
    let cents = 0n;
    let gross = 0n;
    for (let i = 0; i < 20_000; i++) {
      const t: Trade = {
        instrumentId: 'A',
        side: (i * 7919) % 11 < 5 ? 'buy' : 'sell',
        lots: 1 + ((i * 31) % 97),
        cents: 9000 + ((i * 101) % 2000),
        feeCents: i % 7,
        feeCurrency: 'USD',
      };
      const value = BigInt(t.lots * t.cents);
      cents -= (t.side === 'buy' ? value : -value) + BigInt(t.feeCents);
      gross += value;
      applyAll(ledger, [asEvent({ ...fillOf(i, t, i), fillId: `f${i}` })]);
    }
    const account = ledger.account('main');
    expect(Math.abs(balanceOf(account, 'USD') - Number(cents) / 100)).toBeLessThan(
      1e-15 * Number(gross),
    );
    const [position] = account.positions;
    const units = position?.basis.reduce((sum, lot) => sum + lot.units, 0);
    expect(position?.signedUnits).toBe(units);
    const cost = position?.basis.reduce((sum, lot) => sum + lot.units * lot.price, 0) ?? 0;
    const relative = (position?.averagePrice ?? 0) / (cost / (units ?? 1)) - 1;
    expect(Math.abs(relative)).toBeLessThan(1e-12);
  });
});
