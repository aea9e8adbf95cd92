// npm run bench -- linear-algebra: plain JavaScript kernels against ml-matrix on the same data.
import { CholeskyDecomposition, EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { bench, describe } from 'vitest';
import {
  cholesky,
  gram,
  invertPositiveDefinite,
  multiply,
  symmetricEigen,
} from '../src/linear-algebra.ts';
import { sample } from '../test/support/dense.ts';

for (const n of [50, 200, 500]) {
  const options = { time: n < 500 ? 400 : 50, iterations: n < 500 ? 10 : 2, warmupIterations: 1 };
  const x = sample(2 * n * n, 3);
  const a = gram(x, 2 * n, n);
  const b = sample(n * n, 5);
  const matrix = (values: Float64Array, rows: number): Matrix =>
    Matrix.from1DArray(rows, n, Array.from(values));
  const [ma, mb, mx] = [matrix(a, n), matrix(b, n), matrix(x, 2 * n)];
  const pairs: readonly [string, () => unknown, () => unknown][] = [
    ['Cholesky', () => cholesky(a, n), () => new CholeskyDecomposition(ma)],
    ['product A B', () => multiply(a, b, n, n, n), () => ma.mmul(mb)],
    ["scatter X'X, T = 2N", () => gram(x, 2 * n, n), () => mx.transpose().mmul(mx)],
    ['inverse', () => invertPositiveDefinite(a, n), () => inverse(ma)],
    [
      'eigenvectors',
      () => symmetricEigen(a, n),
      () => new EigenvalueDecomposition(ma, { assumeSymmetric: true }),
    ],
  ];
  for (const [name, ours, theirs] of pairs) {
    describe(`${name}, N = ${n}`, () => {
      bench('plimsoll', () => void ours(), options);
      bench('ml-matrix', () => void theirs(), options);
    });
  }
}
