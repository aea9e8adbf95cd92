import { checkNumber, checkOneOf } from '@plimsoll/core';
import { checkSeries, checkTail, fittedTail } from './fitted-tail.ts';
import type { VarModel } from './var-model.ts';
import type { TailRisk } from './var-outcome.ts';

/** Options of {@link ageWeightedVar}. */
export interface AgeWeightedVarOptions {
  /** Weight of a return relative to the next younger one, above 0 up to 1. @defaultValue 0.98 */
  readonly lambda?: number;
  /**
   * `step`: the first loss at which the accumulated weight reaches the tail. `linear`: between the
   * two losses whose accumulated weights bracket it. @defaultValue 'step'
   */
  readonly interpolation?: 'step' | 'linear';
}

/** Defaults of {@link ageWeightedVar}. */
export const ageWeightedVarDefaults: Readonly<Required<AgeWeightedVarOptions>> = {
  lambda: 0.98,
  interpolation: 'step',
};

/** Weights `lambda^(i-1) (1 - lambda) / (1 - lambda^n)`, oldest first. */
function ageWeights(n: number, lambda: number): Float64Array {
  const weights = new Float64Array(n);
  let weight = 1;
  let total = 0;
  for (let i = n - 1; i >= 0; i--) {
    weights[i] = weight;
    total += weight;
    weight *= lambda;
  }
  return weights.map((value) => value / total);
}

// Accumulated weights that should be equal to the tail must not miss it by rounding.
const slack = 1e-12;

function weightedTail(
  values: Float64Array,
  weights: Float64Array,
  tail: number,
  linear: boolean,
): TailRisk {
  const order = Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const weightAt = (rank: number): number => weights[order[rank] as number] as number;
  const valueAt = (rank: number): number => values[order[rank] as number] as number;
  let rank = 0;
  let mass = 0;
  let sum = 0;
  for (; rank < order.length - 1 && mass + weightAt(rank) < tail - slack; rank++) {
    mass += weightAt(rank);
    sum += weightAt(rank) * valueAt(rank);
  }
  const value = valueAt(rank);
  const worse = rank > 0 ? valueAt(rank - 1) : value;
  const share = linear ? Math.min(1, (tail - mass) / weightAt(rank)) : 1;
  return {
    valueAtRisk: -(share === 1 ? value : worse + share * (value - worse)),
    expectedShortfall: -(value + (sum - value * mass) / tail),
  };
}

/**
 * Historical simulation in which a return counts less the older it is (Boudoukh, Richardson and
 * Whitelaw 1998). Expected shortfall is the exact mean over the worst `tailProbability` of weight.
 * `tailObservations` uses the effective number of returns, `1 / Σ w²`: about 100 at 0.98, however
 * long the sample.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function ageWeightedVar(options: AgeWeightedVarOptions = {}): VarModel {
  const { lambda, interpolation } = { ...ageWeightedVarDefaults, ...options };
  checkNumber(lambda, 'risk/bad-option', ['lambda'], { min: 0, above: true, max: 1 });
  checkOneOf(interpolation, ['step', 'linear'] as const, 'risk/bad-option', ['interpolation']);
  return {
    kind: 'age-weighted-var',
    version: 1,
    params: { lambda, interpolation },
    estimate(returns, { tailProbability }) {
      checkTail(tailProbability);
      const series = checkSeries(returns);
      const observations = series.length;
      if (observations === 0) return { status: 'insufficient-data', observations, needed: 1 };
      const weights = ageWeights(observations, lambda);
      const tail = weightedTail(series, weights, tailProbability, interpolation === 'linear');
      const effective = 1 / weights.reduce((total, weight) => total + weight * weight, 0);
      return fittedTail(tail, {
        tailProbability,
        observations,
        tailObservations: effective * tailProbability,
        convention: `age-weighted historical: lambda ${lambda}, ${interpolation}; shortfall by exact weights`,
      });
    },
  };
}
