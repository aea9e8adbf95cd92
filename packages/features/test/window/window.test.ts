import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeFeature, ema, rsi, sma, standardDeviation, value } from '../../src/index.ts';
import { runs } from '../support/runs.ts';

const series = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), {
  minLength: 1,
  maxLength: 80,
});
const window = fc.integer({ min: 2, max: 12 });

const near = (a: number, b: number, scale: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * scale);

const eachReady = (
  column: { readonly values: Float64Array; readonly ready: Uint8Array },
  check: (reading: number, i: number) => void,
): void => {
  column.values.forEach((reading, i) => {
    if (column.ready[i] === 1) check(reading, i);
  });
};

describe('windows against the definition', () => {
  test('sma is the mean of the last n, to rounding', () => {
    fc.assert(
      fc.property(series, window, (x, n) => {
        eachReady(computeFeature(sma(n, { of: value() }), x), (reading, i) => {
          const last = x.slice(i + 1 - n, i + 1);
          near(reading, last.reduce((a, b) => a + b, 0) / n, 1000);
        });
      }),
      runs(60),
    );
  });
  test('standardDeviation is the two-pass deviation of the last n, to rounding', () => {
    fc.assert(
      fc.property(series, window, fc.constantFrom<0 | 1>(0, 1), (x, n, ddof) => {
        const feature = standardDeviation(n, { of: value(), ddof });
        eachReady(computeFeature(feature, x), (reading, i) => {
          const last = x.slice(i + 1 - n, i + 1);
          const mean = last.reduce((a, b) => a + b, 0) / n;
          const squares = last.reduce((a, b) => a + (b - mean) ** 2, 0);
          near(reading ** 2, squares / (n - ddof), 1e6);
        });
      }),
      runs(60),
    );
  });
});

describe('no memory of what has left the window', () => {
  const spike = [1e29, -1e29, 3e28];
  const calm = Array.from({ length: 60 }, (_, i) => 1 + ((i * 37) % 11) / 8);
  test.each([2, 3, 7, 20])('sma(%i) after a spike of 1e29 is exact as soon as it has left', (n) => {
    const { values } = computeFeature(sma(n, { of: value() }), [...spike, ...calm]);
    const clean = computeFeature(sma(n, { of: value() }), calm);
    for (let i = n - 1; i < calm.length; i++) {
      near(values[i + 3] as number, clean.values[i] as number, 4e-4);
    }
  });
  test.each([2, 3, 7, 20])('standardDeviation(%i) too', (n) => {
    const { values } = computeFeature(standardDeviation(n, { of: value() }), [...spike, ...calm]);
    const clean = computeFeature(standardDeviation(n, { of: value() }), calm);
    for (let i = n - 1; i < calm.length; i++) {
      near(values[i + 3] as number, clean.values[i] as number, 4e-4);
    }
  });
});

describe('laws', () => {
  const shift = fc.double({ min: -500, max: 500, noNaN: true });
  const scale = fc.double({ min: 0.01, max: 100, noNaN: true });
  const both = (
    x: readonly number[],
    map: (value: number) => number,
    make: (n: number) => ReturnType<typeof sma<number>>,
    n: number,
    check: (mapped: number, reading: number) => void,
  ): void => {
    const mapped = computeFeature(make(n), x.map(map));
    eachReady(computeFeature(make(n), x), (reading, i) => {
      check(mapped.values[i] as number, reading);
    });
  };
  test('averages shift and scale with the series', () => {
    fc.assert(
      fc.property(series, window, shift, scale, (x, n, by, times) => {
        for (const make of [
          (m: number) => sma(m, { of: value() }),
          (m: number) => ema(m, { of: value() }),
        ]) {
          const map = (v: number): number => v * times + by;
          both(x, map, make, n, (mapped, reading) => near(mapped, reading * times + by, 1e6));
        }
      }),
      runs(40),
    );
  });
  test('deviation scales with the series; RSI does not move', () => {
    fc.assert(
      fc.property(series, window, fc.integer({ min: -8, max: 8 }), (x, n, power) => {
        // Powers of two scale without rounding, so the laws hold to the bit.
        const times = 2 ** power;
        const map = (v: number): number => v * times;
        both(
          x,
          map,
          (m) => standardDeviation(m, { of: value() }),
          n,
          (mapped, reading) => {
            expect(mapped).toBe(reading * times);
          },
        );
        both(
          x,
          map,
          (m) => rsi(m, { of: value() }),
          n,
          (mapped, reading) => {
            expect(mapped).toBe(reading);
          },
        );
      }),
      runs(40),
    );
  });
  test('RSI stays within 0 and 100 and mirrors when prices mirror', () => {
    fc.assert(
      fc.property(series, window, (x, n) => {
        both(
          x,
          (v) => -v,
          (m) => rsi(m, { of: value() }),
          n,
          (mirrored, reading) => {
            expect(reading).toBeGreaterThanOrEqual(0);
            expect(reading).toBeLessThanOrEqual(100);
            near(mirrored, 100 - reading, 100);
          },
        );
      }),
      runs(40),
    );
  });
});

describe('flat markets', () => {
  const flat = new Array(30).fill(42.1) as number[];
  test('averages read the price, deviation 0, RSI 50', () => {
    const last = (feature: ReturnType<typeof sma<number>>): number =>
      computeFeature(feature, flat).values[29] as number;
    expect(last(ema(5, { of: value() }))).toBeCloseTo(42.1, 13);
    expect(last(standardDeviation(5, { of: value() }))).toBe(0);
    expect(last(rsi(5, { of: value() }))).toBe(50);
  });
  test('RSI reads exactly 100 after one rise of any size', () => {
    for (const high of [875.786840960208, 3, 7.1, 1e9 / 7]) {
      const { values } = computeFeature(rsi(2, { of: value() }), [1, 1, high]);
      expect(values[2]).toBe(100);
    }
  });

  test('RSI reads 100 in a market that only rises and 0 in one that only falls', () => {
    const rising = Array.from({ length: 20 }, (_, i) => 10 + i);
    const read = (x: readonly number[]): number =>
      computeFeature(rsi(5, { of: value() }), x).values[19] as number;
    expect([read(rising), read([...rising].reverse())]).toEqual([100, 0]);
  });
});
