import { checkSearch, type MinimumOutcome, type SearchOptions } from './search.ts';

const golden = 0.3819660112501051;

/**
 * Local minimum of a function on an interval by Brent's method (1973): parabolic steps where they
 * behave, golden section otherwise. For a function with a single minimum it is the global one;
 * values of `Infinity` are allowed and avoided.
 *
 * The default accuracy is the attainable one, about 1e-8 of `x`, for near a minimum the function is
 * flat to rounding over that width; where `x` is 0 it is 1e-12 of the interval.
 *
 * @throws `numerics/bad-interval`, `numerics/bad-tolerance`, `numerics/bad-limit`.
 */
export function minimise(f: (x: number) => number, options: SearchOptions): MinimumOutcome {
  const { low, high, tolerance, maxIterations } = checkSearch(options);
  let [a, b] = [low, high];
  // x is the best point so far, w the second best, v the previous second best.
  let x = a + golden * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  if (Number.isNaN(fx)) return { status: 'numerical', x, evaluations: 1 };
  let [fw, fv] = [fx, fx];
  let step = 0;
  let before = 0;
  for (let iterations = 0; ; iterations++) {
    const middle = 0.5 * (a + b);
    const slack = 1.5e-8 * Math.abs(x) + 1e-12 * (high - low) + tolerance / 3;
    const done = Math.abs(x - middle) <= 2 * slack - 0.5 * (b - a);
    if (done || iterations === maxIterations) {
      const status = done ? 'converged' : 'iteration-limit';
      const uncertainty = Math.max(x - a, b - x);
      return { status, x, value: fx, uncertainty, iterations, evaluations: iterations + 1 };
    }
    const proposal = parabola(x, w, v, fx, fw, fv);
    const inside = x + proposal > a && x + proposal < b;
    if (Math.abs(before) > slack && inside && Math.abs(proposal) < 0.5 * Math.abs(before)) {
      before = step;
      step = proposal;
      const near = x + step - a < 2 * slack || b - x - step < 2 * slack;
      if (near) step = x < middle ? slack : -slack;
    } else {
      before = x < middle ? b - x : a - x;
      step = golden * before;
    }
    const u = x + (Math.abs(step) >= slack ? step : Math.sign(step) * slack);
    const fu = f(u);
    if (Number.isNaN(fu)) return { status: 'numerical', x: u, evaluations: iterations + 2 };
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        v = u;
        fv = fu;
      }
    }
  }
}

/** Step from `x` to the vertex of the parabola through three points; NaN where there is none. */
function parabola(x: number, w: number, v: number, fx: number, fw: number, fv: number): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  return -((x - v) * q - (x - w) * r) / (2 * (q - r));
}
