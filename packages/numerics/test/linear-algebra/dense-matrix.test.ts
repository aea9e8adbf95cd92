import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { toRowMajor } from '../../src/linear-algebra.ts';
import { errorCode } from '../support/error-code.ts';

describe('toRowMajor', () => {
  test('rows, typed rows and an ml-matrix Matrix give the same', () => {
    const expected = { rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) };
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(toRowMajor(rows)).toEqual(expected);
    expect(toRowMajor(rows.map((row) => Float64Array.from(row)))).toEqual(expected);
    expect(toRowMajor(new Matrix(rows))).toEqual(expected);
    expect(toRowMajor([])).toEqual({ rows: 0, columns: 0, values: new Float64Array(0) });
  });

  test('names the offending row and element', () => {
    expect(errorCode(() => toRowMajor([[1, 2], [3]], ['moments', 'covariance']))).toBe(
      'numerics/not-rectangular moments covariance 1',
    );
    expect(errorCode(() => toRowMajor([[1, Number.NaN]]))).toBe('numerics/not-finite 0 1');
    expect(errorCode(() => toRowMajor([[1], [Number.POSITIVE_INFINITY]]))).toBe(
      'numerics/not-finite 1 0',
    );
  });
});
