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

/** The decision's problem: minimum variance on a shrunk covariance, weights between the bounds. */
export function decisionProblem(data: Table): DataProblem {
  return {
    data,
    returns: 'simple',
    objective: minimumVariance(),
    constraints: [
      budget(1),
      bounds({ min: assumptions.minimumWeight, max: assumptions.maximumWeight }),
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

/** First month end with a full window and, where there is an index, a warm regime behind it. */
export function firstDecision(market: MarketData, windowMonths: number): number {
  const warm = market.index?.days[assumptions.regimeWarmupBars + 1];
  for (let month = windowMonths; month < market.months.length; month++) {
    const closeAt = (market.months[month] as MonthEnd).closeAt;
    const window = market.months.slice(month - windowMonths, month + 1);
    const enough = eligibleAssets(market.assets, window).length >= 2;
    if (enough && (market.index === null || (warm !== undefined && warm.closeAt < closeAt))) {
      return month;
    }
  }
  return market.months.length;
}
