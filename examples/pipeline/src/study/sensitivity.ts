import type { WorkOptions } from '@plimsoll/core';
import type { MarketData } from '../data/market-data.ts';
import type { ReportTable } from '../report/report-data.ts';
import { mainRun, type RunOptions } from '../system/run-options.ts';
import { annualTurnover } from './comparison.ts';
import { firstDecision } from './decide-weights.ts';
import { measuresOf, percent, ratio } from './measures.ts';
import { monthlyPath } from './monthly-returns.ts';
import { type DatedReading, regimePath } from './regime-path.ts';
import { decideStrategies } from './strategies.ts';

type Varied = Pick<RunOptions, 'windowMonths' | 'lagMonths' | 'costScale' | 'states' | 'seed'>;

/** One choice is changed at a time; the first row is the main run. */
export const sensitivityGrid: readonly Partial<Varied>[] = [
  {},
  { windowMonths: 24 },
  { windowMonths: 48 },
  { lagMonths: 1 },
  { costScale: 0 },
  { costScale: 3 },
  { states: 3 },
  { seed: 2 },
];

const describe = (change: Partial<Varied>): string => {
  const [entry] = Object.entries(change);
  if (entry === undefined) return 'main run';
  const names: Record<string, string> = {
    windowMonths: 'covariance window, months',
    lagMonths: 'information lag, months',
    costScale: 'costs ×',
    states: 'regime states',
    seed: 'seed of the regime fits',
  };
  return `${names[entry[0]] ?? entry[0]} ${entry[1]}`;
};

/**
 * Regime-exposure strategy under one changed choice at a time. Every row covers the months from the
 * longest window on, so that rows differ by the choice and not by the period.
 */
export function sensitivityTable(
  market: MarketData,
  regime: readonly DatedReading[],
  nav: number,
  work: WorkOptions = {},
): ReportTable {
  const startWindow = Math.max(...sensitivityGrid.map((change) => change.windowMonths ?? 0)) + 1;
  const tooShort = firstDecision(market, startWindow) >= market.months.length - 1;
  const hasRegime = market.index !== null;
  const grid = hasRegime
    ? sensitivityGrid
    : sensitivityGrid.filter(({ states, seed }) => states === undefined && seed === undefined);
  const rows = grid.map((change, index) => {
    if (tooShort) return [describe(change), 'too few months', '', '', '', '', ''];
    const options = { ...mainRun, ...change };
    const sameRegime = options.states === mainRun.states && options.seed === mainRun.seed;
    const readings = sameRegime ? regime : regimePath(market, options);
    const strategies = decideStrategies(market, readings, options, startWindow);
    const path = monthlyPath(market, strategies.regimeExposure, {
      nav,
      costScale: options.costScale,
    });
    const measures = measuresOf(path.net);
    work.onProgress?.(index + 1, grid.length);
    return [
      describe(change),
      percent(measures.growth),
      percent(measures.volatility),
      ratio(measures.sharpe),
      percent(measures.drawdown),
      `${annualTurnover(path).toFixed(1)} ×`,
      percent(strategies.averageExposure),
    ];
  });
  return {
    title: 'Sensitivity',
    note: `Minimum variance${hasRegime ? ' with regime exposure' : ''}, net, one choice changed at a time, all on the months that the longest window allows.`,
    columns: [
      'choice',
      'growth net',
      'volatility',
      'Sharpe',
      'drawdown',
      'turnover',
      'mean exposure',
    ],
    rows,
  };
}
