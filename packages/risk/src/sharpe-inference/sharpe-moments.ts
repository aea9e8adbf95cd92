import { checkInteger, checkNumber, checkOneOf } from '@plimsoll/core';
import {
  excessKurtosis,
  plimsollConvention,
  type Returns,
  sharpeRatio,
  skewness,
} from '@plimsoll/numerics/performance';
import type { DegenerateSample, InsufficientData } from '../value-at-risk/var-outcome.ts';

/** What inference about a Sharpe ratio needs to know of a track record. */
export interface SharpeMoments {
  /** Mean excess return over its standard deviation, per period, not annualised. */
  readonly sharpePerPeriod: number;
  /** Third standardised moment of the excess returns. */
  readonly skewness: number;
  /** Fourth standardised moment, raw: 3 for the normal. Not the excess kurtosis. */
  readonly kurtosis: number;
  /** Periods observed, at least 2. */
  readonly observations: number;
  /** How the moments were estimated, or `given`. */
  readonly convention: string;
}

/** Options of {@link sharpeMoments}. */
export interface SharpeMomentsOptions {
  /** Return a period subtracted from each return: one number, or a series as long. @defaultValue 0 */
  readonly riskFree?: number | Returns;
  /**
   * Skewness and kurtosis as `population` moments (divisor n) or `bias-corrected` (G1 and G2 of
   * Joanes and Gill 1998). Both use the sample deviation (ddof 1) in the Sharpe ratio.
   * @defaultValue sharpeMomentsDefaults.moments
   */
  readonly moments?: 'population' | 'bias-corrected';
}

/** Defaults of {@link SharpeMomentsOptions}. */
export const sharpeMomentsDefaults: Readonly<{
  moments: 'population' | 'bias-corrected';
  riskFree: number;
}> = { moments: 'population', riskFree: 0 };

/** Answer of {@link sharpeMoments}. */
export type SharpeMomentsOutcome =
  | (SharpeMoments & {
      /** The moments exist. */
      readonly status: 'fitted';
    })
  | InsufficientData
  | DegenerateSample;

/**
 * Measures the excess returns of a track record for the functions of this family, so that the
 * Sharpe ratio and its uncertainty come from the same series.
 *
 * @returns `insufficient-data` below 2 returns (4 where bias-corrected), `degenerate` where the
 * excess returns do not vary.
 * @throws PlimsollError `numerics/bad-returns`, `risk/bad-moments`.
 */
export function sharpeMoments(
  returns: Returns,
  options: SharpeMomentsOptions = {},
): SharpeMomentsOutcome {
  const { moments, riskFree } = { ...sharpeMomentsDefaults, ...options };
  checkOneOf(moments, ['population', 'bias-corrected'], 'risk/bad-moments', ['moments']);
  // One period a year leaves the ratio per period.
  const sharpe = sharpeRatio(returns, { periodsPerYear: 1, riskFree });
  const observations = returns.length;
  const needed = moments === 'population' ? 2 : 4;
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const excess = Float64Array.from(
    returns,
    (x, i) => x - (typeof riskFree === 'number' ? riskFree : (riskFree[i] as number)),
  );
  const shape = moments === 'population' ? ('population' as const) : ('sample' as const);
  const convention = { ...plimsollConvention, shape };
  const third = skewness(excess, { convention }).value;
  const fourth = excessKurtosis(excess, { convention }).value;
  if (sharpe.value === null || third === null || fourth === null) {
    return { status: 'degenerate', reason: 'zero-dispersion', observations };
  }
  return {
    status: 'fitted',
    sharpePerPeriod: sharpe.value,
    skewness: third,
    kurtosis: fourth + 3,
    observations,
    convention: `ddof 1, ${moments} skewness and raw kurtosis`,
  };
}

/** Checks moments given by a caller; throws `risk/bad-moments`. */
export function checkMoments(track: Omit<SharpeMoments, 'convention'>): void {
  const code = 'risk/bad-moments';
  checkNumber(track.sharpePerPeriod, code, ['sharpePerPeriod']);
  checkNumber(track.skewness, code, ['skewness']);
  checkNumber(track.kurtosis, code, ['kurtosis']);
  checkInteger(track.observations, code, ['observations'], { min: 2 });
}
