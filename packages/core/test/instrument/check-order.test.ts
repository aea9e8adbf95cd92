import { checkOrder, type Instrument, type Order, oppositeSide } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { coin, sampleOrder } from '../support/samples.ts';

const codes = (change: Partial<Order>, instrument: Instrument = coin): string[] =>
  checkOrder({ ...sampleOrder, ...change }, instrument).map(({ code }) => code);

describe('checkOrder', () => {
  test('accepts a valid order of every type', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ type: 'market', limitPrice: null })).toEqual([]);
    expect(codes({ type: 'stop', limitPrice: null, stopPrice: 59_000 })).toEqual([]);
    expect(codes({ type: 'stop-limit', stopPrice: 59_000 })).toEqual([]);
    expect(codes({ type: 'pegged', limitPrice: null, postOnly: true })).toEqual([]);
    expect(codes({ displayLots: 5, side: oppositeSide('buy') })).toEqual([]);
    expect(oppositeSide('sell')).toBe('buy');
  });

  test.each<[Partial<Order>, string]>([
    [{ instrumentId: 'ETH' }, 'wrong-instrument'],
    [{ side: 'hold' as 'buy' }, 'invalid-side'],
    [{ lots: 0 }, 'invalid-lots'],
    [{ lots: -5 }, 'invalid-lots'],
    [{ lots: 1.5 }, 'invalid-lots'],
    [{ lots: Number.NaN }, 'invalid-lots'],
    [{ lots: 2 ** 50 }, 'unsafe-quantity'],
    [{ lots: 1 }, 'below-min-lots'],
    [{ limitPrice: 1 }, 'below-min-notional'],
    [{ type: 'market', limitPrice: null, decisionPrice: 1 }, 'below-min-notional'],
    [{ displayLots: 6 }, 'invalid-display'],
    [{ displayLots: 0 }, 'invalid-display'],
    [{ limitPrice: null }, 'missing-price'],
    [{ type: 'stop', limitPrice: null }, 'missing-price'],
    [{ type: 'market' }, 'unexpected-price'],
    [{ stopPrice: 59_000 }, 'unexpected-price'],
    [{ limitPrice: 60_000.15 }, 'off-tick'],
    [{ limitPrice: Number.NaN }, 'off-tick'],
    [{ decisionPrice: Number.NaN }, 'invalid-decision-price'],
    [{ endAt: 0 }, 'invalid-window'],
    [{ startAt: Number.NaN }, 'invalid-window'],
    [{ postOnly: true, timeInForce: 'ioc' }, 'contradictory-instructions'],
    [{ postOnly: true, type: 'market', limitPrice: null }, 'contradictory-instructions'],
  ])('%j: %s', (change, tail) => {
    expect(codes(change)).toEqual([`core/${tail}`]);
  });

  test('judges the instrument too', () => {
    expect(codes({}, { ...coin, status: 'halted' })).toEqual(['core/not-tradable']);
    expect(codes({}, { ...coin, payoff: 'inverse' })).toEqual(['core/unsupported-payoff']);
    expect(codes({}, { ...coin, expiryAt: 500 })).toEqual(['core/expired-instrument']);
  });

  test('names every fault at once, each with a sentence', () => {
    const reasons = checkOrder({ ...sampleOrder, lots: 0, limitPrice: null, endAt: -1 }, coin);
    expect(reasons.map(({ code }) => code)).toEqual([
      'core/invalid-lots',
      'core/missing-price',
      'core/invalid-window',
    ]);
    for (const { message, limit } of reasons) {
      expect(message).toMatch(/\.$/);
      expect(limit).toBeNull();
    }
  });

  test('a reduction may be smaller than the least notional', () => {
    expect(codes({ limitPrice: 1, reduceOnly: true })).toEqual([]);
  });
});
