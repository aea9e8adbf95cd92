import { studentTQuantile } from '@plimsoll/numerics/distributions';
import { type LocationScaleOptions, momentsOf, resolveLocationScale } from '../location-scale.ts';
import { checkDegrees } from '../student-t-tail.ts';
import type { PathOutcome, PathRequest, PathSource } from './path-source.ts';
import { openUniform } from './simulation-options.ts';

function independent(
  returns: Float64Array,
  { horizonBars, paths }: PathRequest,
  options: Required<LocationScaleOptions>,
  standard: () => number,
): PathOutcome {
  const moments = momentsOf(returns, 0.5, options);
  if (moments.status !== 'fitted') return moments;
  const { mean, deviation } = moments;
  const outcomes = Float64Array.from({ length: paths }, () => {
    let sum = 0;
    for (let bar = 0; bar < horizonBars; bar++) sum += standard();
    return horizonBars * mean + deviation * sum;
  });
  return { status: 'fitted', outcomes };
}

/**
 * Independent normal returns with the moments of the sample.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function normalPaths(options: LocationScaleOptions = {}): PathSource {
  const params = resolveLocationScale(options);
  return {
    kind: 'normal-paths',
    version: 1,
    params,
    draw: (returns, request) =>
      independent(returns, request, params, () => request.random.nextNormal()),
  };
}

/** Options of {@link studentTPaths}. */
export interface StudentTPathOptions extends LocationScaleOptions {
  /** Degrees of freedom, above 2. */
  readonly degreesOfFreedom: number;
}

/**
 * Independent Student t returns with the mean and standard deviation of the sample.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function studentTPaths(options: StudentTPathOptions): PathSource {
  const chosen = resolveLocationScale(options);
  const degreesOfFreedom = checkDegrees(options.degreesOfFreedom);
  const unit = Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
  return {
    kind: 'student-t-paths',
    version: 1,
    params: { ...chosen, degreesOfFreedom },
    draw: (returns, request) =>
      independent(returns, request, chosen, () => {
        const p = openUniform(request.random);
        return unit * studentTQuantile(p, { degreesOfFreedom });
      }),
  };
}
