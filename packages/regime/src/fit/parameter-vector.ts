import { choleskyInPlace } from '@plimsoll/numerics/linear-algebra';
import type { HmmParameters } from '../hmm/parameters.ts';
import { stationaryLaw } from '../hmm/stationary-law.ts';
import type { EmProblem } from './em-problem.ts';

/** Length of {@link packParameters}. @internal */
export function parameterCount(problem: EmProblem): number {
  const { states: k, dimension: d } = problem;
  return k + k * k + k * d + (k * d * (d + 1)) / 2;
}

/**
 * Parameters as one vector in which straight lines stay meaningful: square roots of probabilities,
 * means, Cholesky factors with the logarithm on the diagonal.
 *
 * @internal
 */
export function packParameters(
  problem: EmProblem,
  parameters: HmmParameters,
  out: Float64Array,
): void {
  const { states, dimension: d } = problem;
  let at = 0;
  for (const law of [parameters.initial, parameters.transition]) {
    for (let i = 0; i < law.length; i += 1) {
      out[at] = Math.sqrt(law[i] as number);
      at += 1;
    }
  }
  out.set(parameters.means, at);
  at += states * d;
  for (let k = 0; k < states; k += 1) {
    const block = parameters.covariances.slice(k * d * d, (k + 1) * d * d);
    choleskyInPlace(block, d);
    for (let i = 0; i < d; i += 1) {
      for (let j = 0; j < i; j += 1) {
        out[at] = block[i * d + j] as number;
        at += 1;
      }
      out[at] = Math.log(block[i * d + i] as number);
      at += 1;
    }
  }
}

const smallestRoot = 1e-4;

function unpackLaw(
  from: Float64Array,
  at: number,
  length: number,
  out: Float64Array,
  outAt: number,
): void {
  let total = 0;
  for (let i = 0; i < length; i += 1) {
    // A probability that an extrapolation sets to nought could never come back.
    const old = Math.sqrt(out[outAt + i] as number);
    const root = Math.max(from[at + i] as number, old * smallestRoot);
    out[outAt + i] = root * root;
    total += root * root;
  }
  for (let i = 0; i < length; i += 1) out[outAt + i] = (out[outAt + i] as number) / total;
}

/**
 * Inverse of {@link packParameters}; `out` must hold parameters near the wanted ones.
 *
 * @internal
 */
export function unpackParameters(problem: EmProblem, from: Float64Array, out: HmmParameters): void {
  const { states, dimension: d, initialLaw } = problem;
  if (initialLaw === 'free') unpackLaw(from, 0, states, out.initial, 0);
  for (let k = 0; k < states; k += 1) {
    unpackLaw(from, states + k * states, states, out.transition, k * states);
  }
  if (initialLaw === 'stationary') out.initial.set(stationaryLaw(out.transition, states));
  let at = states + states * states;
  out.means.set(from.subarray(at, at + states * d));
  at += states * d;
  const factor = new Float64Array(d * d);
  for (let k = 0; k < states; k += 1) {
    for (let i = 0; i < d; i += 1) {
      for (let j = 0; j < i; j += 1) {
        factor[i * d + j] = from[at] as number;
        at += 1;
      }
      factor[i * d + i] = Math.exp(from[at] as number);
      at += 1;
    }
    multiplyFactor(factor, d, out.covariances, k * d * d);
  }
}

function multiplyFactor(factor: Float64Array, d: number, out: Float64Array, at: number): void {
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = 0; k <= j; k += 1) {
        sum += (factor[i * d + k] as number) * (factor[j * d + k] as number);
      }
      out[at + i * d + j] = sum;
      out[at + j * d + i] = sum;
    }
  }
}
