import { misuse } from '@plimsoll/core';
import type { MarketData, MonthEnd } from '../data/market-data.ts';
import { assumptions, type RunOptions } from '../system/run-options.ts';
import { decideWeights, eligibleAssets, firstDecision, windowReturns } from './decide-weights.ts';
import type { MonthlyDecision } from './monthly-returns.ts';
import { type DatedReading, highVolatilityBefore } from './regime-path.ts';

/** The strategies that are compared, as decisions month by month. */
export interface Strategies {
  /** Same weight for every eligible asset. */
  readonly equalWeight: readonly MonthlyDecision[];
  /** Minimum variance, fully invested. */
  readonly minimumVariance: readonly MonthlyDecision[];
  /** Minimum variance times 1 − slope × P(high volatility). */
  readonly regimeExposure: readonly MonthlyDecision[];
  /** Minimum variance times the mean exposure of the strategy before, known only in hindsight. */
  readonly constantExposure: readonly MonthlyDecision[];
  /** Mean exposure of the regime strategy. */
  readonly averageExposure: number;
  /** Exposure by decision. */
  readonly exposure: readonly number[];
  /** Worst scaled KKT residual of all decisions. */
  readonly worstResidual: number;
}

const scaled = (decision: MonthlyDecision, factor: number): MonthlyDecision => ({
  month: decision.month,
  weights: Object.fromEntries(
    Object.entries(decision.weights).map(([asset, weight]) => [asset, weight * factor]),
  ),
});

/**
 * First month end to decide at, with a month after it to hold the decision.
 *
 * @param startWindow - Window that fixes the first decision, so that variants cover the same months.
 * @throws PlimsollError `pipeline/too-few-months` when there is none.
 */
export function firstHeldDecision(
  market: MarketData,
  options: Pick<RunOptions, 'windowMonths' | 'lagMonths'>,
  startWindow: number = options.windowMonths,
): number {
  const first = Math.max(
    firstDecision(market, startWindow),
    firstDecision(market, options.windowMonths, options.lagMonths),
  );
  if (first < market.months.length - 1) return first;
  return misuse(
    'pipeline/too-few-months',
    ['months'],
    market.months.length,
    `Give at least ${startWindow + 2} months with three assets and, for a regime, ${assumptions.regimeWarmupBars + 1} daily rows before the first decision.`,
  );
}

/**
 * Decides every month from the first full window to the last month but one, whose return is still
 * known. With a lag, everything is read as of that many month ends earlier.
 *
 * @throws PlimsollError `pipeline/too-few-months` when that leaves no decision.
 * @param startWindow - Window that fixes the first decision, so that variants cover the same months.
 */
export function decideStrategies(
  market: MarketData,
  regime: readonly DatedReading[],
  options: Pick<RunOptions, 'windowMonths' | 'lagMonths'>,
  startWindow: number,
): Strategies {
  const equalWeight: MonthlyDecision[] = [];
  const minimumVariance: MonthlyDecision[] = [];
  const exposure: number[] = [];
  let worstResidual = 0;
  const first = firstHeldDecision(market, options, startWindow);
  for (let month = first; month < market.months.length - 1; month++) {
    const known = month - options.lagMonths;
    const window = market.months.slice(known - options.windowMonths, known + 1);
    const assets = eligibleAssets(market.assets, window);
    const { weights, residual } = decideWeights(windowReturns(assets, window));
    worstResidual = Math.max(worstResidual, residual);
    const knownAt = (market.months[known] as MonthEnd).closeAt;
    const probability = highVolatilityBefore(regime, knownAt) ?? 0;
    const share = 1 / assets.length;
    minimumVariance.push({ month, weights });
    equalWeight.push({
      month,
      weights: Object.fromEntries(assets.map((asset) => [asset, share])),
    });
    exposure.push(1 - assumptions.exposureSlope * probability);
  }
  const averageExposure = exposure.reduce((sum, value) => sum + value, 0) / exposure.length;
  return {
    equalWeight,
    minimumVariance,
    regimeExposure: minimumVariance.map((decision, i) => scaled(decision, exposure[i] as number)),
    constantExposure: minimumVariance.map((decision) => scaled(decision, averageExposure)),
    averageExposure,
    exposure,
    worstResidual,
  };
}
