import type { Position } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { createRiskGate, grossExposure, positionCap, positionLimit } from '../../src/index.ts';
import { apply, fillOf, hold, mark, order, prime, share, valuation } from '../support/fixtures.ts';

const newGate = () =>
  createRiskGate({
    baseCurrency: 'USD',
    limits: [grossExposure({ max: 1 }), positionCap({ max: 0.5, name: 'cap' })],
  });

const position = (signedUnits: number, fields: Partial<Position> = {}): Position => ({
  account: 'main',
  instrumentId: 'AAA',
  bucket: 'net',
  signedUnits,
  basis: [],
  averagePrice: null,
  markPrice: null,
  markAt: null,
  realizedPnl: 0,
  unrealizedPnl: null,
  ...fields,
});

const held = (gate: ReturnType<typeof newGate>): number | undefined =>
  gate.preview(order('probe'), 1e6).evidence.detail.exposure?.signedUnits;

describe('what moves a gate', () => {
  test('final bars, marks and two-sided quotes set the reference price; older ones do not', () => {
    const gate = newGate();
    prime(gate, share('AAA'), null);
    const bar = {
      instrumentId: 'AAA',
      openAt: 0,
      closeAt: 10,
      knownAt: 10,
      open: 90,
      high: 90,
      low: 90,
      close: 90,
      volume: null,
      price: 'trade' as const,
      adjusted: true,
      session: 'regular',
      final: false,
      revision: 0,
    };
    apply(gate, 'market.bar', bar, 10);
    expect(gate.describe().pricesAt).toEqual({});
    apply(gate, 'market.bar', { ...bar, final: true }, 10);
    expect(gate.describe().pricesAt).toEqual({ AAA: 10 });
    mark(gate, 'AAA', 70, 5);
    expect(gate.describe().pricesAt).toEqual({ AAA: 10 });
    const quote = {
      instrumentId: 'AAA',
      bid: 99,
      ask: 101,
      bidQuantity: null,
      askQuantity: null,
      occurredAt: 20,
      knownAt: 20,
    };
    apply(gate, 'market.quote', { ...quote, bid: null }, 20);
    expect(gate.describe().pricesAt).toEqual({ AAA: 10 });
    apply(gate, 'market.quote', quote, 20);
    expect(gate.describe().pricesAt).toEqual({ AAA: 20 });
    mark(gate, 'AAA', Number.NaN, 30);
    expect(gate.describe().pricesAt).toEqual({ AAA: 20 });
    // 1000 at 100 is the whole equity: half passes the cap.
    const decision = gate.decide(order('o', { lots: 1000 }), 30);
    expect(decision.status === 'scaled' && decision.order.lots).toBe(500);
  });

  test('a position the ledger adjusted is adopted, one it booked from a fill is not', () => {
    const gate = newGate();
    prime(gate, share('AAA'));
    hold(gate, 'AAA', 30);
    const changed = { account: 'main', cash: {} };
    apply(gate, 'portfolio.changed', { ...changed, positions: [position(10)], cause: 'fill' });
    expect(held(gate)).toBe(30);
    const buckets = [position(80, { bucket: 'long' }), position(-20, { bucket: 'short' })];
    apply(gate, 'portfolio.changed', { ...changed, positions: buckets, cause: 'adjustment' });
    expect(held(gate)).toBe(60);
  });

  test('corrections and busts move the holding by the difference', () => {
    const gate = newGate();
    prime(gate, share('AAA'));
    const original = fillOf(order('o', { lots: 10 }), 10, 'f');
    apply(gate, 'order.filled', original);
    const corrected = { ...original, lots: 7 };
    apply(gate, 'fill.corrected', { instrumentId: 'AAA', original, corrected });
    expect(held(gate)).toBe(7);
    apply(gate, 'fill.busted', { instrumentId: 'AAA', fill: corrected });
    expect(held(gate)).toBe(0);
  });

  test('a fee in the base coin leaves fewer units', () => {
    const gate = newGate();
    const coin = share('BTC', {
      assetClass: 'crypto',
      baseCurrency: 'BTC',
      unitSize: '0.0001',
      lotSize: '0.001',
    });
    prime(gate, coin, 50_000);
    const bought = order('o', { instrumentId: 'BTC', lots: 100 });
    apply(gate, 'order.filled', fillOf(bought, 100, 'f', { fee: 0.0002, feeCurrency: 'BTC' }));
    const { exposure } = gate.preview(order('p', { instrumentId: 'BTC' }), 0).evidence.detail;
    expect(exposure?.signedUnits).toBe(998);
  });

  test('a fill of an instrument nobody defined is misuse', () => {
    expect(() => apply(newGate(), 'order.filled', fillOf(order('o'), 1, 'f'))).toThrowError(
      expect.objectContaining({ code: 'risk/unknown-instrument' }),
    );
  });

  test('foreign instruments wait for an fx mark, then count in base currency', () => {
    const gate = newGate();
    prime(gate, share('SAP', { quoteCurrency: 'EUR', settlementCurrency: 'EUR' }));
    const wanted = order('o', { instrumentId: 'SAP', lots: 1000 });
    const blind = gate.decide(wanted, 0);
    expect(blind.status === 'rejected' && blind.reasons[0]?.message).toContain('fx mark of EUR');
    const pair = { assetClass: 'fx' as const, baseCurrency: 'EUR', quoteCurrency: 'USD' };
    apply(gate, 'market.instrument-defined', { instrument: share('EURUSD', pair) });
    mark(gate, 'EURUSD', 1.25);
    const decision = gate.decide(wanted, 0);
    // 50 000 of equity over 125 a share.
    expect(decision.status === 'scaled' && decision.order.lots).toBe(400);
  });

  test('a pair quoted the other way round counts by its inverse, as in the ledger', () => {
    const gate = createRiskGate({ baseCurrency: 'EUR', limits: [grossExposure({ max: 1 })] });
    prime(gate, share('AAA'), 100, 80_000);
    const pair = { assetClass: 'fx' as const, baseCurrency: 'EUR', quoteCurrency: 'USD' };
    apply(gate, 'market.instrument-defined', { instrument: share('EURUSD', pair) });
    mark(gate, 'EURUSD', 1.25);
    // 100 USD are 80 EUR; 80 000 EUR of equity are 1000 shares.
    const decision = gate.decide(order('o', { lots: 1500 }), 0);
    expect(decision.status === 'scaled' && decision.order.lots).toBe(1000);
  });

  test('no pair moves the base currency away from one', () => {
    const gate = createRiskGate({ baseCurrency: 'USD', limits: [grossExposure({ max: 1 })] });
    prime(gate, share('AAA'), 100, 100_000);
    const fx = (instrumentId: string, baseCurrency: string, quoteCurrency: string) =>
      share(instrumentId, { assetClass: 'fx', baseCurrency, quoteCurrency });
    apply(gate, 'market.instrument-defined', { instrument: fx('EURUSD', 'EUR', 'USD') });
    apply(gate, 'market.instrument-defined', { instrument: fx('USDEUR', 'USD', 'EUR') });
    apply(gate, 'market.instrument-defined', { instrument: fx('CHFEUR', 'CHF', 'EUR') });
    mark(gate, 'EURUSD', 1.25);
    mark(gate, 'USDEUR', 0.4);
    mark(gate, 'CHFEUR', 1);
    const decision = gate.decide(order('o', { lots: 1500 }), 0);
    expect(decision.status === 'scaled' && decision.order.lots).toBe(1000);
  });

  test('an exposed instrument without a price makes gross unevaluable, by name', () => {
    const gate = newGate();
    prime(gate, share('AAA'));
    apply(gate, 'market.instrument-defined', { instrument: share('BBB') });
    hold(gate, 'BBB', 5);
    const blind = gate.decide(order('o'), 0);
    expect(blind.status === 'rejected' && blind.reasons[0]?.message).toContain(
      'reference price of BBB',
    );
    mark(gate, 'BBB', 10);
    expect(gate.decide(order('o'), 0).status).toBe('accepted');
  });

  test.each([
    ['no valuation', null, 'equity'],
    ['equity of zero', 0, 'positive equity'],
  ])('%s refuses what it cannot judge', (_, nav, missing) => {
    const gate = newGate();
    prime(gate, share('AAA'), 100, nav);
    const decision = gate.decide(order('o'), 0);
    expect(decision.status === 'rejected' && decision.reasons[0]).toMatchObject({
      code: 'risk/unevaluable',
      message: expect.stringContaining(missing),
    });
    expect(
      decision.evidence.detail.checks.find(({ status }) => status === 'unevaluable')?.missing,
    ).toBe(missing);
  });

  test('a break in reconciliation blocks entries until it is resolved', () => {
    const gate = newGate();
    prime(gate, share('AAA'));
    hold(gate, 'AAA', 30);
    const breaks = [{ kind: 'position' as const, key: 'AAA', expected: 30, reported: 20 }];
    apply(gate, 'account.reconciled', { account: 'main', breaks, statementAt: 0 });
    expect(gate.describe().brokenAccounts).toEqual(['main']);
    expect(gate.decide(order('in', { lots: 1 }), 0).status).toBe('rejected');
    expect(gate.decide(order('out', { side: 'sell', lots: 5 }), 0).status).toBe('accepted');
    apply(gate, 'account.reconciled', { account: 'main', breaks: [], statementAt: 1 });
    expect(gate.decide(order('in', { lots: 1 }), 0).status).toBe('accepted');
  });

  test('a price move is a passive breach: warned, breached, cleared, each said once', () => {
    const gate = newGate();
    prime(gate, share('AAA'));
    hold(gate, 'AAA', 380);
    const after = (price: number) => {
      mark(gate, 'AAA', price, 1);
      return apply(gate, 'portfolio.valued', valuation(100_000), 1)
        .filter(({ type }) => type === 'risk.breached')
        .map(({ payload }) => payload)
        .filter((payload) => 'check' in payload && payload.check.limit === 'cap');
    };
    expect(after(100)).toEqual([]);
    expect(after(110)[0]).toMatchObject({ status: 'warned', cause: 'price' });
    expect(after(111)).toEqual([]);
    expect(after(140)[0]).toMatchObject({
      status: 'breached',
      check: { scope: { account: 'main', instrumentId: 'AAA' }, usageAfter: 0.532 },
    });
    expect(gate.decide(order('in', { lots: 1 }), 1).status).toBe('rejected');
    expect(after(50)[0]).toMatchObject({ status: 'cleared' });
  });
});

