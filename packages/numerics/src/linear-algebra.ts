// Dense linear algebra on row-major Float64Array, in reading order.

// matrices
export { type DenseMatrix, type MatrixInput, toRowMajor } from './linear-algebra/dense-matrix.ts';
// products
export {
  dot,
  multiplyTransposedVector,
  multiplyVector,
  quadraticForm,
} from './linear-algebra/vector.ts';
export {
  gram,
  multiply,
  multiplyByTransposed,
  rowGram,
  transpose,
} from './linear-algebra/products.ts';
// Cholesky factors and what they solve
export { type CholeskyOutcome, cholesky, choleskyInPlace } from './linear-algebra/cholesky.ts';
export { choleskyDowndate, choleskyUpdate } from './linear-algebra/cholesky-update.ts';
export { choleskyAppend, choleskyDelete } from './linear-algebra/cholesky-rows.ts';
export {
  solveLower,
  solveLowerRows,
  solveLowerTransposed,
} from './linear-algebra/triangular.ts';
export {
  choleskyLogDeterminant,
  choleskySolve,
  invertPositiveDefinite,
  type NotPositiveDefinite,
  type PositiveDefiniteOutcome,
  solvePositiveDefinite,
} from './linear-algebra/positive-definite.ts';
// eigenvalues
export {
  type SymmetricEigenOptions,
  type SymmetricEigenOutcome,
  symmetricEigen,
} from './linear-algebra/symmetric-eigen.ts';
