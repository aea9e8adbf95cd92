import type { Lattice } from './forward.ts';
import type { HmmParameters } from './parameters.ts';

/** Expected sufficient statistics of one pass over the data. @internal */
export interface Expectations {
  /** Expected number of observations in each state. */
  readonly occupancy: Float64Array;
  /** Smoothed law of the first state. */
  readonly first: Float64Array;
  /** Expected number of transitions, from row to column. */
  readonly transitions: Float64Array;
  /** Weighted sums of deviations from the current means, one row a state. */
  readonly deviations: Float64Array;
  /** Weighted sums of squares of those deviations, lower triangles, one block a state. */
  readonly squares: Float64Array;
  /** Scratch of the backward recursion. */
  readonly backward: Float64Array;
  /** Scratch of the backward recursion. */
  readonly weights: Float64Array;
  /** Scratch: one deviation. */
  readonly residual: Float64Array;
}

/** Room for the statistics. @internal */
export function createExpectations(states: number, dimension: number): Expectations {
  return {
    occupancy: new Float64Array(states),
    first: new Float64Array(states),
    transitions: new Float64Array(states * states),
    deviations: new Float64Array(states * dimension),
    squares: new Float64Array(states * dimension * dimension),
    backward: new Float64Array(states),
    weights: new Float64Array(states),
    residual: new Float64Array(dimension),
  };
}

/**
 * Backward recursion fused with the accumulation of the statistics, so that neither smoothed
 * probabilities nor transition probabilities are stored. Sums of squares are taken about the current
 * means: no cancellation where means are large against deviations.
 *
 * @internal
 */
export function accumulate(
  parameters: HmmParameters,
  values: Float64Array,
  lattice: Lattice,
  into: Expectations,
): void {
  const { rows, states, densities: b, filtered, masses } = lattice;
  const { transition, dimension: d } = parameters;
  const { occupancy, first, transitions, backward, weights } = into;
  occupancy.fill(0);
  transitions.fill(0);
  into.deviations.fill(0);
  into.squares.fill(0);
  backward.fill(1);
  for (let t = rows - 1; t >= 0; t -= 1) {
    const at = t * states;
    const scale = 1 / (masses[t] as number);
    for (let k = 0; k < states; k += 1) {
      const beta = backward[k] as number;
      const gamma = (filtered[at + k] as number) * beta;
      weights[k] = (b[at + k] as number) * beta * scale;
      occupancy[k] = (occupancy[k] as number) + gamma;
      if (t === 0) first[k] = gamma;
      addDeviation(parameters, values, t * d, k, gamma, into);
    }
    if (t === 0) break;
    const before = at - states;
    for (let i = 0; i < states; i += 1) {
      const alpha = filtered[before + i] as number;
      let sum = 0;
      for (let j = 0, cell = i * states; j < states; j += 1, cell += 1) {
        const weight = weights[j] as number;
        transitions[cell] = (transitions[cell] as number) + alpha * weight;
        sum += (transition[cell] as number) * weight;
      }
      backward[i] = sum;
    }
  }
  for (let cell = 0; cell < states * states; cell += 1) {
    transitions[cell] = (transitions[cell] as number) * (transition[cell] as number);
  }
}

function addDeviation(
  parameters: HmmParameters,
  values: Float64Array,
  at: number,
  k: number,
  gamma: number,
  into: Expectations,
): void {
  const { dimension: d, means } = parameters;
  const { deviations, squares, residual } = into;
  const row = k * d;
  if (d === 1) {
    const r = (values[at] as number) - (means[row] as number);
    deviations[row] = (deviations[row] as number) + gamma * r;
    squares[row] = (squares[row] as number) + gamma * r * r;
    return;
  }
  if (d === 2) {
    const r = (values[at] as number) - (means[row] as number);
    const s = (values[at + 1] as number) - (means[row + 1] as number);
    const cell = row * 2;
    deviations[row] = (deviations[row] as number) + gamma * r;
    deviations[row + 1] = (deviations[row + 1] as number) + gamma * s;
    squares[cell] = (squares[cell] as number) + gamma * r * r;
    squares[cell + 2] = (squares[cell + 2] as number) + gamma * s * r;
    squares[cell + 3] = (squares[cell + 3] as number) + gamma * s * s;
    return;
  }
  for (let i = 0; i < d; i += 1) {
    const r = (values[at + i] as number) - (means[row + i] as number);
    const weighted = gamma * r;
    residual[i] = r;
    deviations[row + i] = (deviations[row + i] as number) + weighted;
    const cell = (row + i) * d;
    for (let j = 0; j <= i; j += 1) {
      squares[cell + j] = (squares[cell + j] as number) + weighted * (residual[j] as number);
    }
  }
}
