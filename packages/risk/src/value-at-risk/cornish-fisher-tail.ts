import { checkNumber } from '@plimsoll/core';
import { normalPdf, normalQuantile } from '@plimsoll/numerics/distributions';
import { checkLocationScale, type LocationScaleTail } from './normal-tail.ts';
import type { TailRisk, VarFlag } from './var-outcome.ts';

/** Arguments of {@link cornishFisherTail}. */
export interface CornishFisherTail extends LocationScaleTail {
  /** Third standardised moment. */
  readonly skewness: number;
  /** Fourth standardised moment minus 3. */
  readonly excessKurtosis: number;
}

/**
 * Whether the Cornish-Fisher map from normal to adjusted quantiles increases everywhere:
 * `S²/9 - 4 (K/8 - S²/6)(1 - K/8 + 5 S²/36) <= 0` (Maillard 2012), K in excess of 3. Daily equity
 * returns often fail: without skewness the limit is K = 8.
 */
export function cornishFisherIsMonotone(skewness: number, excessKurtosis: number): boolean {
  const s2 = skewness * skewness;
  const curvature = excessKurtosis / 8 - s2 / 6;
  return s2 / 9 - 4 * curvature * (1 - excessKurtosis / 8 + (5 * s2) / 36) <= 0;
}

/** Cornish-Fisher quantile for the normal quantile `z`, fourth moments included. */
const adjusted = (z: number, s: number, k: number): number =>
  z +
  ((z * z - 1) * s) / 6 +
  ((z * z * z - 3 * z) * k) / 24 -
  ((2 * z * z * z - 5 * z) * s * s) / 36;

/** Edgeworth expectation below `h`, of the standardised return, as a positive number. */
function edgeworthShortfall(h: number, s: number, k: number, tail: number): number {
  const h2 = h * h;
  const terms =
    1 +
    (s * h2 * h) / 6 +
    (k * (h2 * h2 - 2 * h2 - 1)) / 24 +
    (s * s * (h2 * h2 * h2 - 9 * h2 * h2 + 9 * h2 + 3)) / 72;
  return (normalPdf(h) * terms) / tail;
}

/**
 * Modified value at risk: the normal quantile adjusted for skewness and kurtosis (Cornish and
 * Fisher 1937, Zangari 1996), with modified expected shortfall (Boudt, Peterson and Croux 2008).
 * Outside the valid region the number is still given and flagged `not-monotone`; a shortfall below
 * value at risk is raised to it and flagged `shortfall-clamped`.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/bad-probability`.
 */
export function cornishFisherTail(
  options: CornishFisherTail,
): TailRisk & { readonly flags: readonly VarFlag[] } {
  checkLocationScale(options);
  const { mean, deviation, tailProbability } = options;
  const s = checkNumber(options.skewness, 'risk/bad-option', ['skewness']);
  const k = checkNumber(options.excessKurtosis, 'risk/bad-option', ['excessKurtosis']);
  const flags: VarFlag[] = [];
  if (!cornishFisherIsMonotone(s, k)) flags.push('not-monotone');
  const h = adjusted(normalQuantile(tailProbability), s, k);
  const valueAtRisk = -mean - deviation * h;
  const shortfall = -mean + deviation * edgeworthShortfall(h, s, k, tailProbability);
  if (shortfall < valueAtRisk) flags.push('shortfall-clamped');
  return { valueAtRisk, expectedShortfall: Math.max(shortfall, valueAtRisk), flags };
}
