import { copyParameters, createParameters, type HmmParameters } from '../hmm/parameters.ts';
import type { EmProblem, EmWorkspace } from './em-problem.ts';
import { emStep } from './em-step.ts';
import { packParameters, parameterCount, unpackParameters } from './parameter-vector.ts';

/** Where and why a run of iterations ended. @internal */
export interface Ascent {
  /** `'limit'` is the end of the iterations asked for, `'arrived'` a maximum that is known already. */
  readonly reason: 'converged' | 'arrived' | 'limit' | 'degenerate' | 'cancelled';
  /** Parameters reached. */
  readonly parameters: HmmParameters;
  /** Penalised log-likelihood of `parameters`, in the units of the problem. */
  readonly objective: number;
  /** Passes over the data. */
  readonly iterations: number;
  /** Gain of the last plain EM step, per observation. */
  readonly gain: number;
}

/** Limits of a run. @internal */
export interface AscentLimits {
  /** Largest number of passes over the data. */
  readonly iterations: number;
  /** Gain per observation at which to stop; negative never stops early. */
  readonly tolerance: number;
  /** Whether to extrapolate between EM steps. */
  readonly accelerate: boolean;
  /** Objective of the best maximum known: a run that settles there is not taken further. */
  readonly known: number | null;
  /** Passes already spent on this run. */
  readonly spent: number;
  /** Polled once an iteration. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** Two runs ended in the same maximum when their objectives agree this closely, per observation. @internal */
export const sameOptimum = 1e-5;

/** A run has settled when an EM step gains less than this per observation. */
const settledGain = 1e-6;

/**
 * Climbs from `start` by EM, with squared extrapolation between steps (R. Varadhan and C. Roland,
 * "Simple and globally convergent methods for accelerating the convergence of any EM algorithm",
 * 2008, step length S3). An extrapolated point counts only when its objective is higher.
 *
 * @internal
 */
export function ascend(
  problem: EmProblem,
  workspace: EmWorkspace,
  start: HmmParameters,
  limits: AscentLimits,
): Ascent {
  const make = (): HmmParameters => createParameters(problem.states, problem.dimension);
  let current = make();
  let next = make();
  let after = make();
  let trial = make();
  let trialNext = make();
  copyParameters(start, current);
  const extrapolate = createExtrapolation(problem);
  let objective = emStep(problem, workspace, current, next);
  let iterations = 1;
  let gain = Number.POSITIVE_INFINITY;
  const end = (reason: Ascent['reason']): Ascent => ({
    reason,
    parameters: current,
    objective,
    iterations: limits.spent + iterations,
    gain,
  });
  const arrived = (): boolean =>
    limits.known !== null &&
    gain < settledGain &&
    Math.abs(objective - limits.known) < sameOptimum * problem.rows;
  if (Number.isNaN(objective)) return end('degenerate');
  for (;;) {
    if (limits.signal?.aborted === true) return end('cancelled');
    if (iterations >= limits.iterations) return end('limit');
    const following = emStep(problem, workspace, next, after);
    iterations += 1;
    if (Number.isNaN(following)) return end('degenerate');
    gain = (following - objective) / problem.rows;
    [current, next, after] = [next, after, current];
    objective = following;
    if (gain <= limits.tolerance) return end('converged');
    if (arrived()) return end('arrived');
    if (!limits.accelerate || iterations >= limits.iterations) continue;
    // Now `after` holds the iterate before `current`.
    copyParameters(next, trial);
    if (!extrapolate(after, current, next, trial)) continue;
    const reached = emStep(problem, workspace, trial, trialNext);
    iterations += 1;
    if (reached >= objective) {
      [current, next, trial, trialNext] = [trial, trialNext, current, next];
      objective = reached;
    }
  }
}

type Extrapolation = (
  first: HmmParameters,
  second: HmmParameters,
  third: HmmParameters,
  out: HmmParameters,
) => boolean;

/** Returns whether `out` was moved beyond `third`. */
function createExtrapolation(problem: EmProblem): Extrapolation {
  const length = parameterCount(problem);
  const a = new Float64Array(length);
  const b = new Float64Array(length);
  const c = new Float64Array(length);
  return (first, second, third, out) => {
    packParameters(problem, first, a);
    packParameters(problem, second, b);
    packParameters(problem, third, c);
    let step = 0;
    let bend = 0;
    for (let i = 0; i < length; i += 1) {
      const r = (b[i] as number) - (a[i] as number);
      const v = (c[i] as number) - (b[i] as number) - r;
      step += r * r;
      bend += v * v;
    }
    const stride = Math.sqrt(step / bend);
    if (!(stride > 1) || !Number.isFinite(stride)) return false;
    for (let i = 0; i < length; i += 1) {
      const r = (b[i] as number) - (a[i] as number);
      const v = (c[i] as number) - (b[i] as number) - r;
      c[i] = (a[i] as number) + 2 * stride * r + stride * stride * v;
    }
    unpackParameters(problem, c, out);
    return true;
  };
}
