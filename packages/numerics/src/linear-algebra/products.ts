import { accumulateRows } from './tile.ts';

const transposeBlock = 16;
const symmetricBlock = 48;

/**
 * Transpose of a row-major `rows` by `columns` matrix.
 *
 * @param out - Receives the `columns` by `rows` result; must not be `a`. @defaultValue a new array
 */
export function transpose(
  a: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array = new Float64Array(rows * columns),
): Float64Array {
  for (let i0 = 0; i0 < rows; i0 += transposeBlock) {
    const i1 = Math.min(rows, i0 + transposeBlock);
    for (let j = 0; j < columns; j += 1) {
      for (let i = i0; i < i1; i += 1) out[j * rows + i] = a[i * columns + j] as number;
    }
  }
  return out;
}

/**
 * `out = A B'` for row-major `A` (`m` by `k`) and `B` (`n` by `k`): rows against rows, the fastest
 * product there is in this layout.
 *
 * @param out - Receives the `m` by `n` product. @defaultValue a new array
 */
export function multiplyByTransposed(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
  out: Float64Array = new Float64Array(m * n),
): Float64Array {
  out.fill(0);
  for (let j = 0; j < n; j += symmetricBlock) {
    const width = Math.min(symmetricBlock, n - j);
    accumulateRows(1, a, 0, k, m, b, j * k, k, width, k, out, j, n);
  }
  return out;
}

/**
 * `out = A B` for row-major `A` (`m` by `k`) and `B` (`k` by `n`).
 *
 * @param out - Receives the `m` by `n` product. @defaultValue a new array
 */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
  out: Float64Array = new Float64Array(m * n),
): Float64Array {
  return multiplyByTransposed(a, transpose(b, k, n), m, k, n, out);
}

/**
 * `out = A A'` for a row-major `rows` by `columns` matrix: every inner product of two rows. Exactly
 * symmetric: the lower triangle is computed, the upper copied.
 *
 * @param out - Receives the `rows` by `rows` product. @defaultValue a new array
 */
export function rowGram(
  a: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array = new Float64Array(rows * rows),
): Float64Array {
  out.fill(0);
  for (let j = 0; j < rows; j += symmetricBlock) {
    const width = Math.min(symmetricBlock, rows - j);
    accumulateRows(
      1,
      a,
      j * columns,
      columns,
      rows - j,
      a,
      j * columns,
      columns,
      width,
      columns,
      out,
      j * rows + j,
      rows,
    );
  }
  for (let i = 0; i < rows; i += 1) {
    for (let j = i + 1; j < rows; j += 1) out[i * rows + j] = out[j * rows + i] as number;
  }
  return out;
}

/**
 * `out = A' A` for a row-major `rows` by `columns` matrix; with de-meaned observations in rows this
 * is the scatter matrix, a covariance after division. Exactly symmetric.
 *
 * @param out - Receives the `columns` by `columns` product. @defaultValue a new array
 */
export function gram(
  a: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array = new Float64Array(columns * columns),
): Float64Array {
  return rowGram(transpose(a, rows, columns), columns, rows, out);
}
