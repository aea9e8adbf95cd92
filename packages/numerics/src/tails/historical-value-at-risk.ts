import { checkSample, checkTail, tailCount } from './check-sample.ts';
import { checkType, type QuantileType, quantileInPlace } from './sample-quantile.ts';
import { selectInPlace } from './select.ts';
import { type TailMeasure, tailMeasure } from './tail-measure.ts';

/**
 * How a historical value at risk is read off the sample: minus a return quantile of type 1 to 9,
 * or an order statistic of the losses counted from the worst. `worst-ceil` is number
 * `ceil(n · tail)`; `worst-floor-plus-one` is number `floor(n · tail) + 1`. They differ by one
 * observation where `n · tail` is whole: the 63rd and the 64th worst of 1260 at 5 %.
 */
export type ValueAtRiskMethod = QuantileType | 'worst-ceil' | 'worst-floor-plus-one';

/** Options of {@link historicalValueAtRisk}. */
export interface HistoricalValueAtRiskOptions {
  /** Probability of a worse period, e.g. 0.05 for 95 % value at risk. */
  readonly tailProbability: number;
  /** How it is read off the sample. @defaultValue 7 */
  readonly method?: ValueAtRiskMethod;
}

/** Defaults of {@link historicalValueAtRisk}. */
export const historicalValueAtRiskDefaults: Readonly<{ method: ValueAtRiskMethod }> = { method: 7 };

/**
 * Historical value at risk of one period: the loss, positive, that is exceeded with the given
 * probability. No distribution, no scaling over time.
 *
 * @param returns - Returns per period, fractions.
 * @throws `numerics/empty-sample`, `numerics/bad-sample`, `numerics/bad-probability`,
 * `numerics/bad-quantile-type`.
 */
export function historicalValueAtRisk(
  returns: ArrayLike<number>,
  options: HistoricalValueAtRiskOptions,
): TailMeasure {
  const { tailProbability, method } = { ...historicalValueAtRiskDefaults, ...options };
  checkTail(tailProbability);
  const values = checkSample(returns, 'returns');
  const n = values.length;
  const count = tailCount(n, tailProbability);
  const ordered = (rank: number, name: string): TailMeasure =>
    tailMeasure(-selectInPlace(values, Math.min(n, rank) - 1), n, count, `historical, ${name}`);
  if (method === 'worst-ceil') {
    return ordered(Math.max(1, Math.ceil(count)), `loss number ceil(n p) from the worst`);
  }
  if (method === 'worst-floor-plus-one') {
    return ordered(Math.floor(count) + 1, `loss number floor(n p) + 1 from the worst`);
  }
  const value = -quantileInPlace(values, tailProbability, checkType(method));
  return tailMeasure(value, n, count, `historical, return quantile of type ${method}`);
}
