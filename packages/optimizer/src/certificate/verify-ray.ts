import type { QuadraticTerms, RatioTerms } from '../objectives/objective.ts';
import { limitValue } from '../problem/limit.ts';
import type { ReadProblem } from '../problem/read-problem.ts';
import { stateOfLimits } from './active-limits.ts';
import type { RayDetail } from './evidence.ts';

/** What checking a direction yields. */
export interface RayCheck {
  /** The residuals. */
  readonly detail: Omit<RayDetail, 'moments' | 'psd'>;
  /** Whether it leads on without end. */
  readonly verified: boolean;
}

/** Checks that a direction stays within the limits, has no curvature and improves the objective. */
export function verifyRay(
  { market, limits }: Pick<ReadProblem, 'market' | 'limits'>,
  { risk, linear, ridge }: QuadraticTerms,
  ray: Float64Array,
): RayCheck {
  const n = ray.length;
  let primal = 0;
  for (const limit of limits) {
    const change = limitValue(limit, ray);
    let size = 0;
    limit.assets.forEach((asset, k) => {
      size += Math.abs((limit.coefficients[k] as number) * (ray[asset] as number));
    });
    const below = Number.isFinite(limit.min) ? -change : 0;
    const above = Number.isFinite(limit.max) ? change : 0;
    if (size > 0) primal = Math.max(primal, below / size, above / size);
  }
  let curvature = 0;
  let spread = 0;
  let slope = 0;
  let slopeSize = 0;
  for (let i = 0; i < n; i += 1) {
    const step = ray[i] as number;
    slope -= (linear[i] as number) * step;
    slopeSize += Math.abs((linear[i] as number) * step);
    const own = risk * (market.covariance[i * n + i] as number) + (ridge?.[i] ?? 0);
    spread += Math.sqrt(own) * Math.abs(step);
    curvature += (ridge?.[i] ?? 0) * step * step;
    for (let j = 0; j < n; j += 1) {
      curvature += risk * step * (market.covariance[i * n + j] as number) * (ray[j] as number);
    }
  }
  const detail = {
    proof: 'ray' as const,
    primal,
    curvature: spread > 0 ? Math.abs(curvature) / (spread * spread) : 0,
    slope: slopeSize > 0 ? slope / slopeSize : 0,
  };
  return {
    detail,
    verified: detail.primal <= 1e-9 && detail.curvature <= 1e-9 && detail.slope > 1e-9,
  };
}

/**
 * Checks the other way in which a ratio has no end: weights within the limits that gain more than the
 * hurdle without any variance.
 */
export function verifyRiskless(
  { market, limits }: Pick<ReadProblem, 'market' | 'limits'>,
  { gain, hurdle }: RatioTerms,
  weights: Float64Array,
): RayCheck {
  const primal = stateOfLimits(limits, weights).reduce(
    (worst, { violation }) => Math.max(worst, violation),
    0,
  );
  const n = weights.length;
  let variance = 0;
  let largest = 0;
  let gross = 0;
  let spread = 0;
  for (let i = 0; i < n; i += 1) {
    const weight = weights[i] as number;
    const own = market.covariance[i * n + i] as number;
    largest = Math.max(largest, own);
    gross += Math.abs(weight);
    spread += Math.abs(weight) * Math.sqrt(own);
    for (let j = 0; j < n; j += 1) {
      variance += weight * (market.covariance[i * n + j] as number) * (weights[j] as number);
    }
  }
  // Against what it holds, or, where that has hardly any risk of its own, against the market.
  const scale = Math.max(spread * spread, 1e-10 * largest * gross * gross);
  const curvature = scale > 0 ? Math.abs(variance) / scale : 0;
  let excess = -hurdle;
  let size = Math.abs(hurdle);
  weights.forEach((weight, i) => {
    excess += weight * (gain[i] as number);
    size += Math.abs(weight * (gain[i] as number));
  });
  const slope = size > 0 ? excess / size : 0;
  return {
    detail: { proof: 'ray', primal, curvature, slope },
    verified: primal <= 1e-12 && curvature <= 1e-13 && slope > 1e-9,
  };
}
