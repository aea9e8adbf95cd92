import { rowGram } from '../linear-algebra/products.ts';
import { columnMeans } from './sample-mean.ts';

/**
 * Columns of a row-major block, de-meaned and laid out one column after the other, ready for
 * products of columns.
 */
export function centredColumns(values: Float64Array, rows: number, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  columnMeans(values, rows, columns, mean);
  const out = new Float64Array(rows * columns);
  const block = 32;
  for (let i0 = 0; i0 < rows; i0 += block) {
    const i1 = Math.min(rows, i0 + block);
    for (let j = 0; j < columns; j++) {
      const m = mean[j] as number;
      for (let i = i0; i < i1; i++) out[j * rows + i] = (values[i * columns + j] as number) - m;
    }
  }
  return out;
}

/** Covariance of already centred columns with the given divisor, symmetric to the last bit. */
export function covarianceOfCentred(
  centred: Float64Array,
  rows: number,
  columns: number,
  divisor: number,
  out: Float64Array,
): void {
  rowGram(centred, columns, rows, out);
  for (let k = 0; k < columns * columns; k++) out[k] = (out[k] as number) / divisor;
}

/** Copies the lower triangle, divided, into a full symmetric matrix. */
export function fillSymmetric(
  lower: Float64Array,
  n: number,
  divisor: number,
  out: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (lower[i * n + j] as number) / divisor;
      out[i * n + j] = value;
      out[j * n + i] = value;
    }
  }
}
