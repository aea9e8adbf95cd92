import { roundLots } from '@plimsoll/execution';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSmall } from '../../src/lots/merge-small.ts';
import golden from '../golden/allocation.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';
import { runs } from '../support/runs.ts';

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const positive = fc
  .array(fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(0)), {
    minLength: 1,
    maxLength: 60,
  })
  .filter((weights) => sum(weights) > 1e-6);

/** Largest distance between running totals of `lots` and of the real split. */
const lag = (lots: readonly number[], weights: readonly number[]): number => {
  const total = sum(lots);
  const all = sum(weights);
  let ideal = 0;
  let actual = 0;
  return lots.reduce((worst, slice, k) => {
    ideal += weights[k] as number;
    actual += slice;
    return Math.max(worst, Math.abs((total * ideal) / all - actual));
  }, 0);
};

describe('roundLots', () => {
  test.each(golden.cases)(
    '$total_lots lots, reference vectors',
    ({ total_lots, weights, cumulative_half_up }) => {
      expect(roundLots(total_lots, weights)).toEqual(cumulative_half_up);
    },
  );

  test('the sum is exact, slices within one lot, running totals within half a lot', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 42 }), positive, (total, weights) => {
        const lots = roundLots(total, weights);
        expect(sum(lots)).toBe(total);
        expect(lots.every((slice) => Number.isInteger(slice) && slice >= 0)).toBe(true);
        const all = sum(weights);
        const slack = 1e-15 * total * weights.length;
        lots.forEach((slice, k) => {
          expect(Math.abs(slice - (total * (weights[k] as number)) / all)).toBeLessThan(1 + slack);
        });
        expect(lag(lots, weights)).toBeLessThanOrEqual(0.5 + slack);
      }),
      runs(300),
    );
  });

  test('above the fast path, totals stay exact and slices right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), positive, (total, weights) => {
        const big = roundLots(total * 2 ** 41, weights);
        expect(sum(big)).toBe(total * 2 ** 41);
        const all = sum(weights);
        big.forEach((slice, k) => {
          const real = (total * 2 ** 41 * (weights[k] as number)) / all;
          expect(Math.abs(slice - real)).toBeLessThan(1 + 1e-14 * total * 2 ** 41);
        });
      }),
      runs(50),
    );
  });

  test('refuses what cannot be split', () => {
    expect(errorCode(() => roundLots(1.5, [1]))).toBe('execution/bad-lots');
    expect(errorCode(() => roundLots(-1, [1]))).toBe('execution/bad-lots');
    expect(errorCode(() => roundLots(1, []))).toBe('execution/bad-weights');
    expect(errorCode(() => roundLots(1, [0, 0]))).toBe('execution/bad-weights');
    expect(errorCode(() => roundLots(1, [1, Number.NaN]))).toBe('execution/bad-weights');
    expect(errorCode(() => roundLots(1, [1, -1]))).toBe('execution/bad-weights');
  });
});

describe('mergeSmall', () => {
  test('carries forward; the rest at the end joins the last slice kept', () => {
    expect(mergeSmall([3, 3, 5, 1, 1], 5)).toEqual([0, 6, 7, 0, 0]);
    expect(mergeSmall([0, 1, 0, 1, 0], 1)).toEqual([0, 1, 0, 1, 0]);
    expect(mergeSmall([1, 1], 5)).toEqual([0, 2]);
  });

  test('keeps the sum and the minimum, and lags by less than the minimum more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 500 }),
        positive,
        (total, minimum, weights) => {
          fc.pre(total >= minimum);
          const merged = mergeSmall(roundLots(total, weights), minimum);
          expect(sum(merged)).toBe(total);
          expect(merged.every((slice) => slice === 0 || slice >= minimum)).toBe(true);
          expect(lag(merged, weights)).toBeLessThan(0.5 + minimum + 1e-9);
        },
      ),
      runs(300),
    );
  });
});
