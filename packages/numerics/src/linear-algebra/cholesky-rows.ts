import { dotRun } from './tile.ts';

/**
 * Extends the factor of a leading block by one row and column, in place, O(n^2).
 *
 * @param l - Lower factor of order `n`, row-major with room for row `n`.
 * @param n - Order before the call.
 * @param row - The new row of the matrix: `n` elements against the old rows, then the diagonal.
 * @param stride - Distance between rows of `l`, at least `n + 1`.
 * @returns The pivot, that is the conditional variance of the new row given the others (its square
 * root goes on the diagonal). When it is not above `floor` the factor keeps order `n`, and the new
 * row of `l` holds the solution of `L x = row` for the caller's use.
 * @param floor - Smallest acceptable pivot. @defaultValue 0
 */
export function choleskyAppend(
  l: Float64Array,
  n: number,
  row: Float64Array,
  stride: number,
  floor: number = 0,
): number {
  const at = n * stride;
  for (let i = 0; i < n; i += 1) {
    const other = i * stride;
    l[at + i] = ((row[i] as number) - dotRun(l, at, l, other, i)) / (l[other + i] as number);
  }
  const pivot = (row[n] as number) - dotRun(l, at, l, at, n);
  if (pivot > floor) l[at + n] = Math.sqrt(pivot);
  return pivot;
}

/**
 * Removes one row and column of the matrix from its factor, in place, O((n - index)^2), by Givens
 * rotations on the columns to the right, which are backward stable.
 *
 * @param l - Lower factor of order `n`, row-major.
 * @param n - Order before the call.
 * @param index - Zero-based row to remove.
 * @param stride - Distance between rows of `l`. @defaultValue n
 */
export function choleskyDelete(
  l: Float64Array,
  n: number,
  index: number,
  stride: number = n,
): void {
  choleskyDeleteAcross(l, n, index, stride, l, 0);
}

const rotate = (a: Float64Array, at: number, cosine: number, sine: number): void => {
  const left = a[at] as number;
  const right = a[at + 1] as number;
  a[at] = cosine * left + sine * right;
  a[at + 1] = cosine * right - sine * left;
};

/**
 * {@link choleskyDelete} that keeps `across`, rows `L^-1 b` of order `n`, in step with the factor.
 *
 * @internal
 */
export function choleskyDeleteAcross(
  l: Float64Array,
  n: number,
  index: number,
  stride: number,
  across: Float64Array,
  acrossRows: number,
): void {
  for (let i = index + 1; i < n; i += 1) {
    l.copyWithin((i - 1) * stride, i * stride, i * stride + i + 1);
  }
  // Rows moved up have one element right of the diagonal; rotate column pairs to clear it.
  for (let k = index; k < n - 1; k += 1) {
    const at = k * stride + k;
    const a = l[at] as number;
    const b = l[at + 1] as number;
    const length = Math.sqrt(a * a + b * b);
    const cosine = a / length;
    const sine = b / length;
    l[at] = length;
    l[at + 1] = 0;
    for (let i = k + 1; i < n - 1; i += 1) rotate(l, i * stride + k, cosine, sine);
    for (let r = 0; r < acrossRows; r += 1) rotate(across, r * stride + k, cosine, sine);
  }
}
