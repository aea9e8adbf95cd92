import { checkNumber } from '@plimsoll/core';
import { checkGarch, type GarchParameters } from './garch-parameters.ts';
import { startVariance, type VarianceRules } from './start-variance.ts';
import type { VarianceModel } from './variance-model.ts';

/** Options of {@link garchVariance}. */
export interface GarchVarianceOptions extends GarchParameters {
  /** Variance expected for the first return: `nextVariance` of a fit, to go on where it ended. */
  readonly firstVariance: number;
}

/**
 * GARCH(1,1) with given parameters as a streaming filter. Forecasts tend geometrically to the
 * unconditional variance, `v + (alpha + beta)^(h-1) (h[1] - v)`, and grow by `omega` a bar where
 * the process is integrated.
 *
 * @throws PlimsollError `numerics/bad-garch`, `numerics/bad-variance`.
 *
 * @example
 * ```ts
 * const fit = assume(fitGarch(returns), 'fitted');
 * const live = garchVariance({ ...fit.parameters, firstVariance: fit.nextVariance }).start();
 * live.forecast(21); // variances of the coming month
 * ```
 */
export function garchVariance(options: GarchVarianceOptions): VarianceModel {
  const parameters = checkGarch(options);
  const firstVariance = checkNumber(
    options.firstVariance,
    'numerics/bad-variance',
    ['firstVariance'],
    { min: 0, above: true },
  );
  const { mu, omega, alpha, beta } = parameters;
  const slack = 1 - alpha - beta;
  const definition = {
    kind: 'garch-variance',
    version: 1,
    params: { ...parameters, firstVariance },
  } as const;
  const rules: VarianceRules = {
    mean: mu,
    first: firstVariance,
    next: (variance, squared) => omega + alpha * squared + beta * variance,
    ahead(next, steps) {
      if (steps === 0 || slack <= 0) return next + omega * steps;
      // The geometric series as it stands, not `far + persistence^steps (next - far)`: near
      // integration `far` is huge and the difference would be rounding.
      const decay = steps * Math.log1p(-slack);
      return next * Math.exp(decay) + (omega * -Math.expm1(decay)) / slack;
    },
  };
  return { ...definition, start: (from) => startVariance(definition, rules, from) };
}
