import { checkInteger, checkNumber, misuse, type WorkOptions } from '@plimsoll/core';
import { createInverseHessian } from './inverse-hessian.ts';
import { type LinePoint, lineSearch } from './line-search.ts';

/** Returns the objective at `x` and writes its gradient; see {@link withNumericalGradient}. */
export type DifferentiableObjective = (x: Float64Array, gradient: Float64Array) => number;

/** Options of {@link minimiseBfgs}. */
export interface BfgsOptions extends WorkOptions {
  /** First guess; the objective must be finite there. */
  readonly start: ArrayLike<number>;
  /**
   * Stop when the largest `|gradient| · max(1, |x|) / max(1, |value|)` is at most this.
   * @defaultValue 1e-8
   */
  readonly gradientTolerance?: number;
  /** Largest number of iterations. @defaultValue 500 */
  readonly maxIterations?: number;
}

/** Defaults of {@link minimiseBfgs}. */
export const bfgsDefaults: Readonly<{ gradientTolerance: number; maxIterations: number }> = {
  gradientTolerance: 1e-8,
  maxIterations: 500,
};

/** How a minimisation by BFGS can end. */
export type BfgsStatus = 'converged' | 'stalled' | 'iteration-limit' | 'cancelled' | 'numerical';

/** The best point found and the work it took, whatever the outcome. */
export interface BfgsPoint<S extends BfgsStatus> {
  /**
   * `converged`: the scaled gradient is small enough. `stalled`: no lower value is representable
   * along the search direction; judge by `scaledGradient`. `numerical`: the objective or gradient
   * is not finite at the start.
   */
  readonly status: S;
  /** Best point. */
  readonly x: readonly number[];
  /** Objective there, or `null` when it is not finite even at the start. */
  readonly value: S extends 'numerical' ? null : number;
  /** Largest scaled gradient component there, or `null` likewise. */
  readonly scaledGradient: S extends 'numerical' ? null : number;
  /** Iterations used. */
  readonly iterations: number;
  /** Evaluations of objective and gradient used. */
  readonly evaluations: number;
}

/** Answer of {@link minimiseBfgs}; every member carries the best point found. */
export type BfgsOutcome =
  | BfgsPoint<'converged'>
  | BfgsPoint<'stalled'>
  | BfgsPoint<'iteration-limit'>
  | BfgsPoint<'cancelled'>
  | BfgsPoint<'numerical'>;

const scaledGradient = (x: Float64Array, gradient: Float64Array, value: number): number => {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(gradient[i] as number) * Math.max(1, Math.abs(x[i] as number));
    largest = Math.max(largest, size);
  }
  return largest / Math.max(1, Math.abs(value));
};

/**
 * Unconstrained local minimum of a smooth function by BFGS (Nocedal and Wright 2006, chapter 6)
 * with a weak Wolfe line search. The objective may return `Infinity` or NaN outside its domain;
 * the search then steps back.
 *
 * @throws `numerics/bad-start`, `numerics/bad-tolerance`, `numerics/bad-limit`.
 */
export function minimiseBfgs(
  objective: DifferentiableObjective,
  options: BfgsOptions,
): BfgsOutcome {
  const { start, gradientTolerance, maxIterations, signal, onProgress } = {
    ...bfgsDefaults,
    ...options,
  };
  checkNumber(gradientTolerance, 'numerics/bad-tolerance', ['gradientTolerance'], { min: 0 });
  checkInteger(maxIterations, 'numerics/bad-limit', ['maxIterations'], { min: 1 });
  const n = start.length;
  if (n === 0) misuse('numerics/bad-start', ['start'], start, 'Give at least one variable.');
  let x = Float64Array.from(start);
  x.forEach((value, i) => {
    checkNumber(value, 'numerics/bad-start', ['start', i]);
  });
  let gradient = new Float64Array(n);
  let trial = new Float64Array(n);
  let trialGradient = new Float64Array(n);
  const direction = new Float64Array(n);
  const inverse = createInverseHessian(n);
  let value = objective(x, gradient);
  let evaluations = 1;
  let size = scaledGradient(x, gradient, value);

  const answer = (status: Exclude<BfgsStatus, 'numerical'>, iterations: number): BfgsOutcome => {
    const work = { x: [...x], iterations, evaluations };
    return Number.isFinite(value) && Number.isFinite(size)
      ? { status, value, scaledGradient: size, ...work }
      : { status: 'numerical', value: null, scaledGradient: null, ...work };
  };

  for (let iterations = 0; ; iterations++) {
    if (!(size > gradientTolerance) || !Number.isFinite(value)) {
      return answer('converged', iterations);
    }
    if (iterations === maxIterations) return answer('iteration-limit', iterations);
    if (signal?.aborted === true) return answer('cancelled', iterations);
    onProgress?.(iterations, maxIterations);
    const slope = inverse.descend(gradient, direction);
    let trialValue = value;
    const at = (length: number): LinePoint => {
      evaluations += 1;
      for (let i = 0; i < n; i++) trial[i] = (x[i] as number) + length * (direction[i] as number);
      trialValue = objective(trial, trialGradient);
      let along = 0;
      for (let i = 0; i < n; i++) along += (trialGradient[i] as number) * (direction[i] as number);
      return { value: trialValue, slope: along };
    };
    const step = slope < 0 ? lineSearch(at, { value, slope }) : { length: 0, curved: false };
    if (step.length === 0) {
      // A fresh metric gets one try before giving up.
      if (inverse.isFresh()) return answer('stalled', iterations);
      inverse.reset();
      continue;
    }
    if (step.curved) inverse.update(x, trial, gradient, trialGradient);
    else inverse.reset();
    [x, trial] = [trial, x];
    [gradient, trialGradient] = [trialGradient, gradient];
    value = trialValue;
    size = scaledGradient(x, gradient, value);
  }
}
