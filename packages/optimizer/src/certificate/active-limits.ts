import type { Limit } from '../problem/limit.ts';
import { limitValue } from '../problem/limit.ts';
import { certificateTolerances } from './evidence.ts';

/** How a limit stands at given weights. */
export interface LimitState {
  /** The limit. */
  readonly limit: Limit;
  /** Value of its left-hand side. */
  readonly value: number;
  /** Size of its terms, against which violation and slack are judged; above zero. */
  readonly size: number;
  /** Violation against the size, at least zero. */
  readonly violation: number;
  /** Whether it holds with equality at its lower limit. */
  readonly atMin: boolean;
  /** Whether it holds with equality at its upper limit. */
  readonly atMax: boolean;
}

/** How every limit stands, judged in its own scale. */
export function stateOfLimits(
  limits: readonly Limit[],
  weights: Float64Array,
): readonly LimitState[] {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  return limits.map((limit) => {
    const { assets, coefficients, min, max } = limit;
    const value = limitValue(limit, weights);
    let terms = 0;
    let coefficient = 0;
    assets.forEach((asset, k) => {
      terms += Math.abs((coefficients[k] as number) * (weights[asset] as number));
      coefficient = Math.max(coefficient, Math.abs(coefficients[k] as number));
    });
    const bound = (side: number): number => (Number.isFinite(side) ? Math.abs(side) : 0);
    const size = Math.max(terms + Math.max(bound(min), bound(max)), coefficient * largest) || 1;
    const near = certificateTolerances.activity * size;
    return {
      limit,
      value,
      size,
      violation: Math.max(0, min - value, value - max) / size,
      atMin: value - min <= near,
      atMax: max - value <= near,
    };
  });
}
