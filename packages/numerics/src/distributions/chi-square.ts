import { checkNumber } from '@plimsoll/core';
import { checkOpenProbability, checkShape } from './checks.ts';
import { logGamma } from './gamma-function.ts';
import { gammaLower, gammaPower, gammaUpper } from './incomplete-gamma.ts';
import { normalQuantile } from './normal-quantile.ts';

/** Parameter of the chi-square distribution. */
export interface ChiSquareShape {
  /** Degrees of freedom, from above 0 to 1e9; need not be whole. */
  readonly degreesOfFreedom: number;
}

const halves = (x: number, { degreesOfFreedom }: ChiSquareShape): [number, number] => {
  checkNumber(x, 'numerics/bad-argument', ['x'], { min: 0 });
  return [checkShape(degreesOfFreedom, 'degreesOfFreedom') / 2, x / 2];
};

/**
 * Chi-square distribution function at `x >= 0`.
 *
 * @throws `numerics/bad-argument`, `numerics/bad-shape`.
 */
export function chiSquareCdf(x: number, shape: ChiSquareShape): number {
  return gammaLower(...halves(x, shape));
}

/** Probability that a chi-square variable exceeds `x >= 0`; the p-value of a likelihood ratio. */
export function chiSquareSurvival(x: number, shape: ChiSquareShape): number {
  return gammaUpper(...halves(x, shape));
}

/**
 * Quantile of the chi-square distribution for `p` strictly between 0 and 1, relative error below
 * 1e-12: Newton on the logarithm of the nearer tail, from the cube approximation of Wilson and
 * Hilferty (1931).
 *
 * @throws `numerics/bad-probability`, `numerics/bad-shape`.
 */
export function chiSquareQuantile(p: number, { degreesOfFreedom }: ChiSquareShape): number {
  checkOpenProbability(p);
  const a = checkShape(degreesOfFreedom, 'degreesOfFreedom') / 2;
  const spread = 1 / (9 * a);
  const cube = 1 - spread + normalQuantile(p) * Math.sqrt(spread);
  // Below its first term the lower tail is x^a / Γ(a + 1): exact as x goes to 0.
  const small = Math.exp((Math.log(p) + logGamma(a + 1)) / a);
  let x = cube > 0.3 ? a * cube ** 3 : small;
  for (let step = 0; step < 100; step++) {
    const lower = p < 0.5;
    const tail = lower ? gammaLower(a, x) : gammaUpper(a, x);
    const slope = gammaPower(a, x) / tail;
    const gap = Math.log(tail) - Math.log(lower ? p : 1 - p);
    const change = (lower ? -gap : gap) / slope;
    x *= Math.exp(Math.min(1, Math.max(-1, change)));
    if (Math.abs(change) <= 1e-9) break;
  }
  return 2 * x;
}
