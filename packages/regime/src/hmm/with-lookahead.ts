import { compileEmissions, createEmissions, logDensities } from './emissions.ts';
import { createLattice, forward, type Lattice } from './forward.ts';
import { byLabel, fromGaussianHmm, type GaussianHmm } from './gaussian-hmm.ts';
import type { Lookahead } from './lookahead.ts';
import { denseObservations, type Observations } from './observations.ts';
import { outOfRange } from './out-of-range.ts';
import type { HmmParameters } from './parameters.ts';

function logDensityRows(parameters: HmmParameters, values: Float64Array, rows: number): Lattice {
  const { states, dimension } = parameters;
  const emissions = createEmissions(states, dimension);
  compileEmissions(parameters, emissions);
  const lattice = createLattice(rows, states);
  for (let t = 0; t < rows; t += 1) {
    logDensities(emissions, values, t * dimension, lattice.densities, t * states);
  }
  return lattice;
}

/**
 * Smoothed probabilities: each bar's state given the *whole* series. For study only.
 *
 * @throws PlimsollError as {@link filterGaussianHmm}.
 */
export function smoothWithLookahead<Label extends string>(
  model: GaussianHmm<Label>,
  data: Observations,
): Lookahead<readonly Readonly<Record<Label, number>>[]> {
  const parameters = fromGaussianHmm(model);
  const { rows, values } = denseObservations(data, model.columns);
  const lattice = logDensityRows(parameters, values, rows);
  if (Number.isNaN(forward(lattice, parameters.initial, parameters.transition))) outOfRange(data);
  smoothInPlace(lattice, parameters.transition);
  const { states } = parameters;
  return {
    kind: 'lookahead',
    values: Array.from({ length: rows }, (_, t) =>
      byLabel(model.labels, (k) => lattice.filtered[t * states + k] as number),
    ),
  };
}

/** Turns the filtered probabilities of a lattice into smoothed ones. @internal */
export function smoothInPlace(lattice: Lattice, transition: Float64Array): void {
  const { rows, states, densities: b, filtered, masses } = lattice;
  const backward = new Float64Array(states).fill(1);
  const weights = new Float64Array(states);
  for (let t = rows - 1; t >= 0; t -= 1) {
    const at = t * states;
    for (let k = 0; k < states; k += 1) {
      const beta = backward[k] as number;
      weights[k] = ((b[at + k] as number) * beta) / (masses[t] as number);
      filtered[at + k] = (filtered[at + k] as number) * beta;
    }
    for (let i = 0; i < states; i += 1) {
      let sum = 0;
      for (let j = 0; j < states; j += 1) {
        sum += (transition[i * states + j] as number) * (weights[j] as number);
      }
      backward[i] = sum;
    }
  }
}

/** Most probable path of states. */
export interface StatePath<Label extends string = string> {
  /** State of each bar. */
  readonly path: readonly Label[];
  /** Joint log density of the path and the data. */
  readonly logDensity: number;
}

/**
 * The most probable path of states given the *whole* series (A. Viterbi, 1967), in logarithms,
 * forbidden transitions respected. For study only.
 *
 * @throws PlimsollError as {@link filterGaussianHmm}.
 */
export function viterbiWithLookahead<Label extends string>(
  model: GaussianHmm<Label>,
  data: Observations,
): Lookahead<StatePath<Label>> {
  const parameters = fromGaussianHmm(model);
  const { rows, values } = denseObservations(data, model.columns);
  const { densities } = logDensityRows(parameters, values, rows);
  const found = viterbi(densities, parameters.initial, parameters.transition, rows);
  if (!Number.isFinite(found.logDensity)) outOfRange(data);
  return {
    kind: 'lookahead',
    values: {
      path: Array.from(found.path, (k) => model.labels[k] as Label),
      logDensity: found.logDensity,
    },
  };
}

/** Viterbi's recursion over rows of log densities. @internal */
export function viterbi(
  logDensity: Float64Array,
  initial: Float64Array,
  transition: Float64Array,
  rows: number,
): { readonly path: Uint8Array; readonly logDensity: number } {
  const states = initial.length;
  const logTransition = transition.map(Math.log);
  const cameFrom = new Uint8Array(rows * states);
  let score = new Float64Array(states);
  let next = new Float64Array(states);
  for (let k = 0; k < states; k += 1) {
    score[k] = Math.log(initial[k] as number) + (logDensity[k] as number);
  }
  for (let t = 1; t < rows; t += 1) {
    for (let j = 0; j < states; j += 1) {
      let best = 0;
      let top = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < states; i += 1) {
        const value = (score[i] as number) + (logTransition[i * states + j] as number);
        if (value > top) {
          top = value;
          best = i;
        }
      }
      cameFrom[t * states + j] = best;
      next[j] = top + (logDensity[t * states + j] as number);
    }
    [score, next] = [next, score];
  }
  let state = 0;
  for (let k = 1; k < states; k += 1) {
    if ((score[k] as number) > (score[state] as number)) state = k;
  }
  const total = score[state] as number;
  const path = new Uint8Array(rows);
  for (let t = rows - 1; t >= 0; t -= 1) {
    path[t] = state;
    state = cameFrom[t * states + state] as number;
  }
  return { path, logDensity: total };
}
