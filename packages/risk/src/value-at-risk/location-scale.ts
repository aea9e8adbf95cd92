import { checkInteger, checkOneOf } from '@plimsoll/core';
import { checkSeries, checkTail } from './fitted-tail.ts';
import { type SampleMoments, sampleMoments } from './sample-moments.ts';
import type { DegenerateSample, InsufficientData } from './var-outcome.ts';

/** How mean and deviation are taken from the sample. */
export interface LocationScaleOptions {
  /**
   * `sample` keeps the sample mean; `zero` leaves it out, as is usual at daily horizons, where it
   * is smaller than its own error. The deviation is about the sample mean either way.
   * @defaultValue 'sample'
   */
  readonly mean?: 'sample' | 'zero';
  /** Delta degrees of freedom of the deviation: its divisor is `n - ddof`. @defaultValue 1 */
  readonly ddof?: 0 | 1;
}

/** Defaults of {@link LocationScaleOptions}. */
export const locationScaleDefaults: Readonly<{ mean: 'sample' | 'zero'; ddof: 0 | 1 }> = {
  mean: 'sample',
  ddof: 1,
};

/** A sample reduced to what the parametric models need. */
export interface FittedMoments extends SampleMoments {
  /** The sample gave what was asked. */
  readonly status: 'fitted';
  /** Observations used. */
  readonly observations: number;
  /** Standard deviation with the divisor asked for. */
  readonly deviation: number;
}

/** Checks and completes the options. */
export function resolveLocationScale(
  options: LocationScaleOptions,
): Required<LocationScaleOptions> {
  const { mean, ddof } = { ...locationScaleDefaults, ...options };
  checkOneOf(mean, ['sample', 'zero'] as const, 'risk/bad-option', ['mean']);
  checkInteger(ddof, 'risk/bad-option', ['ddof'], { min: 0, max: 1 });
  return { mean, ddof };
}

/** The options in words, for conventions. */
export const inWords = ({ mean, ddof }: Required<LocationScaleOptions>): string =>
  `${mean === 'zero' ? 'mean zero' : 'sample mean'}, ddof ${ddof}`;

/** Moments of a checked sample, or why there are none. */
export function momentsOf(
  returns: ArrayLike<number>,
  tailProbability: number,
  { mean, ddof }: Required<LocationScaleOptions>,
): FittedMoments | InsufficientData | DegenerateSample {
  checkTail(tailProbability);
  const series = checkSeries(returns);
  const observations = series.length;
  if (observations < 2) return { status: 'insufficient-data', observations, needed: 2 };
  const moments = sampleMoments(series);
  if (moments.variance === 0) {
    return { status: 'degenerate', reason: 'zero-dispersion', observations };
  }
  return {
    ...moments,
    status: 'fitted',
    observations,
    mean: mean === 'zero' ? 0 : moments.mean,
    deviation: Math.sqrt((moments.variance * observations) / (observations - ddof)),
  };
}
