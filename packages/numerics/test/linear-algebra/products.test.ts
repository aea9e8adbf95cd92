import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dot,
  gram,
  multiply,
  multiplyByTransposed,
  multiplyTransposedVector,
  multiplyVector,
  quadraticForm,
  rowGram,
  transpose,
} from '../../src/linear-algebra.ts';
import { distance, naiveProduct, sample } from '../support/dense.ts';
import { runs } from '../support/runs.ts';

const size = fc.integer({ min: 1, max: 70 });

describe('products', () => {
  test('a two by two product by hand', () => {
    const a = Float64Array.of(1, 2, 3, 4);
    const b = Float64Array.of(5, 6, 7, 8);
    expect([...multiply(a, b, 2, 2, 2)]).toEqual([19, 22, 43, 50]);
    expect([...multiplyByTransposed(a, b, 2, 2, 2)]).toEqual([17, 23, 39, 53]);
    expect([...gram(a, 2, 2)]).toEqual([10, 14, 14, 20]);
    expect([...rowGram(a, 2, 2)]).toEqual([5, 11, 11, 25]);
    expect(dot(a, b)).toBe(70);
  });

  test('every shape agrees with the textbook loop', () => {
    fc.assert(
      fc.property(size, size, size, (m, k, n) => {
        const a = sample(m * k, 3);
        const b = sample(k * n, 5);
        const expected = naiveProduct(a, b, m, k, n);
        expect(distance(multiply(a, b, m, k, n), expected)).toBeLessThan(1e-13);
        const byTransposed = multiplyByTransposed(a, transpose(b, k, n), m, k, n);
        expect(distance(byTransposed, expected)).toBeLessThan(1e-13);
      }),
      runs(30),
    );
  });

  test('Gram matrices agree with the textbook loop and are exactly symmetric', () => {
    fc.assert(
      fc.property(size, size, (m, n) => {
        const a = sample(m * n, 11);
        const product = gram(a, m, n);
        expect(distance(product, naiveProduct(transpose(a, m, n), a, n, m, n))).toBeLessThan(1e-13);
        expect([...transpose(product, n, n)]).toEqual([...product]);
      }),
      runs(30),
    );
  });

  test('products with a vector', () => {
    const a = sample(12, 3);
    const x = sample(4, 9);
    expect(distance(multiplyVector(a, 3, x), naiveProduct(a, x, 3, 4, 1))).toBeLessThan(1e-15);
    const y = Float64Array.of(0, 2, -1);
    const expected = naiveProduct(transpose(a, 3, 4), y, 4, 3, 1);
    expect(distance(multiplyTransposedVector(a, 4, y), expected)).toBeLessThan(1e-15);
    const s = gram(a, 3, 4);
    x[2] = 0;
    expect(quadraticForm(s, x)).toBeCloseTo(dot(x, multiplyVector(s, 4, x)), 15);
  });
});
