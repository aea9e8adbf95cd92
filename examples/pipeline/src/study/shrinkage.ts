import { assume } from '@plimsoll/core';
import { estimate } from '@plimsoll/numerics';
import { ledoitWolfConstantCorrelation } from '@plimsoll/optimizer';
import type { MarketData } from '../data/market-data.ts';
import { eligibleAssets, windowReturns } from './decide-weights.ts';
import type { MonthlyDecision } from './monthly-returns.ts';

/** Least and greatest shrinkage intensity over some decisions; 1 is the target and nothing else. */
export interface ShrinkageRange {
  /** Least intensity. */
  readonly least: number;
  /** Greatest intensity. */
  readonly most: number;
}

/** How much of each decision's covariance is the constant-correlation target. */
export function shrinkageRange(
  market: MarketData,
  decisions: readonly MonthlyDecision[],
  windowMonths: number,
): ShrinkageRange {
  const intensities = decisions.map(({ month }) => {
    const window = market.months.slice(month - windowMonths, month + 1);
    const data = windowReturns(eligibleAssets(market.assets, window), window);
    const { moments } = assume(
      estimate(data, { covariance: ledoitWolfConstantCorrelation() }),
      'fitted',
    );
    return moments.estimators.covariance.detail['shrinkage'] ?? 0;
  });
  return { least: Math.min(...intensities), most: Math.max(...intensities) };
}
