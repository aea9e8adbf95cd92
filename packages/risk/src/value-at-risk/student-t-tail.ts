import { checkNumber } from '@plimsoll/core';
import { studentTPdf, studentTQuantile } from '@plimsoll/numerics/distributions';
import { checkLocationScale, type LocationScaleTail } from './normal-tail.ts';
import type { TailRisk } from './var-outcome.ts';

/** Arguments of {@link studentTTail}. */
export interface StudentTTail extends LocationScaleTail {
  /** Degrees of freedom, above 2 so that `deviation` exists; need not be whole. */
  readonly degreesOfFreedom: number;
}

/** Checks degrees of freedom above 2. */
export const checkDegrees = (value: number): number =>
  checkNumber(value, 'risk/bad-option', ['degreesOfFreedom'], { min: 2, above: true, max: 1e9 });

/**
 * Tail of a Student t return with the given *standard deviation*: the standard t quantile is
 * multiplied by `sqrt((ν - 2) / ν)`, without which value at risk is overstated by that factor
 * (73 % at ν = 3). Shortfall of the standard t: `f(q) / tail * (ν + q²) / (ν - 1)` (McNeil, Frey
 * and Embrechts 2005, 2.2.4).
 *
 * @throws PlimsollError `risk/bad-option`, `risk/bad-probability`.
 */
export function studentTTail(options: StudentTTail): TailRisk {
  checkLocationScale(options);
  const { mean, deviation, tailProbability } = options;
  const nu = checkDegrees(options.degreesOfFreedom);
  const shape = { degreesOfFreedom: nu };
  const q = studentTQuantile(tailProbability, shape);
  const scale = deviation * Math.sqrt((nu - 2) / nu);
  const shortfall = ((studentTPdf(q, shape) / tailProbability) * (nu + q * q)) / (nu - 1);
  return {
    valueAtRisk: -mean - scale * q,
    expectedShortfall: -mean + scale * shortfall,
  };
}
