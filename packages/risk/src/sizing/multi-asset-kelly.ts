import { checkNumber } from '@plimsoll/core';
import { dot } from '@plimsoll/numerics/linear-algebra';
import { fractionOf, type KellyOptions, kellyDefaults } from './kelly.ts';
import {
  type CovarianceOf,
  covarianceOf,
  recordOf,
  solveIndependent,
  valuesOf,
} from './portfolio.ts';

/** Assets for {@link multiAssetKelly}; all numbers for one and the same period. */
export interface DiffusiveAssets extends CovarianceOf {
  /** Expected return by symbol, arithmetic, a fraction. */
  readonly means: Readonly<Record<string, number>>;
  /** Risk-free rate, a fraction. */
  readonly rate: number;
}

/** What Kelly answers where the covariance has no inverse. */
export interface DegenerateKelly {
  /** Some portfolio has no risk: its Kelly size does not exist. */
  readonly status: 'degenerate';
  /** First symbol that the ones before it explain. */
  readonly symbol: string;
}

/** A Kelly portfolio. */
export interface SizedKelly {
  /** Weights are there. */
  readonly status: 'sized';
  /** Exposure over wealth by symbol; the rest is cash, or borrowed. */
  readonly weights: Readonly<Record<string, number>>;
  /** Expected log growth a period. */
  readonly growth: number;
  /** Sum of absolute weights. */
  readonly gross: number;
}

/** Names of the numbers that both Kelly portfolios report. */
export const sizedKelly = (
  symbols: readonly string[],
  weights: Float64Array,
  growth: number,
): SizedKelly => ({
  status: 'sized',
  weights: recordOf(symbols, weights),
  growth,
  gross: weights.reduce((sum, weight) => sum + Math.abs(weight), 0),
});

/**
 * Exposures `c Cov⁻¹ (μ - r)` and growth `r + (c - c²/2) (μ - r)' Cov⁻¹ (μ - r)` (Thorp 2006). No
 * limits: pass constraints and estimation error to the optimizer's utility objective instead.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/unknown-asset`.
 */
export function multiAssetKelly(
  assets: DiffusiveAssets,
  options: KellyOptions = kellyDefaults,
): SizedKelly | DegenerateKelly {
  const { symbols } = assets;
  const covariance = covarianceOf(assets);
  const rate = checkNumber(assets.rate, 'risk/bad-option', ['rate']);
  const c = fractionOf(options);
  const excess = valuesOf(symbols, assets.means, 'means').map((mean) => mean - rate);
  const solved = solveIndependent(covariance, excess);
  if ('pivot' in solved) {
    return { status: 'degenerate', symbol: symbols[solved.pivot] as string };
  }
  const growth = rate + (c - 0.5 * c * c) * dot(excess, solved.values);
  return sizedKelly(
    symbols,
    solved.values.map((weight) => c * weight),
    growth,
  );
}
