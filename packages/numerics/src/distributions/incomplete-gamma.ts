import { checkNumber } from '@plimsoll/core';
import { checkShape } from './checks.ts';
import { stirlingRemainder } from './gamma-function.ts';
import { logRemainder } from './log-remainder.ts';

const rootTwoPi = 2.5066282746310002;

/** `x^a e^-x / Γ(a)`, with the exponent measured from its maximum at `x = a`. */
export function gammaPower(a: number, x: number): number {
  const u = (x - a) / a;
  return (Math.sqrt(a) / rootTwoPi) * Math.exp(-a * logRemainder(u, x / a) - stirlingRemainder(a));
}

/** Lower tail below `a + 1`: all-positive series (Abramowitz and Stegun 1964, 6.5.29). */
function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Upper tail above `a + 1`: Legendre's continued fraction (6.5.31) by modified Lentz. */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let f = d;
  for (let m = 1; m < 1e6; m++) {
    const numerator = -m * (m - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return f;
}

/** Probability below `x` of a gamma variable with shape `a` and scale 1. */
export function gammaLower(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? gammaPower(a, x) * gammaSeries(a, x) : 1 - gammaUpper(a, x);
}

/** Probability above `x` of a gamma variable with shape `a` and scale 1. */
export function gammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - gammaLower(a, x) : gammaPower(a, x) * gammaFraction(a, x);
}

/** Shape of the incomplete gamma functions. */
export interface GammaShape {
  /** Shape parameter, from above 0 to 1e9. */
  readonly shape: number;
}

/**
 * Regularised lower incomplete gamma function `P(a, x)`: probability that a gamma variable with
 * this shape and scale 1 stays below `x >= 0`.
 *
 * @throws `numerics/bad-argument`, `numerics/bad-shape`.
 */
export function regularisedGammaLower(x: number, { shape }: GammaShape): number {
  checkNumber(x, 'numerics/bad-argument', ['x'], { min: 0 });
  return gammaLower(checkShape(shape, 'shape'), x);
}

/** Regularised upper incomplete gamma function `Q(a, x) = 1 - P(a, x)`, accurate where small. */
export function regularisedGammaUpper(x: number, { shape }: GammaShape): number {
  checkNumber(x, 'numerics/bad-argument', ['x'], { min: 0 });
  return gammaUpper(checkShape(shape, 'shape'), x);
}
