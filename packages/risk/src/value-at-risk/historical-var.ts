import { checkOneOf } from '@plimsoll/core';
import {
  historicalExpectedShortfall,
  historicalValueAtRisk,
  type ValueAtRiskMethod,
} from '@plimsoll/numerics/tails';
import { checkSeries, checkTail, fittedTail } from './fitted-tail.ts';
import type { VarModel } from './var-model.ts';
import type { TailRisk } from './var-outcome.ts';

/** Options of {@link historicalVar}. */
export interface HistoricalVarOptions {
  /**
   * How value at risk is read off the sample: one of the nine quantile types of Hyndman and Fan,
   * `worst-ceil` (loss number `ceil(n p)` from the worst) or `worst-floor-plus-one`.
   * @defaultValue 7
   */
  readonly method?: ValueAtRiskMethod;
}

/** Defaults of {@link historicalVar}. */
export const historicalVarDefaults: Readonly<{ method: ValueAtRiskMethod }> = { method: 7 };

const methodNames = [
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  'worst-ceil',
  'worst-floor-plus-one',
] as const;

/** Checks how a quantile is read. */
export function checkMethod(method: ValueAtRiskMethod): ValueAtRiskMethod {
  checkOneOf(String(method), methodNames, 'risk/bad-option', ['method']);
  return method;
}

/** Both measures of a non-empty sample of returns: VaR by `method`, ES by exact weights. */
export function empiricalTail(
  returns: Float64Array,
  tailProbability: number,
  method: ValueAtRiskMethod,
): TailRisk {
  const { value: valueAtRisk } = historicalValueAtRisk(returns, { tailProbability, method });
  const { value: expectedShortfall } = historicalExpectedShortfall(returns, { tailProbability });
  // Neither is ever null for a non-empty sample and exact weights.
  return { valueAtRisk: valueAtRisk as number, expectedShortfall: expectedShortfall as number };
}

/** The method in words, for conventions. */
export const methodName = (method: ValueAtRiskMethod): string =>
  typeof method === 'number' ? `return quantile of type ${method}` : `order statistic ${method}`;

/**
 * Historical simulation: the sample is the distribution. Expected shortfall averages the worst
 * `n p` losses, the boundary one by its fraction (Acerbi and Tasche 2002), so it is never below
 * the order statistic and is sub-additive; value at risk is neither smooth nor sub-additive.
 *
 * @throws PlimsollError `risk/bad-option`.
 *
 * @example
 * ```ts
 * const { valueAtRisk } = assume(historicalVar().estimate(returns, { tailProbability: 0.05 }), 'fitted');
 * ```
 */
export function historicalVar(options: HistoricalVarOptions = {}): VarModel {
  const method = checkMethod(options.method ?? historicalVarDefaults.method);
  return {
    kind: 'historical-var',
    version: 1,
    params: { method },
    estimate(returns, { tailProbability }) {
      checkTail(tailProbability);
      const series = checkSeries(returns);
      const observations = series.length;
      if (observations === 0) return { status: 'insufficient-data', observations, needed: 1 };
      const convention = `historical: ${methodName(method)}; shortfall by exact weights`;
      const tail = empiricalTail(series, tailProbability, method);
      return fittedTail(tail, { tailProbability, observations, convention });
    },
  };
}
