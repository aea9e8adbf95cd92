import { choleskyInPlace } from '@plimsoll/numerics/linear-algebra';
import type { HmmParameters } from './parameters.ts';

/**
 * Normal densities of all states, compiled: `W = L^-1` for each covariance `L L'`, so that a squared
 * distance is a sum of squares of `W (x - mean)`.
 *
 * @internal
 */
export interface Emissions {
  /** Number of states. */
  readonly states: number;
  /** Number of columns. */
  readonly dimension: number;
  /** Means, one row a state. */
  readonly means: Float64Array;
  /** Inverse Cholesky factors, lower triangular, one block a state. */
  readonly whitening: Float64Array;
  /** `-(d log 2 pi + log det) / 2`, one a state. */
  readonly logNorms: Float64Array;
  /** Scratch of length `dimension`. */
  readonly residual: Float64Array;
}

const logTwoPi = 1.8378770664093453;

/** Room for the densities of `states` states in `dimension` columns. @internal */
export function createEmissions(states: number, dimension: number): Emissions {
  return {
    states,
    dimension,
    means: new Float64Array(states * dimension),
    whitening: new Float64Array(states * dimension * dimension),
    logNorms: new Float64Array(states),
    residual: new Float64Array(dimension),
  };
}

function invertLowerOf(w: Float64Array, d: number): void {
  for (let j = 0; j < d; j += 1) {
    w[j * d + j] = 1 / (w[j * d + j] as number);
    for (let i = j + 1; i < d; i += 1) {
      let sum = 0;
      for (let k = j; k < i; k += 1) {
        sum += (w[i * d + k] as number) * (w[k * d + j] as number);
      }
      w[i * d + j] = -sum / (w[i * d + i] as number);
    }
  }
}

/**
 * Compiles `parameters` into `emissions`.
 *
 * @returns the first state whose covariance is not positive definite, or -1.
 * @internal
 */
export function compileEmissions(parameters: HmmParameters, emissions: Emissions): number {
  const { states, dimension: d } = parameters;
  const { whitening, logNorms } = emissions;
  emissions.means.set(parameters.means);
  whitening.set(parameters.covariances);
  for (let k = 0; k < states; k += 1) {
    const at = k * d * d;
    const block = whitening.subarray(at, at + d * d);
    if (choleskyInPlace(block, d) >= 0) return k;
    let logDeterminant = 0;
    for (let i = 0; i < d; i += 1) logDeterminant += Math.log(block[i * d + i] as number);
    logNorms[k] = -0.5 * d * logTwoPi - logDeterminant;
    invertLowerOf(block, d);
  }
  return -1;
}

/** Log density of each state at the observation `x[at ..]`, written to `out[outAt ..]`. @internal */
export function logDensities(
  emissions: Emissions,
  x: Float64Array,
  at: number,
  out: Float64Array,
  outAt: number,
): void {
  const { states, dimension: d, means, whitening, logNorms, residual } = emissions;
  if (d === 1) {
    for (let k = 0; k < states; k += 1) {
      const y = (whitening[k] as number) * ((x[at] as number) - (means[k] as number));
      out[outAt + k] = (logNorms[k] as number) - 0.5 * (y * y);
    }
    return;
  }
  if (d === 2) {
    for (let k = 0; k < states; k += 1) {
      const row = 4 * k;
      const r = (x[at] as number) - (means[2 * k] as number);
      const s = (x[at + 1] as number) - (means[2 * k + 1] as number);
      const y = (whitening[row] as number) * r;
      const z = (whitening[row + 2] as number) * r + (whitening[row + 3] as number) * s;
      out[outAt + k] = (logNorms[k] as number) - 0.5 * (y * y + z * z);
    }
    return;
  }
  for (let k = 0; k < states; k += 1) {
    let distance = 0;
    let row = k * d * d;
    for (let i = 0; i < d; i += 1) {
      const r = (x[at + i] as number) - (means[k * d + i] as number);
      residual[i] = r;
      let y = 0;
      for (let j = 0; j < i; j += 1) y += (whitening[row + j] as number) * (residual[j] as number);
      y += (whitening[row + i] as number) * r;
      distance += y * y;
      row += d;
    }
    out[outAt + k] = (logNorms[k] as number) - 0.5 * distance;
  }
}
