import { dotRun } from './tile.ts';

/** Sum of products of two vectors of equal length, added from the first element to the last. */
export function dot(x: Float64Array, y: Float64Array): number {
  return dotRun(x, 0, y, 0, x.length);
}

/**
 * `out = A x` for a row-major `rows` by `x.length` matrix.
 *
 * @param out - Receives the product. @defaultValue a new vector
 */
export function multiplyVector(
  a: Float64Array,
  rows: number,
  x: Float64Array,
  out: Float64Array = new Float64Array(rows),
): Float64Array {
  const columns = x.length;
  for (let i = 0; i < rows; i += 1) out[i] = dotRun(a, i * columns, x, 0, columns);
  return out;
}

/**
 * `out = A' x` for a row-major `x.length` by `columns` matrix; rows with a zero in `x` are skipped.
 *
 * @param out - Receives the product. @defaultValue a new vector
 */
export function multiplyTransposedVector(
  a: Float64Array,
  columns: number,
  x: Float64Array,
  out: Float64Array = new Float64Array(columns),
): Float64Array {
  out.fill(0);
  for (let i = 0; i < x.length; i += 1) {
    const scale = x[i] as number;
    if (scale === 0) continue;
    const at = i * columns;
    for (let j = 0; j < columns; j += 1) {
      out[j] = (out[j] as number) + scale * (a[at + j] as number);
    }
  }
  return out;
}

/** `x' A x` for a square row-major matrix; variance of a portfolio when `A` is a covariance. */
export function quadraticForm(a: Float64Array, x: Float64Array): number {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const weight = x[i] as number;
    if (weight !== 0) sum += weight * dotRun(a, i * n, x, 0, n);
  }
  return sum;
}
