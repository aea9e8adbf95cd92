import { misuse } from '@plimsoll/core';
import { type MatrixInput, toRowMajor } from '../linear-algebra/dense-matrix.ts';

/** Moments as anybody may hand them in; `Moments` fits. */
export interface MomentsInput {
  /** Names, unique, in the order of vector and matrix. */
  readonly symbols: readonly string[];
  /** Mean return a period, by position or by name. */
  readonly mean: ArrayLike<number> | Readonly<Record<string, number>>;
  /** Covariance: rows, or anything with `rows`, `columns` and `get`. */
  readonly covariance: MatrixInput;
}

/** Validated moments as the kernels want them. */
export interface DenseMoments {
  /** Names. */
  readonly symbols: readonly string[];
  /** Number of names. */
  readonly n: number;
  /** Means, a fresh copy. */
  readonly mean: Float64Array;
  /** Covariance, row-major and symmetric to the last bit, a fresh copy. */
  readonly covariance: Float64Array;
}

const isList = (mean: MomentsInput['mean']): mean is ArrayLike<number> =>
  typeof (mean as ArrayLike<number>).length === 'number';

/**
 * The one door through which moments enter: names, sizes, finiteness, symmetry and variances are
 * checked once. An asymmetry up to 1e-10 of the two variances is averaged away, a larger one is
 * refused by the names of the pair. Definiteness is another question: {@link diagnosePsd}.
 *
 * @throws `numerics/bad-symbol`, `numerics/bad-mean`, `numerics/not-rectangular`,
 * `numerics/not-finite`, `numerics/negative-variance`, `numerics/asymmetric`.
 */
export function denseMoments(moments: MomentsInput): DenseMoments {
  const { symbols } = moments;
  const n = symbols.length;
  symbols.forEach((symbol, index) => {
    if (typeof symbol !== 'string' || symbol === '' || symbols.indexOf(symbol) !== index) {
      misuse('numerics/bad-symbol', ['symbols', index], symbol, 'Name every asset once.');
    }
  });
  const mean = new Float64Array(n);
  symbols.forEach((symbol, i) => {
    const value = isList(moments.mean) ? moments.mean[i] : moments.mean[symbol];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      misuse('numerics/bad-mean', ['mean', symbol], value, 'Give a finite mean for every symbol.');
    }
    mean[i] = value;
  });
  if (isList(moments.mean) && moments.mean.length !== n) {
    misuse('numerics/bad-mean', ['mean'], moments.mean.length, `Give ${n} means.`);
  }
  const { rows, columns, values } = toRowMajor(moments.covariance, ['covariance']);
  if (rows !== n || columns !== n) {
    misuse('numerics/not-rectangular', ['covariance'], rows, `Give ${n} rows of ${n} numbers.`);
  }
  symmetrise(values, symbols);
  return { symbols: [...symbols], n, mean, covariance: values };
}

/** Averages rounding away; refuses negative variances and real asymmetry by name. */
function symmetrise(values: Float64Array, symbols: readonly string[]): void {
  const n = symbols.length;
  for (let i = 0; i < n; i++) {
    const variance = values[i * n + i] as number;
    if (variance < 0) {
      misuse(
        'numerics/negative-variance',
        ['covariance', symbols[i] as string],
        variance,
        'A variance is never below zero.',
      );
    }
    for (let j = 0; j < i; j++) {
      const below = values[i * n + j] as number;
      const above = values[j * n + i] as number;
      const scale = Math.sqrt(variance) * Math.sqrt(values[j * n + j] as number);
      if (Math.abs(below - above) > 1e-10 * scale + Number.EPSILON * Math.abs(below + above)) {
        misuse(
          'numerics/asymmetric',
          ['covariance', symbols[i] as string, symbols[j] as string],
          below - above,
          'Give a symmetric covariance.',
        );
      }
      const middle = 0.5 * (below + above);
      values[i * n + j] = middle;
      values[j * n + i] = middle;
    }
  }
}