describe('amendments', () => {
  const gateWithOrder = () => {
    const gate = createRiskGate({
      baseCurrency: 'USD',
      limits: [positionLimit({ maxLongLots: 100 })],
    });
    prime(gate, share('AAA'));
    gate.decide(order('w', { lots: 80 }), 0);
    return gate;
  };
  const request = (fields: object) => ({
    requestId: 'r',
    by: 'desk',
    reason: 'size',
    orderId: 'w',
    instrumentId: 'AAA',
    lots: null,
    limitPrice: null,
    endAt: null,
    ...fields,
  });

  test('a larger quantity passes only whole', () => {
    const gate = gateWithOrder();
    expect(apply(gate, 'order.amend-requested', request({ lots: 101 }))[0]?.payload).toMatchObject({
      code: 'risk/position-limit',
    });
    expect(apply(gate, 'order.amend-requested', request({ lots: 100 }))[0]?.type).toBe(
      'order.amend-approved',
    );
  });

  test('a smaller quantity keeps the old reservation until it is confirmed', () => {
    const gate = gateWithOrder();
    const [answer] = apply(gate, 'order.amend-requested', request({ lots: 20 }));
    const room = () => {
      const decision = gate.preview(order('n', { lots: 100 }), 0);
      return decision.evidence.detail.largestAcceptableLots;
    };
    expect(room()).toBe(20);
    if (answer?.type !== 'order.amend-approved') throw new Error('expected an approval');
    apply(gate, 'order.amended', { order: answer.payload.order });
    expect(room()).toBe(80);
  });

  test.each([
    [{ orderId: 'ghost' }, 'risk/no-reservation'],
    [{ lots: 0.5 }, 'core/invalid-lots'],
    [{ lots: Number.NaN }, 'core/invalid-lots'],
    [{ limitPrice: 99 }, 'core/unexpected-price'],
    [{ endAt: -1 }, 'core/invalid-window'],
    [{ endAt: Number.NaN }, 'core/invalid-window'],
  ])('%o is refused', (fields, code) => {
    const [answer] = apply(gateWithOrder(), 'order.amend-requested', request(fields));
    expect(answer).toMatchObject({ type: 'order.request-refused', payload: { code } });
  });

  test('confirming an order nobody approved changes nothing', () => {
    const gate = gateWithOrder();
    expect(apply(gate, 'order.amended', { order: order('ghost') })).toEqual([]);
  });
});
