import { compileEmissions, createEmissions, logDensities } from './emissions.ts';
import { weigh } from './forward.ts';
import { outOfRange } from './out-of-range.ts';
import type { HmmParameters } from './parameters.ts';

/** The forward filter of one model: K probabilities, O(K^2 + K d^2) a bar, no allocation. @internal */
export interface HmmFilter {
  /** Filtered probabilities after the last bar; before the first, the starting law. */
  readonly probabilities: Float64Array;
  /** Probabilities for the next bar. */
  readonly predicted: Float64Array;
  /**
   * Absorbs the observation `x[at ..]`.
   *
   * @returns its log density given the past.
   */
  step(x: Float64Array, at: number): number;
}

/** A filter for checked parameters whose first bar is predicted by `law`. @internal */
export function createHmmFilter(parameters: HmmParameters, law: Float64Array): HmmFilter {
  const { states, dimension, transition } = parameters;
  const emissions = createEmissions(states, dimension);
  compileEmissions(parameters, emissions);
  const densities = new Float64Array(states);
  const scratch = new Float64Array(states + 1);
  const probabilities = law.slice();
  const predicted = law.slice();
  return {
    probabilities,
    predicted,
    step(x, at): number {
      logDensities(emissions, x, at, densities, 0);
      const mass = weigh(densities, 0, predicted, states, scratch);
      if (Number.isNaN(mass)) outOfRange(Array.from(x.subarray(at, at + dimension)));
      for (let k = 0; k < states; k += 1) {
        probabilities[k] = ((predicted[k] as number) * (densities[k] as number)) / mass;
      }
      predict(probabilities, transition, states, predicted);
      return Math.log(mass) + (scratch[states] as number);
    },
  };
}

/** One step of the chain: `out = law * transition`. @internal */
export function predict(
  law: Float64Array,
  transition: Float64Array,
  states: number,
  out: Float64Array,
): void {
  for (let j = 0; j < states; j += 1) {
    let sum = 0;
    for (let k = 0, cell = j; k < states; k += 1, cell += states) {
      sum += (law[k] as number) * (transition[cell] as number);
    }
    out[j] = sum;
  }
}

/** Index of the largest entry; the first one on a tie. @internal */
export function mostProbable(law: Float64Array): number {
  let best = 0;
  for (let k = 1; k < law.length; k += 1) {
    if ((law[k] as number) > (law[best] as number)) best = k;
  }
  return best;
}
