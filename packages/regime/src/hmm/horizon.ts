import { checkInteger, type Measure, misuse } from '@plimsoll/core';
import { byLabel, fromGaussianHmm, type GaussianHmm } from './gaussian-hmm.ts';
import { predict } from './hmm-filter.ts';
import { stationaryLaw } from './stationary-law.ts';

/** Probability by state. */
export type StateProbabilities<Label extends string = string> = Readonly<Record<Label, number>>;

const sumTolerance = 1e-8;

function readLaw<Label extends string>(
  model: GaussianHmm<Label>,
  probabilities: StateProbabilities<Label>,
): Float64Array {
  let total = 0;
  const law = Float64Array.from(model.labels, (label) => {
    const value: unknown = probabilities[label];
    if (typeof value !== 'number' || !(value >= 0)) {
      misuse('regime/bad-probabilities', ['probabilities', label], value, 'Give 0 or more.');
    }
    total += value as number;
    return value as number;
  });
  if (!(Math.abs(total - 1) <= sumTolerance)) {
    misuse('regime/bad-probabilities', ['probabilities'], total, 'Give a law that sums to 1.');
  }
  return law;
}

const checkHorizon = (horizonBars: number): number =>
  checkInteger(horizonBars, 'regime/bad-horizon', ['horizonBars'], { min: 0, max: 1e6 });

/**
 * Probability of each state `horizonBars` ahead, `p A^h`: where the market will *be*. Not the
 * probability that it changes in the meantime, which is {@link exitProbability}.
 *
 * @param probabilities - Filtered law now, e.g. a reading's `probabilities`.
 * @throws PlimsollError `regime/bad-horizon`, `regime/bad-probabilities`, `regime/bad-model`.
 */
export function stateProbabilities<Label extends string>(
  model: GaussianHmm<Label>,
  probabilities: StateProbabilities<Label>,
  horizonBars: number,
): Record<Label, number> {
  const { transition, states } = fromGaussianHmm(model);
  let law: Float64Array = readLaw(model, probabilities);
  let next: Float64Array = new Float64Array(states);
  for (let h = checkHorizon(horizonBars); h > 0; h -= 1) {
    predict(law, transition, states, next);
    [law, next] = [next, law];
  }
  return byLabel(model.labels, (k) => law[k] as number);
}

/**
 * Probability that the present state is left at least once within `horizonBars`,
 * `1 - sum p_i a_ii^h`, whichever state it is.
 *
 * @throws PlimsollError `regime/bad-horizon`, `regime/bad-probabilities`, `regime/bad-model`.
 */
export function exitProbability<Label extends string>(
  model: GaussianHmm<Label>,
  probabilities: StateProbabilities<Label>,
  horizonBars: number,
): number {
  const { transition, states } = fromGaussianHmm(model);
  const law = readLaw(model, probabilities);
  const horizon = checkHorizon(horizonBars);
  let leaves = 0;
  for (let k = 0; k < states; k += 1) {
    // 1 - a^h without cancellation where the state is sticky.
    const stay = transition[k * (states + 1)] as number;
    const leave = horizon === 0 ? 0 : stay === 0 ? 1 : -Math.expm1(horizon * Math.log(stay));
    leaves += (law[k] as number) * leave;
  }
  return leaves;
}

/**
 * Expected number of bars a visit to each state lasts, `1 / (1 - a_ii)`; the expected *remaining*
 * duration is the same, since the chain has no memory of the age of a regime. No value for a state
 * that is never left.
 */
export function expectedDurationBars<Label extends string>(
  model: GaussianHmm<Label>,
): Record<Label, Measure> {
  const { transition, states } = fromGaussianHmm(model);
  const convention = 'bars, geometric duration 1/(1 - p)';
  return byLabel(model.labels, (k) => {
    let leave = 0;
    for (let j = 0; j < states; j += 1) {
      if (j !== k) leave += transition[k * states + j] as number;
    }
    return leave > 0
      ? { value: 1 / leave, reason: null, convention }
      : { value: null, reason: 'the state is never left', convention };
  });
}

/** Long-run share of time in each state: the stationary law of the transitions. */
export function stationaryProbabilities<Label extends string>(
  model: GaussianHmm<Label>,
): Record<Label, number> {
  const { transition, states } = fromGaussianHmm(model);
  const law = stationaryLaw(transition, states);
  return byLabel(model.labels, (k) => law[k] as number);
}
