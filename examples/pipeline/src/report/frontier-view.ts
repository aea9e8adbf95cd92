import { assume } from '@plimsoll/core';
import { estimate } from '@plimsoll/numerics';
import {
  frontier,
  ledoitWolfConstantCorrelation,
  portfolioMetrics,
  sampleMean,
} from '@plimsoll/optimizer';
import type { MarketData, MonthEnd } from '../data/market-data.ts';
import {
  decideWeights,
  decisionProblem,
  eligibleAssets,
  windowReturns,
} from '../study/decide-weights.ts';
import type { RunRecord } from '../system/run-record.ts';
import type { RiskReturn } from './report-data.ts';

const MONTHS = 12;

/** The frontier of the last decision's problem with its assets and the portfolio chosen. */
export interface FrontierView {
  /** Points from least risk upward, a year. */
  readonly frontier: readonly RiskReturn[];
  /** Assets and the chosen portfolio. */
  readonly marks: readonly RiskReturn[];
}

/** Traces the efficient frontier under the limits of the last decision. */
export function frontierView(
  market: MarketData,
  record: RunRecord,
  windowMonths: number,
): FrontierView {
  const at = record.targets.at(-1)?.at;
  const month = market.months.findIndex((candidate: MonthEnd) => candidate.closeAt === at);
  if (month < windowMonths) return { frontier: [], marks: [] };
  const window = market.months.slice(month - windowMonths, month + 1);
  const data = windowReturns(eligibleAssets(market.assets, window), window);
  const { objective, ...problem } = decisionProblem(data);
  const traced = frontier(problem, { points: 40 });
  if (traced.status !== 'traced') return { frontier: [], marks: [] };
  const { moments } = assume(
    estimate(data, {
      mean: sampleMean(),
      covariance: ledoitWolfConstantCorrelation(),
      period: 'month',
      periodsPerYear: MONTHS,
    }),
    'fitted',
  );
  const place = (name: string, weights: Readonly<Record<string, number>>): RiskReturn => {
    const { expectedReturn, volatility } = portfolioMetrics(moments, weights);
    return {
      name,
      mean: (expectedReturn.value ?? 0) * MONTHS,
      volatility: volatility * Math.sqrt(MONTHS),
    };
  };
  return {
    frontier: traced.points.map(({ expectedReturn, volatility }) => ({
      name: '',
      mean: expectedReturn * MONTHS,
      volatility: volatility * Math.sqrt(MONTHS),
    })),
    marks: [
      ...data.symbols.map((symbol) => place(symbol, { [symbol]: 1 })),
      place(`chosen (${objective.kind.replaceAll('-', ' ')})`, decideWeights(data).weights),
    ],
  };
}
