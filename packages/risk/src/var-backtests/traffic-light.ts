import { checkNumber } from '@plimsoll/core';
import { binomialCdf, binomialSurvival } from '@plimsoll/numerics/distributions';
import { checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';
import { checkCount, type ExceptionCount } from './exceptions.ts';
import { observationsNeeded } from './likelihood-ratio.ts';
import type { TestOutcome } from './test-outcome.ts';

/** Options of {@link trafficLight}. */
export interface TrafficLightOptions extends TailOptions {
  /** Cumulative probability from which a count is yellow. @defaultValue 0.95 */
  readonly yellowFrom?: number;
  /** Cumulative probability from which a count is red. @defaultValue 0.9999 */
  readonly redFrom?: number;
}

/** Defaults of {@link trafficLight}: the levels of the Basel Committee (1996). */
export const trafficLightDefaults: Readonly<{ yellowFrom: number; redFrom: number }> = {
  yellowFrom: 0.95,
  redFrom: 0.9999,
};

/** Capital multipliers of the regulation, which exist for 250 days at 99 % only. */
export interface BaselMultipliers {
  /** 3 plus 0 to 1 (BCBS 1996). */
  readonly basel1996: number;
  /** 1.5 plus 0 to 0.5 (MAR33, 2019). */
  readonly basel2019: number;
}

/** Figures of {@link trafficLight}. */
export interface TrafficLight {
  /** Green: consistent with the model. Yellow: doubtful. Red: wrong. */
  readonly zone: 'green' | 'yellow' | 'red';
  /** Probability of this many exceptions or fewer from a right model. */
  readonly probabilityAtMost: number;
  /** Probability of this many or more: how often a right model looks this bad. */
  readonly probabilityAtLeast: number;
  /** Smallest count that is yellow. */
  readonly yellowStartsAt: number;
  /** Smallest count that is red. */
  readonly redStartsAt: number;
  /** Multipliers for 250 days at a tail of 0.01 and the standard levels, `null` otherwise. */
  readonly multipliers: BaselMultipliers | null;
}

const plus1996 = [0, 0, 0, 0, 0, 0.4, 0.5, 0.65, 0.75, 0.85, 1] as const;
const multiplier2019 = [1.5, 1.5, 1.5, 1.5, 1.5, 1.7, 1.76, 1.83, 1.88, 1.92, 2] as const;

/**
 * Basel traffic light, for any number of observations and tail: at 250 days yellow starts at 5 and
 * red at 10 for 99 %, at 18 and 27 for 95 %.
 *
 * @returns `insufficient-data` where less than one exception is expected.
 * @throws PlimsollError `risk/bad-exceptions`, `risk/bad-probability`.
 */
export function trafficLight(
  count: ExceptionCount,
  options: TrafficLightOptions,
): TestOutcome<TrafficLight> {
  const { tailProbability, yellowFrom, redFrom } = { ...trafficLightDefaults, ...options };
  checkCount(count);
  checkTail(tailProbability);
  checkNumber(yellowFrom, 'risk/bad-probability', ['yellowFrom'], { min: 0, above: true, max: 1 });
  checkNumber(redFrom, 'risk/bad-probability', ['redFrom'], { min: yellowFrom, max: 1 - 1e-12 });
  const { observations, exceptions } = count;
  const needed = observationsNeeded(tailProbability);
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const shape = { trials: observations, probability: tailProbability };
  const startOf = (level: number): number => {
    let low = 0;
    let high = observations;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (binomialCdf(middle, shape) >= level) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const yellowStartsAt = startOf(yellowFrom);
  const redStartsAt = startOf(redFrom);
  const standard =
    observations === 250 &&
    Math.abs(tailProbability - 0.01) < 1e-12 &&
    yellowFrom === trafficLightDefaults.yellowFrom &&
    redFrom === trafficLightDefaults.redFrom;
  const row = Math.min(10, exceptions);
  return {
    status: 'tested',
    zone: exceptions >= redStartsAt ? 'red' : exceptions >= yellowStartsAt ? 'yellow' : 'green',
    probabilityAtMost: binomialCdf(exceptions, shape),
    probabilityAtLeast: exceptions === 0 ? 1 : binomialSurvival(exceptions - 1, shape),
    yellowStartsAt,
    redStartsAt,
    multipliers: standard
      ? { basel1996: 3 + (plus1996[row] as number), basel2019: multiplier2019[row] as number }
      : null,
  };
}
