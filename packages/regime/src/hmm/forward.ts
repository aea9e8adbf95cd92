/** A mass below this is computed again on the scale of the joint probabilities. */
const smallestMass = 1e-250;
const largestDensity = 1e308;

/**
 * Turns a row of log densities into densities relative to the largest, in place, so that nothing
 * underflows however far out an observation lies. Where the prediction all but rules out the state
 * that explains the observation best, the scale is set by the joint probability instead.
 *
 * @param predicted - Probability of each state before the observation.
 * @param scratch - Length `states + 1`; its last entry holds the shift afterwards.
 * @returns the probability mass of the observation after the shift; NaN when even the logarithms
 * are out of range.
 * @internal
 */
export function weigh(
  b: Float64Array,
  at: number,
  predicted: Float64Array,
  states: number,
  scratch: Float64Array,
): number {
  let shift = b[at] as number;
  for (let k = 0; k < states; k += 1) {
    const log = b[at + k] as number;
    scratch[k] = log;
    if (log > shift) shift = log;
  }
  let mass = 0;
  for (let k = 0; k < states; k += 1) {
    const relative = (scratch[k] as number) - shift;
    const density = relative === 0 ? 1 : Math.exp(relative);
    b[at + k] = density;
    mass += (predicted[k] as number) * density;
  }
  scratch[states] = shift;
  return mass > smallestMass ? mass : weighJointly(b, at, predicted, states, scratch);
}

function weighJointly(
  b: Float64Array,
  at: number,
  predicted: Float64Array,
  states: number,
  scratch: Float64Array,
): number {
  let shift = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < states; k += 1) {
    const probability = predicted[k] as number;
    if (probability === 0) continue;
    shift = Math.max(shift, (scratch[k] as number) + Math.log(probability));
  }
  let mass = 0;
  for (let k = 0; k < states; k += 1) {
    const density = Math.min(Math.exp((scratch[k] as number) - shift), largestDensity);
    b[at + k] = density;
    mass += (predicted[k] as number) * density;
  }
  scratch[states] = shift;
  return mass;
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
  /** Scratch of {@link weigh}. */
  readonly scratch: Float64Array;
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
    scratch: new Float64Array(states + 1),
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
  const { rows, states, densities: b, filtered, masses, predicted, scratch } = lattice;
  predicted.set(initial);
  let logLikelihood = 0;
  // Logarithms are taken of products of masses, many at a time.
  let product = 1;
  for (let t = 0, at = 0; t < rows; t += 1, at += states) {
    const mass = weigh(b, at, predicted, states, scratch);
    masses[t] = mass;
    logLikelihood += scratch[states] as number;
    product *= mass;
    if (product < 1e-20) {
      logLikelihood += Math.log(product);
      product = 1;
    }
    const scale = 1 / mass;
    for (let k = 0; k < states; k += 1) {
      filtered[at + k] = (predicted[k] as number) * (b[at + k] as number) * scale;
    }
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
