import { checkNumber } from '@plimsoll/core';
import { checkSearch, type RootOutcome, type SearchOptions } from './search.ts';

/** A function value with its derivative. */
export interface ValueAndSlope {
  /** The function at the point. */
  readonly value: number;
  /** Its derivative there. */
  readonly slope: number;
}

/** Options of {@link findRootNewton}. */
export interface NewtonOptions extends SearchOptions {
  /** First guess. @defaultValue the middle of the interval */
  readonly start?: number;
}

/**
 * Root by Newton's method inside a bracket: a step that leaves the bracket, or does not at least
 * halve the one before the last, is replaced by bisection. Quadratic near a simple root, and never
 * lost.
 *
 * @param f - Value and slope of the function.
 * @param options - Interval, first guess, tolerance, iteration limit.
 * @throws `numerics/bad-interval`, `numerics/bad-start`, and the checks of {@link findRoot}.
 */
export function findRootNewton(
  f: (x: number) => ValueAndSlope,
  options: NewtonOptions,
): RootOutcome {
  const { low, high, tolerance, maxIterations } = checkSearch(options);
  const start = options.start ?? 0.5 * (low + high);
  checkNumber(start, 'numerics/bad-start', ['start'], { min: low, max: high });
  const valueAtLow = f(low).value;
  const valueAtHigh = f(high).value;
  if (Number.isNaN(valueAtLow)) return { status: 'numerical', x: low, evaluations: 2 };
  if (Number.isNaN(valueAtHigh)) return { status: 'numerical', x: high, evaluations: 2 };
  if (valueAtLow * valueAtHigh > 0) return { status: 'not-bracketed', valueAtLow, valueAtHigh };
  const rising = valueAtHigh > 0 || valueAtLow < 0;
  let [a, b] = [low, high];
  let x = start;
  let step = high - low;
  let before = step;
  for (let iterations = 0; ; iterations++) {
    const { value, slope } = f(x);
    const evaluations = iterations + 3;
    if (Number.isNaN(value) || Number.isNaN(slope)) return { status: 'numerical', x, evaluations };
    if (value > 0 === rising) b = x;
    else a = x;
    const slack = 2 * Number.EPSILON * Math.abs(x) + 0.5 * tolerance;
    const newton = Number.isFinite(slope) ? -value / slope : Number.NaN;
    const usable = x + newton > a && x + newton < b && 2 * Math.abs(newton) <= Math.abs(before);
    const next = usable ? newton : 0.5 * (a + b) - x;
    // The bracket shrinks from one side only under Newton, so the step itself tells the error.
    const error = Math.min(Math.abs(Number.isNaN(newton) ? next : newton), Math.abs(next));
    const done = value === 0 || error <= slack;
    if (done || iterations === maxIterations) {
      const status = done ? 'converged' : 'iteration-limit';
      const uncertainty = value === 0 ? 0 : error;
      return { status, x, value, uncertainty, iterations, evaluations };
    }
    before = step;
    step = next;
    x += next;
  }
}
