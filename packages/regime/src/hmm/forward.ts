/**
 * Turns a row of log densities into densities relative to the largest, in place, so that nothing
 * underflows however far out an observation lies. Where the prediction all but rules out the state
 * that explains the observation best, the scale is set by the joint probability instead.
 *
 * @param predicted - Probability of each state before the observation.
 * @returns the shift; not finite when even the logarithms are out of range.
 * @internal
 */
export function shiftDensities(
  b: Float64Array,
  at: number,
  predicted: Float64Array,
  states: number,
): number {
  let shift = b[at] as number;
  for (let k = 1; k < states; k += 1) {
    const value = b[at + k] as number;
    if (value > shift) shift = value;
  }
  let explained = 0;
  for (let k = 0; k < states; k += 1) {
    const relative = (b[at + k] as number) - shift;
    if (relative > -600) explained += predicted[k] as number;
  }
  // exp(-600) is 1e-261, so a mass that passes here cannot underflow.
  if (!(explained > 1e-30)) shift = jointShift(b, at, predicted, states);
  for (let k = 0; k < states; k += 1) {
    const relative = (b[at + k] as number) - shift;
    b[at + k] = relative === 0 ? 1 : Math.min(Math.exp(relative), 1e308);
  }
  return shift;
}

function jointShift(b: Float64Array, at: number, predicted: Float64Array, states: number): number {
  let shift = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < states; k += 1) {
    const probability = predicted[k] as number;
    if (probability === 0) continue;
    shift = Math.max(shift, (b[at + k] as number) + Math.log(probability));
  }
  return shift;
}

/** What the recursions of a series need, kept between iterations. @internal */
export interface Lattice {
  /** Number of observations. */
  readonly rows: number;
  /** Number of states. */
  readonly states: number;
  /** Log densities on entry to {@link forward}, shifted densities afterwards; one row a time. */
  readonly densities: Float64Array;
  /** Filtered probabilities, one row a time. */
  readonly filtered: Float64Array;
  /** Probability mass of each observation after the shift. */
  readonly masses: Float64Array;
  /** Scratch: prediction for the next observation. */
  readonly predicted: Float64Array;
}

/** Room for the recursions over `rows` observations. @internal */
export function createLattice(rows: number, states: number): Lattice {
  return {
    rows,
    states,
    densities: new Float64Array(rows * states),
    filtered: new Float64Array(rows * states),
    masses: new Float64Array(rows),
    predicted: new Float64Array(states),
  };
}

/**
 * Scaled forward recursion (L. Rabiner, "A tutorial on hidden Markov models", 1989) with the largest
 * density of each step taken out first.
 *
 * @returns the log-likelihood; NaN when an observation is out of range.
 * @internal
 */
export function forward(lattice: Lattice, initial: Float64Array, transition: Float64Array): number {
  const { rows, states, densities: b, filtered, masses, predicted } = lattice;
  predicted.set(initial);
  let logLikelihood = 0;
  // Logarithms are taken of products of masses, many at a time.
  let product = 1;
  for (let t = 0, at = 0; t < rows; t += 1, at += states) {
    logLikelihood += shiftDensities(b, at, predicted, states);
    let mass = 0;
    for (let k = 0; k < states; k += 1) {
      const joint = (predicted[k] as number) * (b[at + k] as number);
      filtered[at + k] = joint;
      mass += joint;
    }
    masses[t] = mass;
    product *= mass;
    if (product < 1e-20) {
      logLikelihood += Math.log(product);
      product = 1;
    }
    const scale = 1 / mass;
    for (let k = 0; k < states; k += 1) filtered[at + k] = (filtered[at + k] as number) * scale;
    for (let j = 0; j < states; j += 1) {
      let sum = 0;
      for (let k = 0, cell = j; k < states; k += 1, cell += states) {
        sum += (filtered[at + k] as number) * (transition[cell] as number);
      }
      predicted[j] = sum;
    }
  }
  return logLikelihood + Math.log(product);
}
