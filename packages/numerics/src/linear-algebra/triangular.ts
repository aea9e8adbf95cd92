import { accumulateRows, dotRun } from './tile.ts';

const panel = 32;

/**
 * Solves `L x = b` in place, `L` lower triangular, row-major.
 *
 * @param x - Holds `b` on entry and the solution on return.
 * @param stride - Distance between rows of `l`. @defaultValue n
 */
export function solveLower(l: Float64Array, n: number, x: Float64Array, stride: number = n): void {
  for (let i = 0; i < n; i += 1) {
    const at = i * stride;
    x[i] = ((x[i] as number) - dotRun(l, at, x, 0, i)) / (l[at + i] as number);
  }
}

/**
 * Solves `L' x = b` in place, `L` lower triangular, row-major.
 *
 * @param x - Holds `b` on entry and the solution on return.
 * @param stride - Distance between rows of `l`. @defaultValue n
 */
export function solveLowerTransposed(
  l: Float64Array,
  n: number,
  x: Float64Array,
  stride: number = n,
): void {
  for (let i = n - 1; i >= 0; i -= 1) {
    const at = i * stride;
    const value = (x[i] as number) / (l[at + i] as number);
    x[i] = value;
    if (value === 0) continue;
    for (let k = 0; k < i; k += 1) x[k] = (x[k] as number) - value * (l[at + k] as number);
  }
}

/**
 * Solves `L y = b` for many right-hand sides at once, each a *row* of `x` (so `X L' = B`), in place
 * and blocked.
 *
 * @param l - Lower triangular factor, row-major.
 * @param n - Order of the factor and length of each right-hand side.
 * @param x - The right-hand sides on entry, the solutions on return.
 * @param rows - Number of right-hand sides.
 * @param stride - Distance between rows of `l`. @defaultValue n
 * @param xAt - Index of the first right-hand side in `x`. @defaultValue 0
 * @param xStride - Distance between right-hand sides. @defaultValue n
 */
export function solveLowerRows(
  l: Float64Array,
  n: number,
  x: Float64Array,
  rows: number,
  stride: number = n,
  xAt: number = 0,
  xStride: number = n,
): void {
  for (let from = 0; from < n; from += panel) {
    const width = Math.min(panel, n - from);
    if (from > 0) {
      accumulateRows(
        -1,
        x,
        xAt,
        xStride,
        rows,
        l,
        from * stride,
        stride,
        width,
        from,
        x,
        xAt + from,
        xStride,
      );
    }
    for (let r = 0; r < rows; r += 1) {
      const rowAt = xAt + r * xStride + from;
      for (let i = 0; i < width; i += 1) {
        const at = (from + i) * stride + from;
        x[rowAt + i] =
          ((x[rowAt + i] as number) - dotRun(l, at, x, rowAt, i)) / (l[at + i] as number);
      }
    }
  }
}
