import { misuse } from '@plimsoll/core';

/**
 * One bar's numbers: a vector in column order, a record by column name (a feature reading's `values`
 * fits), or a plain number where there is one column.
 */
export type Observation = number | ArrayLike<number> | Readonly<Record<string, number>>;

const isVector = (input: ArrayLike<number> | object): input is ArrayLike<number> =>
  Array.isArray(input) || ArrayBuffer.isView(input);

/** Beyond this a number is bad data, and its square would not stay finite. */
const largestObservation = 1e100;

/**
 * Reads an observation into `out`, checked.
 *
 * @throws PlimsollError `regime/bad-observation` naming the column.
 * @internal
 */
export function readObservation(
  input: Observation,
  columns: readonly string[],
  out: Float64Array,
): void {
  if (typeof input !== 'object' || input === null) {
    if (columns.length !== 1) wrongShape(input, columns);
    out[0] = checkValue(input, columns[0] as string);
    return;
  }
  const vector = isVector(input);
  if (vector && input.length !== columns.length) wrongShape(input, columns);
  for (let j = 0; j < columns.length; j += 1) {
    const column = columns[j] as string;
    const value = vector ? input[j] : (input as Readonly<Record<string, number>>)[column];
    out[j] = checkValue(value, column);
  }
}

function wrongShape(input: unknown, columns: readonly string[]): never {
  return misuse(
    'regime/bad-observation',
    [],
    input,
    `Give one number for each of ${columns.join(', ')}.`,
  );
}

function checkValue(value: unknown, column: string): number {
  // Adding nought turns -0 into 0, as snapshots store it.
  if (typeof value === 'number' && Math.abs(value) <= largestObservation) return value + 0;
  return misuse(
    'regime/bad-observation',
    [column],
    value,
    `Give a finite number of at most ${largestObservation}.`,
  );
}
