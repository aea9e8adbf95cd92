import { assume, type Table } from '@plimsoll/core';
import { returnsOf, tableFromRows } from '@plimsoll/numerics';
import {
  bounds,
  budget,
  type DataProblem,
  ledoitWolfConstantCorrelation,
  minimumVariance,
  solve,
} from '@plimsoll/optimizer';
import type { MarketData, MonthEnd } from '../data/market-data.ts';
import { assumptions } from '../system/run-options.ts';

/** Assets with a price at every one of the month ends; a late one is out until it has them all. */
export function eligibleAssets(
  assets: readonly string[],
  window: readonly MonthEnd[],
): readonly string[] {
  return assets.filter((asset) => window.every((month) => month.prices[asset] !== undefined));
}

/** Simple monthly returns of the eligible assets over a window of month ends. */
export function windowReturns(assets: readonly string[], window: readonly MonthEnd[]): Table {
  const prices = tableFromRows(
    window.map((month) => ({ ...month.prices, closeAt: month.closeAt })),
    { content: 'prices', symbols: [...assets], missing: 'refuse' },
  );
  return returnsOf(prices, { kind: 'simple' });
}

/** Whether so many assets can hold everything at the largest weight each. */
export function canInvestAll(count: number): boolean {
  return count * assumptions.maximumWeight >= 1;
}

/** Smallest weight of an eligible asset; with 20 or more the usual one would leave no choice. */
export function smallestWeight(count: number): number {
  return count * assumptions.minimumWeight < 1 ? assumptions.minimumWeight : 0.5 / count;
}

/** The decision's problem: minimum variance on a shrunk covariance, weights between the bounds. */
export function decisionProblem(data: Table): DataProblem {
  return {
    data,
    returns: 'simple',
    objective: minimumVariance(),
    constraints: [
      budget(1),
      bounds({ min: smallestWeight(data.symbols.length), max: assumptions.maximumWeight }),
    ],
    estimators: { covariance: ledoitWolfConstantCorrelation() },
    period: { label: 'month', periodsPerYear: 12 },
  };
}

/** Weights that sum to 1, with the worst residual of their certificate. */
export interface DecidedWeights {
  /** Weight by eligible asset. */
  readonly weights: Readonly<Record<string, number>>;
  /** Largest scaled KKT residual. */
  readonly residual: number;
}

/** Minimum-variance weights from the returns of a window. */
export function decideWeights(data: Table): DecidedWeights {
  const { weights, evidence } = assume(solve(decisionProblem(data)), 'optimal');
  const { detail } = evidence;
  const residual =
    detail.proof === 'optimality'
      ? Math.max(detail.primal, detail.dual, detail.sign, detail.complementarity, detail.gap)
      : Number.POSITIVE_INFINITY;
  return { weights, residual };
}

/**
 * First month end with a full window of enough assets to invest everything and, where there is an
 * index, a regime reading behind it; the number of months when there is none.
 *
 * @param lagMonths - Month ends by which all of that is read late.
 */
export function firstDecision(market: MarketData, windowMonths: number, lagMonths = 0): number {
  // The first bar has no return yet, so this one brings the last observation of the warm-up.
  const warm = market.index?.days[assumptions.regimeWarmupBars];
  for (let month = windowMonths; month < market.months.length; month++) {
    const closeAt = (market.months[month] as MonthEnd).closeAt;
    const window = market.months.slice(month - windowMonths, month + 1);
    const eligible = eligibleAssets(market.assets, window).length;
    if (
      canInvestAll(eligible) &&
      (market.index === null || (warm !== undefined && warm.closeAt < closeAt))
    ) {
      return Math.min(month + lagMonths, market.months.length);
    }
  }
  return market.months.length;
}
