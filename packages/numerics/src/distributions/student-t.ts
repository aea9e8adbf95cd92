import { checkFinite, checkShape } from './checks.ts';
import { stirlingRemainder } from './gamma-function.ts';
import { betaPower, betaTail } from './incomplete-beta.ts';

const rootTwoPi = 2.5066282746310002;

/** Parameter of Student's t distribution. */
export interface StudentTShape {
  /** Degrees of freedom ν, from above 0 to 1e9; need not be whole. */
  readonly degreesOfFreedom: number;
}

/** Density at 0: Γ((ν+1)/2) / (Γ(ν/2) √(νπ)), free of cancellation for large ν. */
export function studentTPeak(nu: number): number {
  const a = nu / 2;
  const exponent =
    a * Math.log1p(0.5 / a) - 0.5 + stirlingRemainder(a + 0.5) - stirlingRemainder(a);
  return Math.exp(exponent) / rootTwoPi;
}

/** Density of the standard t distribution at `t` without checks. */
export function studentTDensity(t: number, nu: number): number {
  const scaled = Math.abs(t) / Math.sqrt(nu);
  const log = scaled < 1e8 ? Math.log1p(scaled * scaled) : 2 * Math.log(scaled);
  return studentTPeak(nu) * Math.exp(-0.5 * (nu + 1) * log);
}

/** `P(T > t)` for `t >= 0`. */
export function studentTUpper(t: number, nu: number): number {
  const scaled = t / Math.sqrt(nu);
  if (scaled > 1e9) {
    // Pure power tail; the next term is smaller by scaled^-2.
    return (studentTPeak(nu) / Math.sqrt(nu)) * Math.exp(-nu * Math.log(scaled));
  }
  const square = scaled * scaled;
  return 0.5 * betaTail(nu / 2, 0.5, 1 / (1 + square), square / (1 + square));
}

/** `P(0 < T < t)` for moderate `t >= 0`, relatively accurate at 0: an all-positive series. */
export function studentTCentre(t: number, nu: number): number {
  const square = (t * t) / nu;
  if (t * t < 1e-17 * Math.min(nu, 1)) return t * studentTPeak(nu);
  const y = square / (1 + square);
  const x = 1 / (1 + square);
  let term = 1;
  let sum = 1;
  for (let n = 0; term > 1e-17 * sum; n++) {
    term *= ((0.5 * (nu + 1) + n) / (1.5 + n)) * y;
    sum += term;
  }
  return betaPower(0.5, nu / 2, y, x) * sum;
}

/**
 * Density of the standard Student t distribution (location 0, scale 1, variance ν/(ν-2)).
 *
 * @throws `numerics/bad-argument`, `numerics/bad-shape`.
 */
export function studentTPdf(t: number, { degreesOfFreedom }: StudentTShape): number {
  return studentTDensity(checkFinite(t), checkShape(degreesOfFreedom, 'degreesOfFreedom'));
}

/**
 * Distribution function of the standard Student t distribution, relative error below 1e-13 in
 * both centre and left tail; the right tail is the left one at `-t`.
 *
 * Incomplete beta function (Abramowitz and Stegun 1964, 26.7.1).
 *
 * @throws `numerics/bad-argument`, `numerics/bad-shape`.
 */
export function studentTCdf(t: number, { degreesOfFreedom }: StudentTShape): number {
  checkFinite(t);
  const nu = checkShape(degreesOfFreedom, 'degreesOfFreedom');
  const size = Math.abs(t);
  if (size * size < Math.min(nu, 2)) {
    const centre = studentTCentre(size, nu);
    return t < 0 ? 0.5 - centre : 0.5 + centre;
  }
  const upper = studentTUpper(size, nu);
  return t < 0 ? upper : 1 - upper;
}
