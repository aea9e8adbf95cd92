import { checkNumber } from '@plimsoll/core';
import { resolveDecay } from '../moments/decay.ts';
import { startVariance, type VarianceRules } from './start-variance.ts';
import type { VarianceModel } from './variance-model.ts';

/** Options of {@link ewmaVariance}; give at most one of the two rates. */
export interface EwmaVarianceOptions {
  /** Weight of the past against the newest square, above 0 and below 1. @defaultValue 0.94 */
  readonly lambda?: number;
  /** Bars after which a weight has halved; `lambda = 2^(-1/halfLifeBars)`. */
  readonly halfLifeBars?: number;
  /**
   * Variance of the first return: `first-square` lets its own square stand in (RiskMetrics), a
   * number is the variance itself, e.g. `meanSquare(past)`.
   * @defaultValue ewmaVarianceDefaults.seed
   */
  readonly seed?: 'first-square' | number;
  /** Mean subtracted from each return. @defaultValue ewmaVarianceDefaults.mean */
  readonly mean?: number;
}

/** Defaults of {@link EwmaVarianceOptions}. */
export const ewmaVarianceDefaults: Readonly<{ seed: 'first-square'; mean: number }> = {
  seed: 'first-square',
  mean: 0,
};

/**
 * Exponentially weighted variance, `v[t+1] = λ v[t] + (1 - λ) (r[t] - mean)²`, as RiskMetrics
 * (1996). Its forecast is flat: the next variance for every horizon.
 *
 * @throws PlimsollError `numerics/bad-decay`, `numerics/bad-seed`, `numerics/bad-mean`.
 */
export function ewmaVariance(options: EwmaVarianceOptions = {}): VarianceModel {
  const { lambda: given, halfLifeBars } = options;
  const { lambda } = resolveDecay({
    ...(given === undefined ? {} : { lambda: given }),
    ...(halfLifeBars === undefined ? {} : { halfLifeBars }),
  });
  const seed = options.seed ?? ewmaVarianceDefaults.seed;
  if (seed !== 'first-square') checkNumber(seed, 'numerics/bad-seed', ['seed'], { min: 0 });
  const mean = checkNumber(options.mean ?? ewmaVarianceDefaults.mean, 'numerics/bad-mean', [
    'mean',
  ]);
  const definition = { kind: 'ewma-variance', version: 1, params: { lambda, seed, mean } } as const;
  const rules: VarianceRules = {
    mean,
    first: seed === 'first-square' ? null : seed,
    next: (variance, squared) => lambda * variance + (1 - lambda) * squared,
    ahead: (next) => next,
  };
  return { ...definition, start: (from) => startVariance(definition, rules, from) };
}
