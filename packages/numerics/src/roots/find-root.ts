import { checkSearch, type RootOutcome, type SearchOptions } from './search.ts';

/**
 * Root of a continuous function between two points of opposite sign, by Brent's method (1973):
 * inverse quadratic steps where they shrink the bracket well, bisection otherwise, so it needs
 * few more evaluations than bisection in the worst case.
 *
 * A pole (the function is larger at the answer than at both ends) is reported as `numerical`.
 *
 * @param f - Function of one variable.
 * @param options - Interval, tolerance, iteration limit; see {@link SearchOptions}.
 * @throws `numerics/bad-interval`, `numerics/bad-tolerance`, `numerics/bad-limit`.
 */
export function findRoot(f: (x: number) => number, options: SearchOptions): RootOutcome {
  const { low, high, tolerance, maxIterations } = checkSearch(options);
  // b is the best point, a the one before it, c the other end of the bracket.
  let [a, b, c] = [low, high, low];
  let fa = f(a);
  let fb = f(b);
  if (Number.isNaN(fa)) return { status: 'numerical', x: a, evaluations: 1 };
  if (Number.isNaN(fb)) return { status: 'numerical', x: b, evaluations: 2 };
  if (fa > 0 === fb > 0 && fa !== 0 && fb !== 0) {
    return { status: 'not-bracketed', valueAtLow: fa, valueAtHigh: fb };
  }
  const largest = Math.max(Math.abs(fa), Math.abs(fb));
  let fc = fa;
  let step = b - a;
  let before = step;
  for (let iterations = 0; ; iterations++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const slack = 2 * Number.EPSILON * Math.abs(b) + 0.5 * tolerance;
    const half = 0.5 * (c - b);
    const done = Math.abs(half) <= slack || fb === 0;
    if (done || iterations === maxIterations) {
      const evaluations = iterations + 2;
      if (Math.abs(fb) > largest) return { status: 'numerical', x: b, evaluations };
      const status = done ? 'converged' : 'iteration-limit';
      return { status, x: b, value: fb, uncertainty: Math.abs(half), iterations, evaluations };
    }
    const proposal = interpolate(a, b, c, fa, fb, fc);
    const far = Math.min(1.5 * Math.abs(half) - 0.5 * slack, 0.5 * Math.abs(before));
    const inwards = proposal > 0 === half > 0;
    const usable = Math.abs(before) >= slack && Math.abs(fa) > Math.abs(fb) && inwards;
    const bisect = !(usable && Math.abs(proposal) < far);
    before = bisect ? half : step;
    step = bisect ? half : proposal;
    a = b;
    fa = fb;
    b += Math.abs(step) > slack ? step : Math.sign(half) * slack;
    fb = f(b);
    if (Number.isNaN(fb)) return { status: 'numerical', x: b, evaluations: iterations + 3 };
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      before = step;
    }
  }
}

/** Step from `b` to the zero of the inverse quadratic (or secant, if `a` is `c`). */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return ((c - b) * s) / (s - 1);
  const q = fa / fc;
  const r = fb / fc;
  return (-s * ((c - b) * q * (q - r) - (b - a) * (r - 1))) / ((q - 1) * (r - 1) * (s - 1));
}
