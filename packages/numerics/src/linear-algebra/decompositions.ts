// The only file that knows ml-matrix; nothing on the path of the main entry imports it.
import { EigenvalueDecomposition, Matrix, SVD } from 'ml-matrix';
import type { DenseMatrix } from './dense-matrix.ts';

/** `A = U diag(s) V'`; see {@link singularValueDecomposition}. */
export interface SingularValues {
  /** Singular values, descending. */
  readonly values: Float64Array;
  /** Left singular vectors as columns, `rows` by `values.length`. */
  readonly left: DenseMatrix;
  /** Right singular vectors as columns, `columns` by `values.length`. */
  readonly right: DenseMatrix;
}

/** Eigenvalues of a matrix that need not be symmetric, as pairs at equal index. */
export interface GeneralEigenvalues {
  /** Real parts. */
  readonly real: Float64Array;
  /** Imaginary parts. */
  readonly imaginary: Float64Array;
}

const toMatrix = ({ rows, columns, values }: DenseMatrix): Matrix =>
  Matrix.from1DArray(rows, columns, values);

const fromMatrix = (matrix: Matrix, columns: number): DenseMatrix => {
  const values = new Float64Array(matrix.rows * columns);
  for (let i = 0; i < matrix.rows; i += 1) {
    for (let j = 0; j < columns; j += 1) values[i * columns + j] = matrix.get(i, j);
  }
  return { rows: matrix.rows, columns, values };
};

/** Thin singular value decomposition, computed by ml-matrix (Golub and Kahan). */
export function singularValueDecomposition(a: DenseMatrix): SingularValues {
  const svd = new SVD(toMatrix(a), { autoTranspose: true });
  const count = Math.min(a.rows, a.columns);
  return {
    values: Float64Array.from(svd.diagonal.slice(0, count)),
    left: fromMatrix(svd.leftSingularVectors, count),
    right: fromMatrix(svd.rightSingularVectors, count),
  };
}

/**
 * Eigenvalues of a square matrix that need not be symmetric, computed by ml-matrix (Hessenberg, then
 * QR), ascending by real part, then by imaginary part.
 */
export function generalEigenvalues(a: DenseMatrix): GeneralEigenvalues {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(toMatrix(a));
  const pairs = realEigenvalues.map((real, i) => [real, imaginaryEigenvalues[i] ?? 0] as const);
  pairs.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return {
    real: Float64Array.from(pairs, ([real]) => real),
    imaginary: Float64Array.from(pairs, ([, imaginary]) => imaginary),
  };
}
