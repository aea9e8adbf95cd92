import { createRandom } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { differencesTable } from '../../src/study/differences.ts';

const random = createRandom(3);
const noise = (mean: number, deviation: number) =>
  Array.from({ length: 60 }, () => mean + deviation * random.nextNormal());
const base = noise(0.01, 0.04);
const other = noise(0.005, 0.05);

/** Estimate and interval of a cell such as `1.0 % [-2.0 %, 4.0 %]`. */
const numbersOf = (cell = ''): number[] => (cell.match(/-?\d+\.\d+/g) ?? []).map(Number);

const row = (one: readonly number[], two: readonly number[], seed = 1): readonly string[] =>
  differencesTable([{ name: 'one − two', one, other: two }], seed).rows[0] ?? [];

describe('differences with intervals', () => {
  test('identical series differ by 0 in everything, with intervals of 0', () => {
    expect(row(base, base)).toEqual([
      'one − two',
      '0.0 % [0.0 %, 0.0 %]',
      '0.0 % [0.0 %, 0.0 %]',
      '0.00 [0.00, 0.00]',
    ]);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(row(base, other, 1)).toEqual(row(base, other, 1));
    expect(row(base, other, 1)).not.toEqual(row(base, other, 2));
  });

  test('estimates are those of the whole series, inside their intervals', () => {
    const [, mean, volatility, sharpe] = row(base, other).map(numbersOf);
    const meanOf = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;
    const deviationOf = (x: readonly number[]) =>
      Math.sqrt(x.reduce((a, b) => a + (b - meanOf(x)) ** 2, 0) / (x.length - 1));
    const yearly = Math.sqrt(12);
    const expected = [
      1200 * (meanOf(base) - meanOf(other)),
      100 * yearly * (deviationOf(base) - deviationOf(other)),
      yearly * (meanOf(base) / deviationOf(base) - meanOf(other) / deviationOf(other)),
    ];
    [mean, volatility, sharpe].forEach((numbers, i) => {
      const [estimate = 0, low = 0, high = 0] = numbers ?? [];
      expect(estimate).toBeCloseTo(expected[i] as number, 1);
      expect(low).toBeLessThan(estimate);
      expect(high).toBeGreaterThan(estimate);
    });
  });

  test('months are drawn in pairs: a constant advantage has an interval of no width', () => {
    const better = base.map((value) => value + 0.001);
    expect(row(better, base)[1]).toBe('1.2 % [1.2 %, 1.2 %]');
    expect(row(better, base)[2]).toBe('0.0 % [0.0 %, 0.0 %]');
  });

  test('swapping the two turns the sign', () => {
    const [, forward = [], ,] = row(base, other).map(numbersOf);
    const [, backward = [], ,] = row(other, base).map(numbersOf);
    expect(backward).toEqual([-(forward[0] ?? 0), -(forward[2] ?? 0), -(forward[1] ?? 0)]);
  });

  test('a statistic that does not exist is said so', () => {
    const flat = base.map(() => 0);
    expect(row(flat, flat)[3]).toBe('none');
  });

  test('too few months are said so', () => {
    expect(row(base.slice(0, 11), other.slice(0, 11))).toEqual([
      'one − two',
      'too few months',
      'too few months',
      'too few months',
    ]);
    expect(row(base.slice(0, 12), other.slice(0, 12))[1]).toMatch(/%/);
  });
});
