import { checkNumber, misuse } from '@plimsoll/core';
import { type MatrixInput, toRowMajor } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';

/** What {@link diagnosePsd} found. Eigenvalues are judged against the largest one. */
export interface PsdDiagnosis {
  /** `semidefinite`: singular to working precision; `indefinite`: not a covariance. */
  readonly status: 'definite' | 'semidefinite' | 'indefinite';
  /** Smallest eigenvalue. */
  readonly smallest: number;
  /** Largest eigenvalue. */
  readonly largest: number;
  /** Largest over smallest eigenvalue, or `null` unless definite. */
  readonly condition: number | null;
  /** Number of eigenvalues above the tolerance. */
  readonly rank: number;
}

/** Options of {@link diagnosePsd}. */
export interface PsdOptions {
  /** Eigenvalues within this share of the largest one count as zero. @defaultValue 1e-12 */
  readonly tolerance?: number;
}

/** Defaults of {@link diagnosePsd} and {@link repairPsd}. */
export const psdDefaults: Readonly<{ tolerance: number; floor: number }> = {
  tolerance: 1e-12,
  floor: 0,
};

function eigen(matrix: MatrixInput): {
  n: number;
  source: Float64Array;
  values: Float64Array;
  vectors: Float64Array;
} {
  const { rows: n, columns, values: source } = toRowMajor(matrix, ['matrix']);
  if (n !== columns || n === 0) {
    misuse('numerics/not-square', ['matrix'], [n, columns], 'Give a square matrix.');
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [below, above] = [source[i * n + j] as number, source[j * n + i] as number];
      if (Math.abs(below - above) > 1e-10 * (Math.abs(below) + Math.abs(above))) {
        misuse('numerics/asymmetric', ['matrix', i, j], below - above, 'Give a symmetric matrix.');
      }
    }
  }
  const outcome = symmetricEigen(source, n);
  if (outcome.status !== 'decomposed') {
    return misuse('numerics/no-eigenvalues', ['matrix'], outcome.status, 'Rescale the matrix.');
  }
  return { n, source, values: outcome.values, vectors: outcome.vectors };
}

/**
 * Whether a symmetric matrix is a covariance, by its eigenvalues. The verdict does not change when
 * the matrix is scaled.
 *
 * @throws `numerics/not-square`, `numerics/asymmetric`, `numerics/not-finite`.
 */
export function diagnosePsd(matrix: MatrixInput, options: PsdOptions = {}): PsdDiagnosis {
  const { tolerance } = { ...psdDefaults, ...options };
  checkNumber(tolerance, 'numerics/bad-tolerance', ['tolerance'], { min: 0, max: 1 });
  const { n, values } = eigen(matrix);
  const smallest = values[0] as number;
  const largest = values[n - 1] as number;
  const zero = tolerance * Math.max(Math.abs(smallest), Math.abs(largest));
  const definite = smallest > zero;
  const rank = values.filter((value) => value > zero).length;
  const status = definite ? 'definite' : smallest >= -zero ? 'semidefinite' : 'indefinite';
  return { status, smallest, largest, condition: definite ? largest / smallest : null, rank };
}

/** Options of {@link repairPsd}. */
export interface RepairOptions {
  /** Eigenvalues below this share of the largest one are lifted to it. @defaultValue 0 */
  readonly floor?: number;
}

/** Answer of {@link repairPsd}. */
export interface PsdRepair {
  /** Whether anything had to change. */
  readonly status: 'unchanged' | 'repaired';
  /** The matrix, repaired or as given. */
  readonly matrix: readonly (readonly number[])[];
  /** Frobenius norm of the change over that of the given matrix. */
  readonly distance: number;
  /** Number of eigenvalues lifted. */
  readonly lifted: number;
}

/**
 * The nearest matrix, in the Frobenius norm, whose eigenvalues are at least `floor` times the
 * largest one (Higham 1988). Never done silently: whoever calls it reports `distance`. It changes
 * variances too, so a repaired correlation matrix is not a correlation matrix.
 *
 * @throws `numerics/bad-floor`, `numerics/not-definite` without any positive eigenvalue, and what
 * {@link diagnosePsd} throws.
 */
export function repairPsd(matrix: MatrixInput, options: RepairOptions = {}): PsdRepair {
  const { floor } = { ...psdDefaults, ...options };
  checkNumber(floor, 'numerics/bad-floor', ['floor'], { min: 0, max: 1 });
  const { n, source, values, vectors } = eigen(matrix);
  const least = floor * (values[n - 1] as number);
  if (!((values[n - 1] as number) > 0)) {
    misuse('numerics/not-definite', ['matrix'], values[n - 1], 'No eigenvalue is above zero.');
  }
  const out = source.slice();
  let lifted = 0;
  for (let k = 0; k < n && (values[k] as number) < least; k++) {
    const lift = least - (values[k] as number);
    lifted += 1;
    for (let i = 0; i < n; i++) {
      const scaled = lift * (vectors[k * n + i] as number);
      for (let j = 0; j <= i; j++) {
        const value = (out[i * n + j] as number) + scaled * (vectors[k * n + j] as number);
        out[i * n + j] = value;
        out[j * n + i] = value;
      }
    }
  }
  let change = 0;
  let size = 0;
  for (let k = 0; k < n * n; k++) {
    change += ((out[k] as number) - (source[k] as number)) ** 2;
    size += (source[k] as number) ** 2;
  }
  return {
    status: lifted === 0 ? 'unchanged' : 'repaired',
    matrix: Array.from({ length: n }, (_, i) => Array.from(out.subarray(i * n, (i + 1) * n))),
    distance: Math.sqrt(change / size),
    lifted,
  };
}
