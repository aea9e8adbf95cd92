import { defineInstrument, formatDecimal, isOnTick, roundToTick } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { runs } from '../support/runs.ts';
import { coin, stock } from '../support/samples.ts';

const banded = defineInstrument({
  instrumentId: 'T',
  assetClass: 'equity',
  quoteCurrency: 'JPY',
  tickSize: [
    { fromPrice: '0', tickSize: '0.1' },
    { fromPrice: '1000', tickSize: '0.5' },
    { fromPrice: '3000', tickSize: '1' },
  ],
});

describe('roundToTick', () => {
  test('rounds by side and mode', () => {
    expect(roundToTick(stock, 10.019, 'buy', 'passive')).toBe(10.01);
    expect(roundToTick(stock, 10.011, 'sell', 'passive')).toBe(10.02);
    expect(roundToTick(stock, 10.011, 'buy', 'aggressive')).toBe(10.02);
    expect(roundToTick(stock, 10.019, 'sell', 'aggressive')).toBe(10.01);
    expect(roundToTick(stock, 10.017, 'buy', 'nearest')).toBe(10.02);
    expect(roundToTick(stock, 10.013, 'sell', 'nearest')).toBe(10.01);
    expect(roundToTick(stock, 10.015, 'buy', 'nearest')).toBe(10.01);
    expect(roundToTick(stock, 10.015, 'sell', 'nearest')).toBe(10.02);
    expect(roundToTick(stock, -0.015, 'buy', 'passive')).toBe(-0.02);
    expect(roundToTick(stock, -0.015, 'sell', 'passive')).toBe(-0.01);
    expect(Object.is(roundToTick(stock, -0, 'buy', 'passive'), 0)).toBe(true);
  });

  test('floating-point noise does not cost a tick', () => {
    const noisy = 1.1 + 2.2;
    expect(noisy).not.toBe(3.3);
    expect(isOnTick(stock, noisy)).toBe(false);
    expect(roundToTick(stock, noisy, 'buy', 'passive')).toBe(3.3);
    expect(roundToTick(stock, noisy, 'sell', 'passive')).toBe(3.3);
    expect(isOnTick(coin, 60_000.1)).toBe(true);
    expect(isOnTick(coin, 60_000.15)).toBe(false);
    expect(isOnTick(coin, Number.NaN)).toBe(false);
  });

  test('each band has its own grid and rounding meets at the border', () => {
    expect(roundToTick(banded, 999.95, 'buy', 'passive')).toBe(999.9);
    expect(roundToTick(banded, 999.95, 'sell', 'passive')).toBe(1000);
    expect(roundToTick(banded, 1000.3, 'buy', 'passive')).toBe(1000);
    expect(roundToTick(banded, 2999.6, 'sell', 'passive')).toBe(3000);
    expect(roundToTick(banded, 3000.4, 'buy', 'aggressive')).toBe(3001);
    expect(roundToTick(banded, -5.05, 'buy', 'passive')).toBe(-5.1);
    expect(isOnTick(banded, 1000.1)).toBe(false);
    expect(isOnTick(banded, 999.9)).toBe(true);
  });

  test('prices beyond the fast path are still on the grid', () => {
    const wide = defineInstrument({ ...stock, instrumentId: 'W', tickSize: '7' });
    const large = 7 * 10 ** 17;
    expect(isOnTick(wide, large)).toBe(true);
    expect(isOnTick(wide, 2 ** 60)).toBe(false);
  });

  test('refuses prices that are no numbers', () => {
    expect(codeOf(() => roundToTick(stock, Number.NaN, 'buy', 'passive'))).toBe(
      'core/invalid-price at price',
    );
  });

  test('the result is the nearest double to a multiple of the tick, at most one tick away', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 999n),
        fc.nat(6),
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.nat(6),
        fc.constantFrom('buy' as const, 'sell' as const),
        fc.constantFrom('passive' as const, 'aggressive' as const, 'nearest' as const),
        (tick, scale, digits, places, side, mode) => {
          const tickSize = formatDecimal({ coefficient: tick, scale });
          const instrument = defineInstrument({ ...stock, tickSize });
          const price = Number(formatDecimal({ coefficient: BigInt(digits), scale: places }));
          const n = BigInt(digits) * 10n ** BigInt(scale);
          const d = tick * 10n ** BigInt(places);
          const down = n / d;
          const up = (n + d - 1n) / d;
          const downwards = (side === 'buy') === (mode === 'passive');
          const tie = 2n * (n - down * d) === d;
          const nearest = 2n * (n - down * d) < d ? down : up;
          const directed = downwards ? down : up;
          const passive = side === 'buy' ? down : up;
          const steps = mode === 'nearest' ? (tie ? passive : nearest) : directed;
          const expected = Number(formatDecimal({ coefficient: tick * steps, scale }));
          const rounded = roundToTick(instrument, price, side, mode);
          expect(rounded).toBe(expected);
          expect(isOnTick(instrument, rounded)).toBe(true);
          expect(isOnTick(instrument, price)).toBe(n % d === 0n);
          expect(roundToTick(instrument, rounded, side, mode)).toBe(rounded);
        },
      ),
      runs(300),
    );
  });
});
