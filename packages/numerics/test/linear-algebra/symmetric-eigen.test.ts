import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generalEigenvalues, singularValueDecomposition } from '../../src/decompositions.ts';
import { multiplyVector, symmetricEigen } from '../../src/linear-algebra.ts';
import { covarianceLike, distance, naiveProduct, sample } from '../support/dense.ts';
import { runs } from '../support/runs.ts';

const decompose = (a: Float64Array, n: number, vectors = true) => {
  const outcome = symmetricEigen(a, n, { vectors });
  if (outcome.status !== 'decomposed') throw new Error(outcome.status);
  return outcome;
};

describe('symmetricEigen', () => {
  test('two by two by hand, with the sign convention', () => {
    const { values, vectors } = decompose(Float64Array.of(2, 1, 1, 2), 2);
    expect(distance(values, [1, 3])).toBeLessThan(1e-15);
    expect(distance(vectors.map(Math.abs), new Float64Array(4).fill(Math.SQRT1_2))).toBeLessThan(
      1e-15,
    );
    expect(vectors[2]).toBeGreaterThan(0);
    expect(vectors[3]).toBeGreaterThan(0);
  });

  test('the second difference matrix has eigenvalues 2 - 2 cos(k pi / (n + 1))', () => {
    const n = 40;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) {
      a[i * n + i] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    const expected = Array.from(
      { length: n },
      (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)),
    );
    expect(distance(decompose(a, n).values, expected)).toBeLessThan(1e-14);
  });

  test('A v = lambda v, orthonormal, any scale, singular and repeated values included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -150, max: 150 }),
        (n, observations, exponent) => {
          const scale = 2 ** exponent;
          const a = covarianceLike(n, observations).map((value) => value * scale);
          const { values, vectors } = decompose(a, n);
          for (let k = 0; k < n; k += 1) {
            const v = vectors.slice(k * n, (k + 1) * n);
            const image = multiplyVector(a, n, v);
            const expected = v.map((value) => value * (values[k] as number));
            expect(distance(image, expected) / scale).toBeLessThan(1e-13);
            if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1] as number);
          }
          const identity = naiveProduct(vectors, transposed(vectors, n), n, n, n);
          for (let i = 0; i < n; i += 1) identity[i * n + i] = (identity[i * n + i] as number) - 1;
          expect(distance(identity, new Float64Array(n * n))).toBeLessThan(1e-13);
        },
      ),
      runs(20),
    );
  });

  test('values alone are the same values', () => {
    const a = covarianceLike(9);
    expect([...decompose(a, 9, false).values]).toEqual([...decompose(a, 9).values]);
    expect(decompose(a, 9, false).vectors).toHaveLength(0);
  });

  test('zero matrix, order zero, and non-finite input', () => {
    expect([...decompose(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect(decompose(new Float64Array(0), 0).values).toHaveLength(0);
    expect(symmetricEigen(new Float64Array(9).fill(Number.NaN), 3).status).toBe('not-converged');
    expect(symmetricEigen(new Float64Array(9).fill(Number.POSITIVE_INFINITY), 3).status).toBe(
      'not-converged',
    );
  });

  const transposed = (a: Float64Array, n: number): Float64Array =>
    a.map((_, at) => a[(at % n) * n + Math.floor(at / n)] as number);
});

describe('decompositions by ml-matrix', () => {
  test('singular values of a known matrix, and U S V-transposed is the matrix again', () => {
    const values = Float64Array.of(3, 2, 2, 2, 3, -2);
    const { values: s, left, right } = singularValueDecomposition({ rows: 2, columns: 3, values });
    expect(distance(s, [5, 3])).toBeLessThan(1e-14);
    const again = new Float64Array(6);
    for (let i = 0; i < 2; i += 1) {
      for (let j = 0; j < 3; j += 1) {
        for (let k = 0; k < 2; k += 1) {
          again[i * 3 + j] =
            (again[i * 3 + j] as number) +
            (left.values[i * 2 + k] as number) *
              (s[k] as number) *
              (right.values[j * 2 + k] as number);
        }
      }
    }
    expect(distance(again, values)).toBeLessThan(1e-14);
    const tall = { rows: 5, columns: 2, values: sample(10) };
    expect(singularValueDecomposition(tall).values).toHaveLength(2);
  });

  test('a rotation has a conjugate pair of eigenvalues', () => {
    const rotation = { rows: 2, columns: 2, values: Float64Array.of(0, -1, 1, 0) };
    const { real, imaginary } = generalEigenvalues(rotation);
    expect(distance(real, [0, 0])).toBeLessThan(1e-15);
    expect(distance(imaginary, [-1, 1])).toBeLessThan(1e-15);
  });
});
