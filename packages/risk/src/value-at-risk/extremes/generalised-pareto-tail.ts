import { checkInteger, checkNumber, misuse } from '@plimsoll/core';
import { checkTail } from '../fitted-tail.ts';
import type { TailOptions } from '../var-model.ts';

/** Arguments of {@link generalisedParetoTail}. */
export interface GeneralisedParetoTail extends TailOptions {
  /** Shape ξ of the excesses. */
  readonly shape: number;
  /** Scale β of the excesses, above 0. */
  readonly scale: number;
  /** Loss over which they were counted. */
  readonly threshold: number;
  /** Losses in all. */
  readonly observations: number;
  /** Losses over the threshold. */
  readonly exceedances: number;
}

/** Tail of losses over a threshold. */
export interface GeneralisedParetoRisk {
  /** The loss exceeded with probability `tailProbability`. */
  readonly valueAtRisk: number;
  /** The mean loss beyond it, or `null` where it is infinite: shape 1 and above. */
  readonly expectedShortfall: number | null;
}

/**
 * Peaks over threshold in closed form (McNeil and Frey 2000):
 * `VaR = u + β/ξ ((n p / N)^-ξ - 1)`, `ES = (VaR + β - ξ u) / (1 - ξ)`, continuous through ξ = 0.
 *
 * @throws PlimsollError `risk/bad-option`; `risk/bad-probability`, also for a tail larger than the
 * share of losses over the threshold, about which these numbers know nothing.
 */
export function generalisedParetoTail(options: GeneralisedParetoTail): GeneralisedParetoRisk {
  const { shape, scale, threshold, observations, exceedances, tailProbability } = options;
  checkNumber(shape, 'risk/bad-option', ['shape']);
  checkNumber(scale, 'risk/bad-option', ['scale'], { min: 0, above: true });
  checkNumber(threshold, 'risk/bad-option', ['threshold']);
  checkInteger(observations, 'risk/bad-option', ['observations'], { min: 1 });
  checkInteger(exceedances, 'risk/bad-option', ['exceedances'], { min: 1, max: observations });
  checkTail(tailProbability);
  const ratio = (observations * tailProbability) / exceedances;
  if (ratio > 1 + 1e-9) {
    const remedy = `Give at most ${exceedances / observations}, the share over the threshold.`;
    misuse('risk/bad-probability', ['tailProbability'], tailProbability, remedy);
  }
  const depth = -Math.log(Math.min(1, ratio));
  const valueAtRisk = threshold + scale * (shape === 0 ? depth : Math.expm1(shape * depth) / shape);
  const shortfall = (valueAtRisk + scale - shape * threshold) / (1 - shape);
  return { valueAtRisk, expectedShortfall: shape < 1 ? shortfall : null };
}
