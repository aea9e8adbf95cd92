import { type ErrorPath, misuse } from '@plimsoll/core';
import { type MatrixInput, toRowMajor } from '../linear-algebra/dense-matrix.ts';
import type { QuadraticProgram } from './program.ts';

/** What {@link quadraticProgram} takes: plain numbers, everything but `quadratic` optional. */
export interface QuadraticProgramInput {
  /** `P`, symmetric. */
  readonly quadratic: MatrixInput;
  /** `q`. @defaultValue zeros */
  readonly linear?: ArrayLike<number>;
  /** Lower limits of the variables. @defaultValue none */
  readonly lower?: ArrayLike<number>;
  /** Upper limits of the variables. @defaultValue none */
  readonly upper?: ArrayLike<number>;
  /** `A`. @defaultValue no rows */
  readonly rows?: MatrixInput;
  /** Lower limits of the rows. @defaultValue none */
  readonly rowLower?: ArrayLike<number>;
  /** Upper limits of the rows. @defaultValue none */
  readonly rowUpper?: ArrayLike<number>;
}

const symmetryTolerance = 1e-12;

function vector(
  input: ArrayLike<number> | undefined,
  length: number,
  fallback: number,
  name: string,
): Float64Array {
  if (input === undefined) return new Float64Array(length).fill(fallback);
  const path: ErrorPath = [name];
  if (input.length !== length) {
    misuse('numerics/wrong-length', path, input.length, `Give ${length} numbers.`);
  }
  for (let i = 0; i < length; i += 1) {
    const value = input[i];
    const fine = typeof value === 'number' && (Number.isFinite(value) || value === fallback);
    if (!fine) {
      misuse('numerics/not-finite', [...path, i], value, 'Give finite numbers or no limit at all.');
    }
  }
  return Float64Array.from(input);
}

/** Checks a program once at the door and copies it into the form the engine works on. */
export function quadraticProgram(input: QuadraticProgramInput): QuadraticProgram {
  const { rows: n, columns, values: quadratic } = toRowMajor(input.quadratic, ['quadratic']);
  if (n !== columns) {
    misuse('numerics/not-square', ['quadratic'], columns, `Give a square matrix of order ${n}.`);
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const a = quadratic[i * n + j] as number;
      const b = quadratic[j * n + i] as number;
      if (Math.abs(a - b) > symmetryTolerance * Math.max(Math.abs(a), Math.abs(b))) {
        misuse('numerics/not-symmetric', ['quadratic', i, j], a - b, 'Give a symmetric matrix.');
      }
      // Below the tolerance the two halves are averaged, so that row sweeps see one matrix.
      quadratic[i * n + j] = quadratic[j * n + i] = a === b ? a : (a + b) / 2;
    }
  }
  const dense = toRowMajor(input.rows ?? [], ['rows']);
  if (dense.rows > 0 && dense.columns !== n) {
    misuse('numerics/wrong-length', ['rows', 0], dense.columns, `Give ${n} numbers a row.`);
  }
  const { NEGATIVE_INFINITY: none, POSITIVE_INFINITY: unlimited } = Number;
  return {
    quadratic,
    linear: vector(input.linear, n, 0, 'linear'),
    lower: vector(input.lower, n, none, 'lower'),
    upper: vector(input.upper, n, unlimited, 'upper'),
    rows: dense.values,
    rowLower: vector(input.rowLower, dense.rows, none, 'rowLower'),
    rowUpper: vector(input.rowUpper, dense.rows, unlimited, 'rowUpper'),
  };
}
