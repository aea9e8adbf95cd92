import { meanOf } from '../performance/mean-and-deviation.ts';
import type { GarchParameters } from './garch-parameters.ts';

/** A series with mean 0 and variance 1, and the way back. Makes fits equivariant to units. */
export interface StandardisedSeries {
  /** The standardised values. */
  readonly series: Float64Array;
  /** Mean of the original. */
  readonly mean: number;
  /** Population standard deviation of the original; 0 for a constant. */
  readonly scale: number;
}

/** Standardises a series; a constant one is left as zeros. */
export function standardise(original: Float64Array): StandardisedSeries {
  const mean = meanOf(original);
  const centred = original.map((x) => x - mean);
  const largest = centred.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const size = original.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  // Not judged by `centred`: a long constant series is off its own rounded mean by many units.
  const highest = original.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  const lowest = original.reduce((least, x) => Math.min(least, x), Number.POSITIVE_INFINITY);
  if (!(highest - lowest > 4 * Number.EPSILON * size)) {
    return { series: new Float64Array(original.length), mean, scale: 0 };
  }
  // Divided by the largest first, so that squares of very small or large units stay in range.
  const squares = centred.reduce((sum, x) => sum + (x / largest) ** 2, 0);
  const scale = largest * Math.sqrt(squares / original.length);
  return { series: centred.map((x) => x / scale), mean, scale };
}

/** Parameters of the standardised series in the original's unit. */
export function inOriginalUnit(
  { mu, omega, alpha, beta }: GarchParameters,
  { mean, scale }: StandardisedSeries,
): GarchParameters {
  return { mu: mean + scale * mu, omega: scale * scale * omega, alpha, beta };
}

/** Parameters of the original series for the standardised one. */
export function inStandardUnit(
  { mu, omega, alpha, beta }: GarchParameters,
  { mean, scale }: StandardisedSeries,
): GarchParameters {
  return { mu: (mu - mean) / scale, omega: omega / (scale * scale), alpha, beta };
}
