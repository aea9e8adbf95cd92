import { checkNumber } from '@plimsoll/core';
import { meansOf, returnOf, varianceOf } from './arithmetic.ts';
import type { Objective } from './objective.ts';

/** Options of {@link maximumSharpe}. */
export interface MaximumSharpeOptions {
  /** Return without risk, a period of the moments; part of the objective, so it cannot drift from it. */
  readonly riskFreeRate: number;
}

/**
 * The largest Sharpe ratio a period, `(mean - riskFreeRate) / volatility` (Sharpe 1994), exact under
 * any linear limits. The risk-free rate is subtracted whole, also where the weights do not sum to 1.
 *
 * @throws PlimsollError `optimizer/bad-risk-free-rate`.
 */
export function maximumSharpe(options: MaximumSharpeOptions): Objective {
  const { riskFreeRate } = options;
  checkNumber(riskFreeRate, 'optimizer/bad-risk-free-rate', ['riskFreeRate']);
  return {
    kind: 'maximum-sharpe',
    version: 1,
    params: { riskFreeRate },
    sense: 'maximise',
    unit: 'ratio',
    usesMean: true,
    terms: (market) => ({ form: 'ratio', gain: meansOf(market), hurdle: riskFreeRate }),
    value: (weights, market) =>
      (returnOf(weights, market) - riskFreeRate) / Math.sqrt(varianceOf(weights, market)),
  };
}
