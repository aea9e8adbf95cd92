import { describe, expect, test } from 'vitest';
import type { IndexSeries } from '../../src/data/market-data.ts';
import { highVolatilityBefore, regimePath } from '../../src/study/regime-path.ts';
import { readingsOf } from '../support/readings.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

describe('the regime path', () => {
  const market = syntheticMarket({ months: 4, index: true });
  const index = market.index as IndexSeries;
  const options = { states: 2, seed: 1 };
  const path = regimePath(market, options);

  test('starts with the 505th day and has a reading a day from there', () => {
    expect(path.map(({ closeAt }) => closeAt)).toEqual(
      index.days.slice(504).map(({ closeAt }) => closeAt),
    );
  });

  test('no reading depends on a later day', () => {
    const cut = 560;
    const days = index.days.slice(0, cut);
    const early = regimePath({ ...market, index: { ...index, days } }, options);
    expect(early).toEqual(path.slice(0, cut - 504));
  });

  test('a series without range is read by its log return alone', () => {
    const flat = {
      ...index,
      hasRange: false,
      days: index.days.map((day) => ({ ...day, high: day.close, low: day.close })),
    };
    expect(regimePath({ ...market, index: flat }, options)).toHaveLength(path.length);
  });

  test('probabilities sum to 1 and the stormy year of 2000 is told from the calm one after it', () => {
    for (const { reading } of path) {
      const total = Object.values(reading.probabilities).reduce((sum, value) => sum + value, 0);
      expect(total).toBeCloseTo(1, 12);
    }
    // 1999 and 2001 are calm (0.6 % a day), 2000 is stormy (2 %).
    expect(path[0]?.reading.label).toBe('high-volatility');
    expect(path.at(-1)?.reading.label).toBe('low-volatility');
  });

  test('without an index there is none', () => {
    expect(regimePath({ ...market, index: null }, options)).toEqual([]);
  });
});

describe('the probability before a moment', () => {
  const path = readingsOf([
    [10, 0.1],
    [20, 0.2],
    [30, 0.3],
  ]);

  test('is of the last reading strictly before it', () => {
    expect(highVolatilityBefore(path, 20)).toBe(0.1);
    expect(highVolatilityBefore(path, 20.5)).toBe(0.2);
    expect(highVolatilityBefore(path, 99)).toBe(0.3);
  });

  test('does not exist before the first', () => {
    expect(highVolatilityBefore(path, 10)).toBeNull();
    expect(highVolatilityBefore([], 10)).toBeNull();
  });
});
