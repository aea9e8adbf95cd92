import {
  defineInstrument,
  formatDecimal,
  lotsFromQuantity,
  lotsFromUnits,
  notional,
  quantityFromLots,
  quantityFromUnits,
  signedUnitsFromLots,
  unitsPerLot,
} from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { runs } from '../support/runs.ts';
import { coin, stock } from '../support/samples.ts';

describe('lots', () => {
  test('converts base quantity, lots and smallest units', () => {
    expect(unitsPerLot(coin)).toBe(100_000);
    expect(lotsFromQuantity(coin, '0.0123', 'down')).toBe(12);
    expect(lotsFromQuantity(coin, '0.0123', 'up')).toBe(13);
    expect(lotsFromQuantity(coin, '0.0125', 'nearest')).toBe(13);
    expect(lotsFromQuantity(coin, '0.0124', 'nearest')).toBe(12);
    expect(lotsFromQuantity(coin, '0.012', 'exact')).toBe(12);
    expect(quantityFromLots(coin, 12)).toBe('0.012');
    expect(quantityFromUnits(coin, -1)).toBe('-0.00000001');
    expect(signedUnitsFromLots(coin, 'sell', 3)).toBe(-300_000);
    expect(Object.is(signedUnitsFromLots(coin, 'sell', 0), 0)).toBe(true);
    expect(lotsFromUnits(coin, 250_001)).toEqual({ side: 'buy', lots: 2, restUnits: 50_001 });
    expect(lotsFromUnits(coin, -250_001)).toEqual({ side: 'sell', lots: 2, restUnits: -50_001 });
    expect(lotsFromUnits(coin, -200_000)).toEqual({ side: 'sell', lots: 2, restUnits: 0 });
  });

  test('the quotients that floor wrongly in doubles come out right', () => {
    const tenth = defineInstrument({
      instrumentId: 'X',
      assetClass: 'equity',
      quoteCurrency: 'USD',
      lotSize: '0.1',
    });
    expect(Math.floor((0.3 - 0.1) / 0.1)).toBe(1);
    expect(lotsFromQuantity(tenth, 0.3 - 0.1, 'down')).toBe(2);
    expect(Math.floor(0.036 * 1e8)).toBe(3_599_999);
    expect(lotsFromQuantity(stock, 0.036 * 1e8, 'down')).toBe(3_600_000);
    const fourth = defineInstrument({
      instrumentId: 'Y',
      assetClass: 'equity',
      quoteCurrency: 'USD',
      lotSize: '0.0001',
    });
    expect(lotsFromQuantity(fourth, 2.2504, 'down')).toBe(22_504);
  });

  test('refuses what it cannot represent', () => {
    expect(codeOf(() => lotsFromQuantity(coin, '0.0005', 'exact'))).toBe(
      'core/off-lot at quantity',
    );
    expect(codeOf(() => lotsFromQuantity(coin, '-1', 'down'))).toBe(
      'core/invalid-quantity at quantity',
    );
    expect(codeOf(() => lotsFromQuantity(stock, '9007199254740992', 'down'))).toBe(
      'core/unsafe-quantity at quantity',
    );
    expect(codeOf(() => lotsFromQuantity(stock, '1', 'floor' as 'down'))).toBe(
      'core/invalid-rounding at rounding',
    );
    expect(codeOf(() => signedUnitsFromLots(coin, 'buy', Number.MAX_SAFE_INTEGER))).toBe(
      'core/unsafe-quantity at quantity',
    );
    expect(codeOf(() => signedUnitsFromLots(coin, 'buy', 1.5))).toBe('core/invalid-lots at lots');
    expect(codeOf(() => quantityFromLots(coin, -1))).toBe('core/invalid-lots at lots');
    expect(codeOf(() => quantityFromUnits(coin, 0.5))).toBe('core/invalid-units at signedUnits');
    expect(codeOf(() => lotsFromUnits(coin, Number.NaN))).toBe('core/invalid-units at signedUnits');
  });

  test('rounding equals division of rationals', () => {
    const decimal = fc.record({ c: fc.bigInt(1n, 10n ** 9n), s: fc.nat(9) });
    fc.assert(
      fc.property(decimal, fc.bigInt(0n, 10n ** 14n), fc.nat(9), (lot, digits, scale) => {
        const instrument = defineInstrument({
          instrumentId: 'P',
          assetClass: 'equity',
          quoteCurrency: 'USD',
          lotSize: formatDecimal({ coefficient: lot.c, scale: lot.s }),
        });
        const quantity = formatDecimal({ coefficient: digits, scale });
        const n = digits * 10n ** BigInt(lot.s);
        const d = lot.c * 10n ** BigInt(scale);
        fc.pre(n / d < 2n ** 52n);
        const floor = n / d;
        const ceiling = (n + d - 1n) / d;
        const half = (2n * n + d) / (2n * d);
        expect(BigInt(lotsFromQuantity(instrument, quantity, 'down'))).toBe(floor);
        expect(BigInt(lotsFromQuantity(instrument, quantity, 'up'))).toBe(ceiling);
        expect(BigInt(lotsFromQuantity(instrument, quantity, 'nearest'))).toBe(half);
        const back = quantityFromLots(instrument, Number(floor));
        expect(lotsFromQuantity(instrument, back, 'exact')).toBe(Number(floor));
      }),
      runs(200),
    );
  });
});

describe('notional', () => {
  test('is units × unit size × price × multiplier, signed', () => {
    expect(notional(stock, -100, 12.34)).toBe(-1234);
    expect(notional(coin, 123_456_789, 60_000)).toBe(74_074.0734);
    const future = defineInstrument({
      instrumentId: 'ESZ5',
      assetClass: 'future',
      quoteCurrency: 'USD',
      tickSize: '0.25',
      multiplier: 50,
    });
    expect(notional(future, 3, 5000.25)).toBe(750_037.5);
    expect(Object.is(notional(stock, 0, -5), 0)).toBe(true);
  });

  test('refuses other payoffs and bad numbers', () => {
    const inverse = defineInstrument({ ...stock, instrumentId: 'INV', payoff: 'inverse' });
    expect(codeOf(() => notional(inverse, 1, 1))).toBe(
      'core/unsupported-payoff at instrument.payoff',
    );
    expect(codeOf(() => notional(stock, 0.5, 1))).toBe('core/invalid-units at signedUnits');
    expect(codeOf(() => notional(stock, 1, Number.NaN))).toBe('core/invalid-price at price');
  });

  test('is within two roundings of the exact product', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000 }), (units, cents) => {
        const exact = (BigInt(units) * BigInt(cents)) / 1n;
        const got = notional(coin, units, cents / 100);
        const expected = Number(formatDecimal({ coefficient: exact, scale: 10 }));
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(3 * 2 ** -53 * Math.abs(expected));
      }),
      runs(200),
    );
  });
});
