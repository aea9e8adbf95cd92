import type { Lots } from '@plimsoll/core';

/** Relative slack of inclusive comparisons: a bound reached up to rounding is not exceeded. */
export const BOUND_TOLERANCE = 1e-12;

/** Whether `usage` is within `bound`, inclusive up to rounding. */
export function withinBound(usage: number, bound: number): boolean {
  return usage <= bound + BOUND_TOLERANCE * Math.abs(bound);
}

/**
 * Largest whole number of lots not above `exact`, checked against the very usage function that
 * certifies it, so that a rounding error in `exact` can cost a lot but never a breach.
 */
export function largestLots(exact: number, usageAt: (lots: Lots) => number, allowed: number): Lots {
  const capped = Math.min(Math.max(exact, 0), Number.MAX_SAFE_INTEGER);
  const candidate = Math.floor(capped * (1 + BOUND_TOLERANCE));
  if (candidate > 0 && !withinBound(usageAt(candidate), allowed)) return candidate - 1;
  return candidate;
}
