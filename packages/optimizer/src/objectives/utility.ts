import { checkNumber } from '@plimsoll/core';
import { meansOf, returnOf, varianceOf } from './arithmetic.ts';
import type { Objective } from './objective.ts';

/** Options of {@link utility}. */
export interface UtilityOptions {
  /**
   * Risk aversion: return given up per unit of half the variance, above zero. Its inverse is the risk
   * tolerance of the critical line.
   */
  readonly riskAversion: number;
}

/**
 * The largest mean-variance utility, `mean - riskAversion / 2 * variance`, a period.
 *
 * @throws PlimsollError `optimizer/bad-risk-aversion`.
 */
export function utility(options: UtilityOptions): Objective {
  const { riskAversion } = options;
  checkNumber(riskAversion, 'optimizer/bad-risk-aversion', ['riskAversion'], {
    min: 0,
    above: true,
  });
  return {
    kind: 'utility',
    version: 1,
    params: { riskAversion },
    sense: 'maximise',
    unit: 'return',
    usesMean: true,
    terms: (market) => ({
      form: 'quadratic',
      risk: riskAversion,
      linear: meansOf(market).map((mean) => -mean),
    }),
    value: (weights, market) =>
      returnOf(weights, market) - (riskAversion / 2) * varianceOf(weights, market),
  };
}
