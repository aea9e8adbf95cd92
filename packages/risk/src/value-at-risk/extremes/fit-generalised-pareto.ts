import { checkNumber, misuse } from '@plimsoll/core';
import { findRoot, minimise } from '@plimsoll/numerics/roots';
import { checkSeries } from '../fitted-tail.ts';
import type { DegenerateSample, InsufficientData } from '../var-outcome.ts';

/** A generalised Pareto distribution of excesses over a threshold, fitted. */
export interface GeneralisedParetoFit {
  /** The likelihood has an interior maximum and it was found. */
  readonly status: 'fitted';
  /** Shape ξ: above 0 a power tail with index 1/ξ, below 0 an end at `-scale / shape`. */
  readonly shape: number;
  /** Scale β, in the unit of the excesses. */
  readonly scale: number;
  /** Log-likelihood there. */
  readonly logLikelihood: number;
  /** Excesses used. */
  readonly observations: number;
  /** Asymptotic standard errors, or `null` at shapes of -0.5 and below, where they do not hold. */
  readonly standardErrors: { readonly shape: number; readonly scale: number } | null;
}

/** Answer of {@link fitGeneralisedPareto}. */
export type GeneralisedParetoOutcome = GeneralisedParetoFit | InsufficientData | DegenerateSample;

/** Options of {@link fitGeneralisedPareto}. */
export interface FitGeneralisedParetoOptions {
  /** Fewest excesses accepted, at least 2. @defaultValue 10 */
  readonly minExcesses?: number;
}

/** Defaults of {@link fitGeneralisedPareto}. */
export const fitGeneralisedParetoDefaults: Readonly<{ minExcesses: number }> = { minExcesses: 10 };

/** Shape at `tau`, with `y` in units of their mean. */
function shapeAt(y: Float64Array, tau: number): number {
  let sum = 0;
  for (const value of y) sum += Math.log1p(tau * value);
  return sum / y.length;
}

/** Profile log-likelihood per excess: scale is `shape / tau`, which tends to 1 as tau goes to 0. */
function profile(y: Float64Array, tau: number): number {
  if (tau === 0) return -1;
  const shape = shapeAt(y, tau);
  return -Math.log(shape / tau) - shape - 1;
}

/** Its derivative, for polishing a maximum away from 0. */
function slope(y: Float64Array, tau: number): number {
  let sum = 0;
  for (const value of y) sum += value / (1 + tau * value);
  const rate = sum / y.length;
  return 1 / tau - rate * (1 + 1 / shapeAt(y, tau));
}

/** Candidates from just inside `-1 / max` through 0 to far out on the heavy side. */
function grid(largest: number): readonly number[] {
  const negative = Array.from({ length: 40 }, (_, k) => -(1 - 0.75 ** (40 - k)) / largest);
  const positive = Array.from({ length: 60 }, (_, k) => 1e-3 * 1.35 ** k);
  return [...negative, 0, ...positive];
}

/**
 * Maximum likelihood for excesses over a threshold, as a search in one variable: for a given
 * `tau = shape / scale` the best shape is `mean ln(1 + tau y)` (Grimshaw 1993). Finds negative
 * shapes as well as heavy ones. Shapes below -1, where the likelihood has no maximum, are answered
 * `likelihood-at-boundary`.
 *
 * @param excesses - Losses less the threshold, all above 0.
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-option`.
 */
export function fitGeneralisedPareto(
  excesses: ArrayLike<number>,
  options: FitGeneralisedParetoOptions = {},
): GeneralisedParetoOutcome {
  const { minExcesses } = { ...fitGeneralisedParetoDefaults, ...options };
  checkNumber(minExcesses, 'risk/bad-option', ['minExcesses'], { min: 2 });
  const values = checkSeries(excesses, 'excesses');
  values.forEach((value, i) => {
    if (value <= 0) misuse('risk/bad-sample', ['excesses', i], value, 'Give numbers above 0.');
  });
  const observations = values.length;
  if (observations < minExcesses) {
    return { status: 'insufficient-data', observations, needed: minExcesses };
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / observations;
  const y = values.map((value) => value / mean);
  const largest = y.reduce((max, value) => Math.max(max, value), 0);

  const taus = grid(largest).filter((tau) => tau >= 0 || shapeAt(y, tau) > -1);
  let best = 0;
  taus.forEach((tau, k) => {
    if (profile(y, tau) > profile(y, taus[best] as number)) best = k;
  });
  const low = taus[best - 1];
  const high = taus[best + 1];
  if (low === undefined || high === undefined) {
    return { status: 'degenerate', reason: 'likelihood-at-boundary', observations };
  }
  const found = minimise((tau) => -profile(y, tau), { low, high, tolerance: 1e-12 });
  const near = found.x;
  // A minimum is known to half the digits only; the zero of the slope, away from 0, to all.
  const reach = 1e-4 * Math.abs(near);
  const polished =
    Math.abs(near) > 1e-3
      ? findRoot((tau) => slope(y, tau), { low: near - reach, high: near + reach })
      : null;
  const tau = polished?.status === 'converged' ? polished.x : near;
  const shape = tau === 0 ? 0 : shapeAt(y, tau);
  const scale = tau === 0 ? mean : (mean * shape) / tau;
  return {
    status: 'fitted',
    shape,
    scale,
    logLikelihood: observations * (profile(y, tau) - Math.log(mean)),
    observations,
    standardErrors:
      shape > -0.5
        ? {
            shape: (1 + shape) / Math.sqrt(observations),
            scale: scale * Math.sqrt((2 * (1 + shape)) / observations),
          }
        : null,
  };
}
