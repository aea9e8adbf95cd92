import { misuse } from '@plimsoll/core';
import { checkOpenProbability, checkShape } from './checks.ts';
import { normalQuantile } from './normal-quantile.ts';
import {
  type StudentTShape,
  studentTCentre,
  studentTDensity,
  studentTPeak,
  studentTUpper,
} from './student-t.ts';

const maxSteps = 200;
// Newton squares the relative error: a step this small leaves nothing but rounding.
const settled = 1e-9;

/** `t > 0` with `P(0 < T < t) = q`: Newton from the left on a concave function never overshoots. */
function centralQuantile(q: number, nu: number): number {
  let t = q / studentTPeak(nu);
  for (let step = 0; step < maxSteps; step++) {
    const change = (q - studentTCentre(t, nu)) / studentTDensity(t, nu);
    t += change;
    if (Math.abs(change) <= settled * t) break;
  }
  return t;
}

/**
 * `t > 0` with `P(T > t) = p`: Newton on ln P against ln t. That function is concave, so after the
 * first step the iterates fall towards the root; they cannot leave it behind.
 */
function upperQuantile(p: number, nu: number): number {
  const logP = Math.log(p);
  // The pure power tail lies above the true one: a start to the right, too far out for large ν.
  const power = (Math.log(studentTPeak(nu)) - 0.5 * Math.log(nu) - logP) / nu + 0.5 * Math.log(nu);
  const normal = Math.log(-normalQuantile(p));
  let t = Math.exp(
    nu < 4 ? power : Math.min(power, normal + (1 + Math.exp(2 * normal)) / (4 * nu)),
  );
  for (let step = 0; step < maxSteps && t < Number.MAX_VALUE; step++) {
    const upper = studentTUpper(t, nu);
    const change = ((Math.log(upper) - logP) * upper) / (t * studentTDensity(t, nu));
    t *= Math.exp(change);
    if (Math.abs(change) <= settled) return t;
  }
  return misuse('numerics/overflow', ['p'], p, 'The quantile is beyond the largest double.');
}

/**
 * Quantile of the standard Student t distribution for `p` strictly between 0 and 1, relative
 * error below 1e-13. Beyond 1.8e308 (tiny ν and tiny `p`) it is refused, not infinite.
 *
 * @throws `numerics/bad-probability`, `numerics/bad-shape`, `numerics/overflow`.
 */
export function studentTQuantile(p: number, { degreesOfFreedom }: StudentTShape): number {
  checkOpenProbability(p);
  const nu = checkShape(degreesOfFreedom, 'degreesOfFreedom');
  const q = Math.abs(p - 0.5);
  if (q === 0) return 0;
  const size = q < 0.25 ? centralQuantile(q, nu) : upperQuantile(Math.min(p, 1 - p), nu);
  return p < 0.5 ? -size : size;
}
