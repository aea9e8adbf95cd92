import { checkInteger, type WorkOptions } from '@plimsoll/core';
import { type PathCorner, tracePath } from '@plimsoll/numerics/qp';
import { verifyOptimality } from '../certificate/verify-optimality.ts';
import { compileLimits, compileQuadratic } from '../engine/compile.ts';
import type { SolveOutcome } from '../engine/outcome.ts';
import { quadraticForm } from '../engine/quadratic-form.ts';
import { solveRead } from '../engine/solve-read.ts';
import { meansOf } from '../objectives/arithmetic.ts';
import { minimumVariance } from '../objectives/minimum-variance.ts';
import type { MomentUnits } from '../problem/market.ts';
import type { DataProblem, MomentsProblem } from '../problem/problem.ts';
import { type ReadProblem, readProblem, weightRecord } from '../problem/read-problem.ts';

/** A problem without its objective: the frontier is about all risk tolerances at once. */
export type FrontierProblem = Omit<DataProblem, 'objective'> | Omit<MomentsProblem, 'objective'>;

/** One efficient portfolio. */
export interface FrontierPoint {
  /** Expected return a period. */
  readonly expectedReturn: number;
  /** Standard deviation of returns a period. */
  readonly volatility: number;
  /** Risk tolerance, the inverse of risk aversion, at which utility is largest here; least if several. */
  readonly riskTolerance: number;
  /** Weight by asset name. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Answer of {@link frontier}. */
export type FrontierOutcome =
  | {
      /** The whole frontier was followed. */
      readonly status: 'traced';
      /** Corner portfolios from least risk upward; the frontier is linear in weights between them. */
      readonly corners: readonly FrontierPoint[];
      /** Portfolios at equal steps of expected return from the least risk to the last corner. */
      readonly points: readonly FrontierPoint[];
      /** Whether the last corner has the highest return there is; otherwise it goes on rising. */
      readonly bounded: boolean;
      /** Worst residual of the optimality conditions over all corners and points. */
      readonly worstResidual: number;
      /** Whether the separate verifier confirmed all of them. */
      readonly verified: boolean;
      /** Units of returns and volatilities. */
      readonly units: MomentUnits;
    }
  | Exclude<SolveOutcome, { readonly status: 'optimal' }>;

/** Options of {@link frontier}. */
export interface FrontierOptions extends Pick<WorkOptions, 'signal'> {
  /** Number of points at equal steps of return, both ends included. @defaultValue 25 */
  readonly points?: number;
}

/** Defaults of {@link frontier}. */
export const frontierDefaults: Readonly<{ points: number }> = { points: 25 };

interface Place {
  readonly x: Float64Array;
  readonly at: number;
  readonly gain: number;
}

const placeOf = ({ x, at }: Pick<PathCorner, 'x' | 'at'>, mean: Float64Array): Place => {
  let gain = 0;
  x.forEach((weight, i) => {
    gain += weight * (mean[i] as number);
  });
  return { x, at, gain };
};

/** The place between two corners at a given return; weights are linear there. */
function between(low: Place, high: Place, gain: number): Place {
  const span = high.gain - low.gain;
  const share = span > 0 ? (gain - low.gain) / span : 0;
  const mix = (a: number, b: number): number => (a === b ? a : a + share * (b - a));
  return {
    x: low.x.map((value, i) => mix(value, high.x[i] as number)),
    at: mix(low.at, high.at),
    gain,
  };
}

function equalSteps(corners: readonly Place[], count: number): readonly Place[] {
  const first = corners[0] as Place;
  const last = corners.at(-1) as Place;
  return Array.from({ length: count }, (_, k) => {
    if (k === 0) return first;
    if (k === count - 1) return last;
    const gain = first.gain + (k / (count - 1)) * (last.gain - first.gain);
    const above = corners.findIndex((corner) => corner.gain >= gain);
    const high = corners[above] ?? last;
    return between(corners[above - 1] ?? high, high, gain);
  });
}

function pointOf({ x, at, gain }: Place, { market }: ReadProblem): FrontierPoint {
  return {
    expectedReturn: gain,
    volatility: Math.sqrt(Math.max(0, quadraticForm(market.covariance, x))),
    riskTolerance: at,
    weights: weightRecord(x, market.symbols),
  };
}

/**
 * The efficient frontier of mean and variance within the limits, exactly: all corner portfolios by the
 * critical line (Markowitz 1956), and points between them by interpolation, which is exact too. Every
 * one is checked by the verifier.
 *
 * @throws PlimsollError `optimizer/bad-points`, and what `solve` throws.
 */
export function frontier(problem: FrontierProblem, options: FrontierOptions = {}): FrontierOutcome {
  const { points: count = frontierDefaults.points, signal } = options;
  checkInteger(count, 'optimizer/bad-points', ['points'], { min: 2 });
  const objective = { ...minimumVariance(), usesMean: true };
  const read = readProblem({ ...problem, objective });
  if (read.status !== 'read') return read;
  const { market, limits } = read;
  const mean = meansOf(market);
  const terms = { form: 'quadratic' as const, risk: 1, linear: new Float64Array(mean.length) };
  const program = compileQuadratic(terms, market, compileLimits(limits, mean.length));
  const path = tracePath(
    program,
    mean.map((value) => -value),
    signal === undefined ? {} : { signal },
  );
  if (path.status !== 'traced') {
    const { outcome } = solveRead(read, objective, signal === undefined ? {} : { signal });
    return outcome.status === 'optimal' ? { ...outcome, status: failed(path.status) } : outcome;
  }
  const corners = path.corners.map((corner) => placeOf(corner, mean));
  const points = equalSteps(corners, count);
  let worstResidual = 0;
  let verified = true;
  for (const { x, at } of [...corners, ...points]) {
    const utility = { ...terms, linear: mean.map((value) => -at * value) };
    const check = verifyOptimality(read, utility, x, 1);
    const { primal, dual, sign, complementarity, gap } = check.detail;
    worstResidual = Math.max(worstResidual, primal, dual, sign, complementarity, gap);
    verified &&= check.verified;
  }
  return {
    status: 'traced',
    corners: corners.map((place) => pointOf(place, read)),
    points: points.map((place) => pointOf(place, read)),
    bounded: path.bounded,
    worstResidual,
    verified,
    units: market.units,
  };
}

/** A path that ended although its start could be solved. */
const failed = (status: string): 'cancelled' | 'iteration-limit' | 'numerical' =>
  status === 'cancelled' || status === 'iteration-limit' ? status : 'numerical';
