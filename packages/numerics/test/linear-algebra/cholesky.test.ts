import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cholesky,
  choleskyAppend,
  choleskyDelete,
  choleskyDowndate,
  choleskyInPlace,
  choleskyLogDeterminant,
  choleskySolve,
  choleskyUpdate,
  invertPositiveDefinite,
  multiplyByTransposed,
  multiplyVector,
  solveLower,
  solveLowerRows,
  solveLowerTransposed,
  solvePositiveDefinite,
} from '../../src/linear-algebra.ts';
import { covarianceLike, distance, naiveProduct, sample } from '../support/dense.ts';
import { runs } from '../support/runs.ts';

const factorOf = (a: Float64Array, n: number): Float64Array => {
  const outcome = cholesky(a, n);
  if (outcome.status !== 'factored') throw new Error(`pivot ${outcome.pivot}`);
  return outcome.factor;
};

const size = fc.integer({ min: 1, max: 80 });

describe('cholesky', () => {
  test('the classical 3 by 3 example has an integer factor', () => {
    const a = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
    expect([...factorOf(a, 3)]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    expect(choleskyLogDeterminant(factorOf(a, 3), 3)).toBeCloseTo(Math.log(36), 14);
  });

  test('L L-transposed is the matrix again at every size', () => {
    fc.assert(
      fc.property(size, (n) => {
        const a = covarianceLike(n, n + 5);
        const l = factorOf(a, n);
        expect(distance(multiplyByTransposed(l, l, n, n, n), a)).toBeLessThan(1e-14);
      }),
      runs(20),
    );
  });

  test('a singular or indefinite matrix is an outcome that names the pivot', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 4), 2)).toEqual({
      status: 'not-positive-definite',
      pivot: 1,
      value: 0,
    });
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toMatchObject({ pivot: 1, value: -3 });
    expect(cholesky(Float64Array.of(Number.NaN), 1)).toMatchObject({ pivot: 0 });
    expect(solvePositiveDefinite(Float64Array.of(-1), Float64Array.of(1)).status).toBe(
      'not-positive-definite',
    );
    expect(invertPositiveDefinite(Float64Array.of(1, 1, 1, 1), 2)).toEqual({
      status: 'not-positive-definite',
      pivot: 1,
      value: 0,
    });
  });

  test('a stride leaves what lies outside the leading block alone', () => {
    const a = new Float64Array(16).fill(9);
    a.set([4, 2], 0);
    a.set([2, 5], 4);
    expect(choleskyInPlace(a, 2, 4)).toBe(-1);
    expect([a[0], a[4], a[5], a[2], a[8]]).toEqual([2, 1, 2, 9, 9]);
  });
});

describe('solves', () => {
  test('triangular solves by hand', () => {
    const l = Float64Array.of(2, 0, 6, 1);
    const x = Float64Array.of(4, 15);
    solveLower(l, 2, x);
    expect([...x]).toEqual([2, 3]);
    solveLowerTransposed(l, 2, x);
    expect([...x]).toEqual([-8, 3]);
    const zero = Float64Array.of(4, 0);
    solveLowerTransposed(l, 2, zero);
    expect([...zero]).toEqual([2, 0]);
  });

  test('many right-hand sides agree with one at a time', () => {
    const n = 71;
    const l = factorOf(covarianceLike(n), n);
    const rows = sample(5 * n, 3);
    const expected = Array.from({ length: 5 }, (_, r) => {
      const x = rows.slice(r * n, (r + 1) * n);
      solveLower(l, n, x);
      return [...x];
    }).flat();
    solveLowerRows(l, n, rows, 5);
    expect(distance(rows, expected)).toBeLessThan(1e-12);
  });

  test('solve and inverse undo the matrix at every size', () => {
    fc.assert(
      fc.property(size, (n) => {
        const a = covarianceLike(n, 3 * n);
        const x = sample(n, 5);
        const solved = solvePositiveDefinite(a, multiplyVector(a, n, x));
        const inverse = invertPositiveDefinite(a, n);
        if (solved.status !== 'solved' || inverse.status !== 'solved') throw new Error('singular');
        expect(distance(solved.values, x)).toBeLessThan(1e-11);
        const identity = naiveProduct(a, inverse.values, n, n, n);
        for (let i = 0; i < n; i += 1) identity[i * n + i] = (identity[i * n + i] as number) - 1;
        expect(distance(identity, new Float64Array(n * n))).toBeLessThan(1e-12);
      }),
      runs(20),
    );
  });
});

describe('changing a factor', () => {
  const n = 12;
  const a = covarianceLike(n);
  const outer = (x: Float64Array, sign: number): Float64Array =>
    a.map((value, at) => {
      const left = x[Math.floor(at / n)] as number;
      return value + sign * left * (x[at % n] as number);
    });

  test('update and downdate agree with factoring afresh', () => {
    const x = sample(n, 21);
    x[3] = 0;
    const l = factorOf(a, n);
    choleskyUpdate(l, n, x.slice());
    expect(distance(l, factorOf(outer(x, 1), n))).toBeLessThan(1e-14);
    expect(choleskyDowndate(l, n, x.slice())).toBe(-1);
    expect(distance(l, factorOf(a, n))).toBeLessThan(1e-13);
  });

  test('a downdate that leaves the cone says where', () => {
    const l = factorOf(a, n);
    expect(choleskyDowndate(l, n, new Float64Array(n).fill(10))).toBe(0);
  });

  test('append builds the factor row by row; delete of any row agrees with factoring afresh', () => {
    const l = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) {
      expect(choleskyAppend(l, i, a.slice(i * n, i * n + i + 1), n)).toBeGreaterThan(0);
    }
    expect(distance(l, factorOf(a, n))).toBeLessThan(1e-15);
    for (let index = 0; index < n; index += 1) {
      const kept = Array.from({ length: n }, (_, i) => i).filter((i) => i !== index);
      const smaller = Float64Array.from(kept.flatMap((i) => kept.map((j) => a[i * n + j] ?? 0)));
      const changed = l.slice();
      choleskyDelete(changed, n, index);
      const expected = factorOf(smaller, n - 1);
      for (let i = 0; i < n - 1; i += 1) {
        for (let j = 0; j <= i; j += 1) {
          expect(changed[i * n + j]).toBeCloseTo(expected[i * (n - 1) + j] as number, 13);
        }
      }
    }
  });

  test('append refuses a pivot at or below the floor and reports it', () => {
    const l = Float64Array.of(1, 0, 0, 0);
    expect(choleskyAppend(l, 1, Float64Array.of(1, 1), 2)).toBe(0);
    expect(l[3]).toBe(0);
    expect(choleskyAppend(l, 1, Float64Array.of(1, 1.25), 2, 0.5)).toBe(0.25);
    expect(l[3]).toBe(0);
  });

  test('delete on a diagonal factor needs no rotation', () => {
    const l = Float64Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3);
    choleskyDelete(l, 3, 1);
    expect([l[0], l[3], l[4]]).toEqual([1, 0, 3]);
  });

  test('the factor of A is kept through a choleskySolve', () => {
    const x = multiplyVector(a, n, sample(n, 2));
    choleskySolve(factorOf(a, n), n, x);
    expect(distance(x, sample(n, 2))).toBeLessThan(1e-12);
  });
});
