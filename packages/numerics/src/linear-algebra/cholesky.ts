import { accumulateRows, dotRun } from './tile.ts';
import { solveLowerRows } from './triangular.ts';

const panel = 32;

/** Answer of {@link cholesky}. */
export type CholeskyOutcome =
  | {
      /** The matrix is positive definite. */
      readonly status: 'factored';
      /** Lower factor `L` with `A = L L'`, row-major, zeros above the diagonal. */
      readonly factor: Float64Array;
      /** Order of the matrix. */
      readonly dimension: number;
    }
  | {
      /** A pivot was not positive: singular to working precision, or indefinite. */
      readonly status: 'not-positive-definite';
      /** Zero-based row at which the factorisation stopped. */
      readonly pivot: number;
      /** The value found there; at most zero up to rounding, or NaN. */
      readonly value: number;
    };

/**
 * Overwrites the lower triangle of `a` by its Cholesky factor, blocked by rows; the upper triangle
 * is neither read nor written.
 *
 * @param a - Row-major symmetric matrix, lower triangle read.
 * @param n - Order.
 * @param stride - Distance between rows. @defaultValue n
 * @returns `-1` on success, else the row of the first pivot that is not positive; that pivot's
 * value is left on the diagonal.
 */
export function choleskyInPlace(a: Float64Array, n: number, stride: number = n): number {
  for (let from = 0; from < n; from += panel) {
    const width = Math.min(panel, n - from);
    const at = from * stride;
    if (from > 0) {
      solveLowerRows(a, from, a, width, stride, at, stride);
      accumulateRows(-1, a, at, stride, width, a, at, stride, width, from, a, at + from, stride);
    }
    for (let i = 0; i < width; i += 1) {
      const row = at + i * stride + from;
      for (let j = 0; j < i; j += 1) {
        const other = at + j * stride + from;
        a[row + j] =
          ((a[row + j] as number) - dotRun(a, row, a, other, j)) / (a[other + j] as number);
      }
      const pivot = (a[row + i] as number) - dotRun(a, row, a, row, i);
      if (!(pivot > 0)) {
        a[row + i] = pivot;
        return from + i;
      }
      a[row + i] = Math.sqrt(pivot);
    }
  }
  return -1;
}

/**
 * Cholesky factorisation `A = L L'` of a symmetric positive definite matrix. Never throws on the
 * matrix: one that is singular or indefinite is an outcome with the pivot at which it showed.
 *
 * @param a - Row-major `n` by `n`; only the lower triangle is read.
 * @param n - Order.
 */
export function cholesky(a: Float64Array, n: number): CholeskyOutcome {
  const factor = a.slice(0, n * n);
  const pivot = choleskyInPlace(factor, n);
  if (pivot >= 0) {
    return { status: 'not-positive-definite', pivot, value: factor[pivot * n + pivot] as number };
  }
  for (let i = 0; i < n; i += 1) factor.fill(0, i * n + i + 1, (i + 1) * n);
  return { status: 'factored', factor, dimension: n };
}
