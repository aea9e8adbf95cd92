import { checkNumber } from '@plimsoll/core';
import { checkShape } from './checks.ts';
import { betaTail } from './incomplete-beta.ts';

/** Parameters of the F distribution. */
export interface FShape {
  /** Degrees of freedom of the numerator, from above 0 to 1e9. */
  readonly numerator: number;
  /** Degrees of freedom of the denominator, from above 0 to 1e9. */
  readonly denominator: number;
}

function parts(x: number, shape: FShape): { a: number; b: number; below: number; above: number } {
  checkNumber(x, 'numerics/bad-argument', ['x'], { min: 0, max: 1e300 });
  const numerator = checkShape(shape.numerator, 'numerator');
  const denominator = checkShape(shape.denominator, 'denominator');
  const ratio = (numerator / denominator) * x;
  const above = 1 / (1 + ratio);
  const below = ratio < 1 ? ratio * above : 1 / (1 + 1 / ratio);
  return { a: numerator / 2, b: denominator / 2, below, above };
}

/**
 * F distribution function at `x >= 0`.
 *
 * @throws `numerics/bad-argument`, `numerics/bad-shape`.
 */
export function fCdf(x: number, shape: FShape): number {
  const { a, b, below, above } = parts(x, shape);
  return betaTail(a, b, below, above);
}

/** Probability that an F variable exceeds `x >= 0`. */
export function fSurvival(x: number, shape: FShape): number {
  const { a, b, below, above } = parts(x, shape);
  return betaTail(b, a, above, below);
}
