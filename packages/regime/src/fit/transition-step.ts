import type { Expectations } from '../hmm/expectations.ts';
import type { HmmParameters } from '../hmm/parameters.ts';
import { stationaryLaw } from '../hmm/stationary-law.ts';
import type { EmProblem } from './em-problem.ts';

const refinements = 8;
const smallestProbability = 1e-300;

/** Transition matrix and initial law of the next EM iterate. @internal */
export function updateTransitions(
  problem: EmProblem,
  expectations: Expectations,
  from: HmmParameters,
  to: HmmParameters,
): void {
  const { states, initialLaw, pseudoTransitions } = problem;
  const { first, transitions: counts } = expectations;
  for (let i = 0; i < states; i += 1) {
    let total = 0;
    for (let j = 0; j < states; j += 1) {
      const cell = i * states + j;
      const count = (counts[cell] as number) + (pseudoTransitions[cell] as number);
      counts[cell] = count;
      total += count;
    }
    for (let j = 0; j < states; j += 1) {
      const cell = i * states + j;
      to.transition[cell] =
        total > 0 ? (counts[cell] as number) / total : (from.transition[cell] as number);
    }
  }
  if (initialLaw === 'fixed') to.initial.set(from.initial);
  else if (initialLaw === 'free') {
    let total = 0;
    for (let k = 0; k < states; k += 1) total += first[k] as number;
    for (let k = 0; k < states; k += 1) to.initial[k] = (first[k] as number) / total;
  } else {
    refineStationary(states, counts, first, from, to);
    to.initial.set(stationaryLaw(to.transition, states));
  }
}

/** Expected complete-data log-likelihood of a transition matrix whose law at the start is stationary. */
function stationaryObjective(
  states: number,
  counts: Float64Array,
  first: Float64Array,
  transition: Float64Array,
): number {
  const law = stationaryLaw(transition, states);
  let sum = 0;
  for (let k = 0; k < states; k += 1) {
    const weight = first[k] as number;
    if (weight > 0) sum += weight * Math.log(Math.max(law[k] as number, smallestProbability));
  }
  for (let cell = 0; cell < counts.length; cell += 1) {
    const count = counts[cell] as number;
    if (count > 0) {
      sum += count * Math.log(Math.max(transition[cell] as number, smallestProbability));
    }
  }
  return sum;
}

/**
 * The closed form ignores that the law of the first state moves with the transition matrix. Its
 * stationarity condition, with that term, is `A_ij = (n_ij + A_ij g_ij) / n_i`, where `g` is the
 * derivative of the expected log initial probability centred by row; iterated from the closed form
 * it contracts at rate 1/n. The better of the refined, closed-form and old matrices is kept, so that
 * the likelihood cannot fall.
 */
function refineStationary(
  states: number,
  counts: Float64Array,
  first: Float64Array,
  from: HmmParameters,
  to: HmmParameters,
): void {
  const refined = to.transition.slice();
  for (let round = 0; round < refinements; round += 1) {
    const law = stationaryLaw(refined, states);
    const slope = initialSlope(states, refined, law, first);
    for (let i = 0; i < states; i += 1) {
      let centre = 0;
      let total = 0;
      for (let j = 0; j < states; j += 1) {
        centre += (refined[i * states + j] as number) * (slope[j] as number);
        total += counts[i * states + j] as number;
      }
      if (!(total > 0)) continue;
      let mass = 0;
      for (let j = 0; j < states; j += 1) {
        const cell = i * states + j;
        const gradient = (law[i] as number) * ((slope[j] as number) - centre);
        const next = (counts[cell] as number) + (refined[cell] as number) * gradient;
        refined[cell] = Math.max(next, 0);
        mass += refined[cell] as number;
      }
      for (let j = 0; j < states; j += 1) {
        refined[i * states + j] = (refined[i * states + j] as number) / mass;
      }
    }
  }
  const value = (transition: Float64Array): number =>
    stationaryObjective(states, counts, first, transition);
  const closedForm = value(to.transition);
  const better = value(refined);
  if (better >= closedForm) to.transition.set(refined);
  if (Math.max(better, closedForm) < value(from.transition)) to.transition.set(from.transition);
}

/**
 * Solves `(I - A + 1 pi') u = first / pi`: the derivative of `sum first_k log pi_k` with respect to
 * `A_ij` is `pi_i u_j` (P. Schweitzer, "Perturbation theory and finite Markov chains", 1968).
 */
function initialSlope(
  states: number,
  transition: Float64Array,
  law: Float64Array,
  first: Float64Array,
): Float64Array {
  const n = states;
  const a = new Float64Array(n * n);
  const u = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      const cell = i * n + j;
      a[cell] = (i === j ? 1 : 0) - (transition[cell] as number) + (law[j] as number);
    }
    u[i] = (first[i] as number) / Math.max(law[i] as number, smallestProbability);
  }
  for (let p = 0; p < n; p += 1) {
    let pivot = p;
    for (let i = p + 1; i < n; i += 1) {
      if (Math.abs(a[i * n + p] as number) > Math.abs(a[pivot * n + p] as number)) pivot = i;
    }
    swapRows(a, u, n, p, pivot);
    for (let i = p + 1; i < n; i += 1) {
      const factor = (a[i * n + p] as number) / (a[p * n + p] as number);
      for (let j = p; j < n; j += 1) {
        a[i * n + j] = (a[i * n + j] as number) - factor * (a[p * n + j] as number);
      }
      u[i] = (u[i] as number) - factor * (u[p] as number);
    }
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = u[i] as number;
    for (let j = i + 1; j < n; j += 1) sum -= (a[i * n + j] as number) * (u[j] as number);
    u[i] = sum / (a[i * n + i] as number);
  }
  return u;
}

function swapRows(a: Float64Array, u: Float64Array, n: number, p: number, q: number): void {
  if (p === q) return;
  for (let j = 0; j < n; j += 1) {
    const held = a[p * n + j] as number;
    a[p * n + j] = a[q * n + j] as number;
    a[q * n + j] = held;
  }
  const held = u[p] as number;
  u[p] = u[q] as number;
  u[q] = held;
}
