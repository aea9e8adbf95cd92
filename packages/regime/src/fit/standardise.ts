import type { HmmParameters } from '../hmm/parameters.ts';
import { copyParameters } from '../hmm/parameters.ts';

/** Centre and scale of each column, so that a fit does not depend on units. @internal */
export interface Standardisation {
  /** Column means. */
  readonly centre: Float64Array;
  /** Column standard deviations, divisor `rows`. */
  readonly scale: Float64Array;
}

/** Two-pass centre and scale of row-major `values`. @internal */
export function standardisationOf(
  values: Float64Array,
  rows: number,
  dimension: number,
): Standardisation {
  const centre = new Float64Array(dimension);
  const scale = new Float64Array(dimension);
  for (let j = 0; j < dimension; j += 1) {
    let sum = 0;
    for (let t = 0; t < rows; t += 1) sum += values[t * dimension + j] as number;
    const mean = sum / rows;
    let squares = 0;
    for (let t = 0; t < rows; t += 1) {
      const r = (values[t * dimension + j] as number) - mean;
      squares += r * r;
    }
    centre[j] = mean;
    scale[j] = Math.sqrt(squares / rows);
  }
  return { centre, scale };
}

/** Standardised copy of `values`. @internal */
export function standardise(
  values: Float64Array,
  rows: number,
  { centre, scale }: Standardisation,
): Float64Array {
  const dimension = centre.length;
  const out = new Float64Array(rows * dimension);
  for (let t = 0, at = 0; t < rows; t += 1) {
    for (let j = 0; j < dimension; j += 1, at += 1) {
      out[at] = ((values[at] as number) - (centre[j] as number)) / (scale[j] as number);
    }
  }
  return out;
}

/** Second moments of standardised rows: the pooled covariance. @internal */
export function pooledCovariance(
  values: Float64Array,
  rows: number,
  dimension: number,
): Float64Array {
  const out = new Float64Array(dimension * dimension);
  for (let t = 0; t < rows; t += 1) {
    const at = t * dimension;
    for (let i = 0; i < dimension; i += 1) {
      const x = values[at + i] as number;
      for (let j = 0; j <= i; j += 1) {
        out[i * dimension + j] =
          (out[i * dimension + j] as number) + x * (values[at + j] as number);
      }
    }
  }
  for (let i = 0; i < dimension; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = (out[i * dimension + j] as number) / rows;
      out[i * dimension + j] = value;
      out[j * dimension + i] = value;
    }
  }
  return out;
}

/** Moves parameters from standardised units to the units of the data, in place. @internal */
export function toDataUnits(parameters: HmmParameters, { centre, scale }: Standardisation): void {
  const { states, dimension: d, means, covariances } = parameters;
  for (let k = 0; k < states; k += 1) {
    for (let i = 0; i < d; i += 1) {
      const s = scale[i] as number;
      means[k * d + i] = (centre[i] as number) + s * (means[k * d + i] as number);
      for (let j = 0; j < d; j += 1) {
        const cell = (k * d + i) * d + j;
        // The product of the two scales first: (i, j) and (j, i) must stay bit-equal.
        covariances[cell] = (covariances[cell] as number) * (s * (scale[j] as number));
      }
    }
  }
}

/** Moves parameters from the units of the data to standardised units. @internal */
export function toStandardUnits(
  from: HmmParameters,
  out: HmmParameters,
  { centre, scale }: Standardisation,
): void {
  copyParameters(from, out);
  const { states, dimension: d, means, covariances } = out;
  for (let k = 0; k < states; k += 1) {
    for (let i = 0; i < d; i += 1) {
      const s = scale[i] as number;
      means[k * d + i] = ((means[k * d + i] as number) - (centre[i] as number)) / s;
      for (let j = 0; j < d; j += 1) {
        const cell = (k * d + i) * d + j;
        covariances[cell] = (covariances[cell] as number) / (s * (scale[j] as number));
      }
    }
  }
}
