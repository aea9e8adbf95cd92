import { dotRun } from './tile.ts';

/** A symmetric matrix as `Q T Q'`; see {@link tridiagonalise}. @internal */
export interface Tridiagonal {
  /** Diagonal of `T`. */
  readonly diagonal: Float64Array;
  /** `T[i, i - 1]` at index `i`; index 0 is zero. */
  readonly below: Float64Array;
  /** `Q'`, row-major, or `null` when only eigenvalues are wanted. */
  readonly rows: Float64Array | null;
}

/** `p = A u` for the leading block of order `m`, lower triangle of `a` only. */
function symmetricTimes(
  a: Float64Array,
  n: number,
  m: number,
  u: Float64Array,
  uAt: number,
  p: Float64Array,
): void {
  for (let j = 0; j < m; j += 1) {
    const row = j * n;
    const weight = u[uAt + j] as number;
    let sum = 0;
    for (let k = 0; k < j; k += 1) {
      const value = a[row + k] as number;
      sum += value * (u[uAt + k] as number);
      p[k] = (p[k] as number) + value * weight;
    }
    p[j] = sum + (a[row + j] as number) * weight;
  }
}

/**
 * Householder reduction to tridiagonal form from the last row up, so that every loop runs along
 * rows (Golub and Van Loan, Matrix Computations, 8.3.1).
 *
 * @param a - Row-major symmetric matrix; destroyed.
 * @internal
 */
export function tridiagonalise(a: Float64Array, n: number, vectors: boolean): Tridiagonal {
  const diagonal = new Float64Array(n);
  const below = new Float64Array(n);
  const half = new Float64Array(n);
  const p = new Float64Array(n);
  for (let i = n - 1; i > 0; i -= 1) {
    const at = i * n;
    const last = at + i - 1;
    const head = a[last] as number;
    const rest = dotRun(a, at, a, at, i - 1);
    if (rest === 0) {
      below[i] = head;
      continue;
    }
    const norm = Math.sqrt(rest + head * head);
    const alpha = head > 0 ? -norm : norm;
    below[i] = alpha;
    a[last] = head - alpha;
    const h = norm * norm - head * alpha;
    half[i] = h;
    symmetricTimes(a, n, i, a, at, p);
    const k = dotRun(a, at, p, 0, i) / (2 * h * h);
    for (let j = 0; j < i; j += 1) p[j] = (p[j] as number) / h - k * (a[at + j] as number);
    for (let j = 0; j < i; j += 1) {
      const row = j * n;
      const uj = a[at + j] as number;
      const qj = p[j] as number;
      for (let c = 0; c <= j; c += 1) {
        a[row + c] = (a[row + c] as number) - uj * (p[c] as number) - qj * (a[at + c] as number);
      }
    }
  }
  for (let i = 0; i < n; i += 1) diagonal[i] = a[i * n + i] as number;
  if (!vectors) return { diagonal, below, rows: null };
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    rows[i * n + i] = 1;
    const h = half[i] as number;
    if (h === 0) continue;
    for (let r = 0; r < i; r += 1) {
      const row = r * n;
      const scale = dotRun(rows, row, a, i * n, i) / h;
      if (scale === 0) continue;
      for (let c = 0; c < i; c += 1) {
        rows[row + c] = (rows[row + c] as number) - scale * (a[i * n + c] as number);
      }
    }
  }
  return { diagonal, below, rows };
}
