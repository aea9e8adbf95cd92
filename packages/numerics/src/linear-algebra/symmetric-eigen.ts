import { tridiagonalise } from './tridiagonal.ts';
import { tridiagonalQl } from './tridiagonal-ql.ts';

/** Options of {@link symmetricEigen}. */
export interface SymmetricEigenOptions {
  /** Whether eigenvectors are wanted; values alone cost a quarter. @defaultValue true */
  readonly vectors?: boolean;
}

/** Answer of {@link symmetricEigen}. */
export type SymmetricEigenOutcome =
  | {
      /** All eigenvalues were found. */
      readonly status: 'decomposed';
      /** Eigenvalues, ascending. */
      readonly values: Float64Array;
      /**
       * Unit eigenvectors as *rows*: element `k * n + i` is component `i` of the vector that belongs
       * to `values[k]`. The component of largest magnitude (the first of several) is positive.
       * Empty when not asked for.
       */
      readonly vectors: Float64Array;
    }
  | {
      /** The iteration stalled, which only non-finite input is known to cause. */
      readonly status: 'not-converged';
    };

/** Makes the largest component of row `at` positive, so that results do not depend on rotations. */
function orient(row: Float64Array): void {
  let largest = 0;
  for (let i = 1; i < row.length; i += 1) {
    if (Math.abs(row[i] as number) > Math.abs(row[largest] as number)) largest = i;
  }
  if ((row[largest] as number) < 0) {
    for (let i = 0; i < row.length; i += 1) row[i] = -(row[i] as number);
  }
}

/** Power of two that brings the largest magnitude near one, so that squares stay in range. */
function balance(a: Float64Array): number {
  let largest = 0;
  for (const value of a) largest = Math.max(largest, Math.abs(value));
  if (!(largest > 0) || largest === Number.POSITIVE_INFINITY) return 1;
  let scale = 1;
  while (largest * scale > 1) scale /= 2;
  while (largest * scale < 0.5 && scale < 2 ** 1000) scale *= 2;
  return scale;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder tridiagonalisation, then implicit
 * QL. Uses only `+ - * /` and square roots, so every JavaScript engine gives the same bits.
 *
 * @param a - Row-major `n` by `n`; only the lower triangle is read. Left as it was.
 * @param n - Order.
 */
export function symmetricEigen(
  a: Float64Array,
  n: number,
  options: SymmetricEigenOptions = {},
): SymmetricEigenOutcome {
  const wantVectors = options.vectors ?? true;
  const work = a.slice(0, n * n);
  const scale = balance(work);
  if (scale !== 1) for (let i = 0; i < work.length; i += 1) work[i] = (work[i] as number) * scale;
  const { diagonal, below, rows } = tridiagonalise(work, n, wantVectors);
  if (!tridiagonalQl(diagonal, below, rows)) return { status: 'not-converged' };
  const order = Array.from(diagonal, (_, i) => i).sort(
    (i, j) => (diagonal[i] as number) - (diagonal[j] as number) || i - j,
  );
  const values = Float64Array.from(order, (i) => (diagonal[i] as number) / scale);
  const vectors = new Float64Array(rows === null ? 0 : n * n);
  if (rows !== null) {
    order.forEach((from, to) => {
      const row = vectors.subarray(to * n, (to + 1) * n);
      row.set(rows.subarray(from * n, (from + 1) * n));
      orient(row);
    });
  }
  return { status: 'decomposed', values, vectors };
}
