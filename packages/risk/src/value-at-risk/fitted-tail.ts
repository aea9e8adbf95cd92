import { checkNumber, misuse } from '@plimsoll/core';
import { tailCount } from '@plimsoll/numerics/tails';
import type { TailEstimate, TailRisk, VarFlag } from './var-outcome.ts';

/** Defaults shared by all value-at-risk models. */
export const varDefaults: Readonly<{
  /** Below this many observations in the tail an estimate is flagged `few-tail-points`. */
  enoughTailObservations: number;
}> = { enoughTailObservations: 5 };

/** Facts beside the two numbers, for {@link fittedTail}. */
export interface TailFacts {
  /** Probability of a worse outcome. */
  readonly tailProbability: number;
  /** Observations used. */
  readonly observations: number;
  /** How it was computed, in words. */
  readonly convention: string;
  /** Observations in the tail. @defaultValue `observations * tailProbability` */
  readonly tailObservations?: number;
  /** Flags of the method itself. @defaultValue none */
  readonly flags?: readonly VarFlag[];
}

/**
 * Puts a `fitted` outcome together: adds confidence, the count of tail observations (rounded when
 * within 1e-9 of a whole number, because `(1 - 0.95) * 1260` is 63.00000000000006 in doubles) and
 * the flags every model shares. For your own `VarModel`.
 */
export function fittedTail(
  { valueAtRisk, expectedShortfall }: TailRisk,
  facts: TailFacts,
): TailEstimate & { readonly status: 'fitted' } {
  const { tailProbability, observations, convention, flags = [] } = facts;
  const tailObservations = facts.tailObservations ?? tailCount(observations, tailProbability);
  const shared: VarFlag[] = [];
  if (valueAtRisk < 0) shared.push('gain');
  if (tailObservations < varDefaults.enoughTailObservations) shared.push('few-tail-points');
  return {
    status: 'fitted',
    valueAtRisk,
    expectedShortfall,
    tailProbability,
    confidence: 1 - tailProbability,
    convention,
    observations,
    tailObservations,
    flags: [...shared, ...flags],
  };
}

/** Copies a sample of finite numbers, which may be empty; throws `risk/bad-sample` otherwise. */
export function checkSeries(values: ArrayLike<number>, name = 'returns'): Float64Array {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) {
    const value = values[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      misuse('risk/bad-sample', [name, i], value, 'Give finite numbers.');
    }
    copy[i] = value as number;
  }
  return copy;
}

/** Checks a tail probability, strictly between 0 and 1. */
export function checkTail(value: number): number {
  return checkNumber(value, 'risk/bad-probability', ['tailProbability'], {
    min: 0,
    above: true,
    max: 1 - 2 ** -53,
  });
}
