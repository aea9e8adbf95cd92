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
  const persistence = alpha + beta;
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
      if (persistence >= 1) return next + omega * steps;
      const far = omega / (1 - persistence);
      return far + persistence ** steps * (next - far);
    },
  };
  return { ...definition, start: (from) => startVariance(definition, rules, from) };
}
