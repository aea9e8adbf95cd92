import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addExact,
  addProduct,
  addSum,
  type ExactSum,
  totalOf,
} from '../../src/ledger/exact-sum.ts';
import { runs } from '../support/runs.ts';

/** A double as an exact multiple of 2^-1074. */
const exactly = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude =
    exponent === 0 ? fraction : (fraction | 0x10000000000000n) << BigInt(exponent - 1);
  return bits >> 63n === 1n ? -magnitude : magnitude;
};

const sumOf = (terms: readonly number[]): ExactSum => {
  const sum: ExactSum = [];
  for (const term of terms) addExact(sum, term);
  return sum;
};

const money = fc.oneof(
  fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }).map((cents) => cents / 100),
  fc.double({ min: -1e18, max: 1e18, noNaN: true }),
  fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
);

describe('exact sums', () => {
  test('hold what doubles lose', () => {
    expect(totalOf(sumOf([1e16, 1, -1e16]))).toBe(1);
    expect(totalOf(sumOf(Array.from({ length: 10 }, () => 0.1)))).toBe(1);
    expect(totalOf([])).toBe(0);
    expect(sumOf([0.1, 0.2, -0.1, -0.2])).toEqual([]);
    // Half way between two doubles: ties go to even, but a hair above does not.
    expect(totalOf(sumOf([2 ** 53, 1]))).toBe(2 ** 53);
    expect(totalOf(sumOf([2 ** 53, 1, 2 ** -60]))).toBe(2 ** 53 + 2);
    expect(totalOf(sumOf([2 ** 53 + 2, 1, -(2 ** -60)]))).toBe(2 ** 53 + 2);
  });

  test('the parts add up to the terms, and the total is the nearest double', () => {
    fc.assert(
      fc.property(fc.array(money, { maxLength: 40 }), (terms) => {
        const sum = sumOf(terms);
        const exact = terms.reduce((total, term) => total + exactly(term), 0n);
        expect(sum.reduce((total, part) => total + exactly(part), 0n)).toBe(exact);
        const distance = (value: number): bigint => {
          const gap = exactly(value) - exact;
          return gap < 0n ? -gap : gap;
        };
        const total = totalOf(sum);
        for (const factor of [1 - 2 ** -53, 1 + 2 ** -52]) {
          expect(distance(total) <= distance(total * factor)).toBe(true);
        }
      }),
      runs(200),
    );
  });

  test('neither order nor a term taken back leaves a trace', () => {
    fc.assert(
      fc.property(fc.array(money, { maxLength: 30 }), money, (terms, extra) => {
        const forwards = sumOf(terms);
        const backwards = sumOf([extra, ...terms.toReversed(), -extra]);
        expect(totalOf(backwards)).toBe(totalOf(forwards));
        addSum(backwards, forwards, -1);
        expect(backwards).toEqual([]);
      }),
      runs(100),
    );
  });

  test('products of units and prices are exact', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.double({ min: 1e-8, max: 1e9, noNaN: true }), (u, p) => {
        const sum: ExactSum = [];
        addProduct(sum, u, p);
        const total = sum.reduce((all, part) => all + exactly(part), 0n);
        expect(total).toBe(BigInt(u) * exactly(p));
      }),
      runs(200),
    );
  });
});
