import { cholesky, choleskyInPlace } from './cholesky.ts';
import { accumulateRows, dotRun } from './tile.ts';
import { solveLower, solveLowerTransposed } from './triangular.ts';

/** What a solve or an inverse answers when the matrix is not positive definite. */
export interface NotPositiveDefinite {
  /** Singular to working precision, or indefinite. */
  readonly status: 'not-positive-definite';
  /** Zero-based row at which the factorisation stopped. */
  readonly pivot: number;
  /** The value found there. */
  readonly value: number;
}

/** Answer of {@link solvePositiveDefinite} and {@link invertPositiveDefinite}. */
export type PositiveDefiniteOutcome =
  | {
      /** The numbers are there. */
      readonly status: 'solved';
      /** Solution vector, or inverse in row-major order. */
      readonly values: Float64Array;
    }
  | NotPositiveDefinite;

/**
 * Solves `A x = b` with a Cholesky factor already at hand, in place.
 *
 * @param l - Lower factor of `A`, row-major.
 * @param n - Order.
 * @param x - Holds `b` on entry, the solution on return.
 * @param stride - Distance between rows of `l`. @defaultValue n
 */
export function choleskySolve(
  l: Float64Array,
  n: number,
  x: Float64Array,
  stride: number = n,
): void {
  solveLower(l, n, x, stride);
  solveLowerTransposed(l, n, x, stride);
}

/** Natural logarithm of the determinant of `A = L L'`, from its factor. */
export function choleskyLogDeterminant(l: Float64Array, n: number, stride: number = n): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += Math.log(l[i * stride + i] as number);
  return 2 * sum;
}

/** Solves `A x = b` for a symmetric positive definite row-major matrix of order `b.length`. */
export function solvePositiveDefinite(a: Float64Array, b: Float64Array): PositiveDefiniteOutcome {
  const factored = cholesky(a, b.length);
  if (factored.status !== 'factored') return factored;
  const values = b.slice();
  choleskySolve(factored.factor, b.length, values);
  return { status: 'solved', values };
}

const panel = 32;

/**
 * Rows of `L^-T`: row `j` is the `j`-th column of `L^-1`, zeros left of the diagonal skipped.
 */
function invertTransposed(l: Float64Array, n: number): Float64Array {
  const u = new Float64Array(n * n);
  for (let from = 0; from < n; from += panel) {
    const width = Math.min(panel, n - from);
    // Right-hand sides of earlier panels: subtract what is known, in tiles that start at their panel.
    for (let first = 0; first < from; first += panel) {
      accumulateRows(
        -1,
        u,
        first * n + first,
        n,
        panel,
        l,
        from * n + first,
        n,
        width,
        from - first,
        u,
        first * n + from,
        n,
      );
    }
    for (let j = 0; j < from + width; j += 1) {
      const start = Math.max(from, j);
      for (let i = start; i < from + width; i += 1) {
        const row = j * n;
        const right = i === j ? 1 : (u[row + i] as number);
        const known = dotRun(l, i * n + start, u, row + start, i - start);
        u[row + i] = (right - known) / (l[i * n + i] as number);
      }
    }
  }
  return u;
}

/**
 * Inverse of a symmetric positive definite row-major matrix, exactly symmetric. Prefer
 * {@link solvePositiveDefinite} where a product with the inverse is all that is wanted.
 */
export function invertPositiveDefinite(a: Float64Array, n: number): PositiveDefiniteOutcome {
  const factor = a.slice(0, n * n);
  const pivot = choleskyInPlace(factor, n);
  if (pivot >= 0) {
    return { status: 'not-positive-definite', pivot, value: factor[pivot * n + pivot] as number };
  }
  const u = invertTransposed(factor, n);
  const values = new Float64Array(n * n);
  for (let from = 0; from < n; from += panel) {
    const width = Math.min(panel, n - from);
    const at = from * n + from;
    accumulateRows(1, u, at, n, width, u, from, n, from + width, n - from, values, from * n, n);
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) values[i * n + j] = values[j * n + i] as number;
  }
  return { status: 'solved', values };
}
