import { checkNumber } from '@plimsoll/core';
import { checkShape } from './checks.ts';
import { stirlingRemainder } from './gamma-function.ts';
import { logRemainder } from './log-remainder.ts';

const rootTwoPi = 2.5066282746310002;

/**
 * `x^a y^b / B(a, b)` with `y = 1 - x`. The powers are measured from the mean `a/(a + b)`, so the
 * large terms of the logarithms cancel on paper instead of in the sum.
 */
export function betaPower(a: number, b: number, x: number, y: number): number {
  const total = a + b;
  const lambda = a * y - b * x;
  const exponent =
    stirlingRemainder(total) -
    stirlingRemainder(a) -
    stirlingRemainder(b) -
    a * logRemainder(-lambda / a, (x * total) / a) -
    b * logRemainder(lambda / b, (y * total) / b);
  return (Math.sqrt((a / total) * b) / rootTwoPi) * Math.exp(exponent);
}

// Continued fraction of DiDonato and Morris (1992), equation 9, by the modified Lentz algorithm;
// converges quickly for x below the mean.
function betaFraction(a: number, b: number, x: number, y: number): number {
  const lambda = a * y - b * x;
  let f = (a * (lambda + 1)) / (a + 1);
  let c = f;
  let d = 0;
  for (let m = 1; m < 1e6; m++) {
    const odd = a + 2 * m - 1;
    const share = (m * (b - m) * x) / odd;
    const numerator = ((a + m - 1) / odd) * (a + b + m - 1) * x * share;
    const term = m + share + ((a + m) / (odd + 2)) * (lambda + 1 + m * (1 + y));
    d = 1 / (term + numerator * d);
    c = term + numerator / c;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return f;
}

// All terms positive: I_x(a, b) = x^a y^b / (a B) Σ (a + b)_n / (a + 1)_n x^n.
function betaSeries(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; term > 1e-17 * sum; n++) {
    term *= ((a + b + n) / (a + 1 + n)) * x;
    sum += term;
  }
  return sum;
}

/**
 * Lower tail `I_x(a, b)` given both `x` and `y = 1 - x`, which callers know more accurately than
 * one subtraction gives. The upper tail is the same call with both pairs swapped.
 */
export function betaTail(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x * (a + b + 2) > a + 1) return 1 - betaBelow(b, a, y, x);
  return betaBelow(a, b, x, y);
}

function betaBelow(a: number, b: number, x: number, y: number): number {
  const power = betaPower(a, b, x, y);
  if (power === 0) return 0;
  if (x < 0.5 && b * x < 2) return (power / a) * betaSeries(a, b, x);
  return power / betaFraction(a, b, x, y);
}

/** Shape of {@link regularisedBeta}: exponents `a` and `b` of `x` and `1 - x`. */
export interface BetaShape {
  /** First shape parameter, from above 0 to 1e9. */
  readonly a: number;
  /** Second shape parameter, from above 0 to 1e9. */
  readonly b: number;
}

/**
 * Regularised incomplete beta function `I_x(a, b)`, the distribution function of Beta(a, b) at
 * `x` in [0, 1]. Its complement is `I_{1-x}(b, a)`.
 *
 * @throws `numerics/bad-argument` for `x` outside [0, 1], `numerics/bad-shape`.
 */
export function regularisedBeta(x: number, shape: BetaShape): number {
  const a = checkShape(shape.a, 'a');
  const b = checkShape(shape.b, 'b');
  checkNumber(x, 'numerics/bad-argument', ['x'], { min: 0, max: 1 });
  return betaTail(a, b, x, 1 - x);
}
