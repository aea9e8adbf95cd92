import type { MarketData, MonthEnd } from '../data/market-data.ts';
import type { ReportTable } from '../report/report-data.ts';
import { measuresOf, percent, ratio } from './measures.ts';
import { type MonthlyPath, monthlyPath } from './monthly-returns.ts';
import type { Strategies } from './strategies.ts';

/** The paths behind the comparison table. */
export interface ComparedPaths {
  /** Equal weight of the eligible assets. */
  readonly equalWeight: MonthlyPath;
  /** Minimum variance. */
  readonly minimumVariance: MonthlyPath;
  /** Minimum variance with regime exposure. */
  readonly regimeExposure: MonthlyPath;
  /** Minimum variance with the same mean exposure held constant. */
  readonly constantExposure: MonthlyPath;
}

/** Runs every strategy through the same arithmetic. */
export function comparePaths(
  market: MarketData,
  strategies: Strategies,
  options: { readonly nav: number; readonly costScale: number },
): ComparedPaths {
  return {
    equalWeight: monthlyPath(market, strategies.equalWeight, options),
    minimumVariance: monthlyPath(market, strategies.minimumVariance, options),
    regimeExposure: monthlyPath(market, strategies.regimeExposure, options),
    constantExposure: monthlyPath(market, strategies.constantExposure, options),
  };
}

/** Monthly returns of the index over the months that a path held; empty without an index. */
export function indexReturns(market: MarketData, path: MonthlyPath): readonly number[] {
  const { index } = market;
  if (index === null) return [];
  const levelAt = (closeAt: number): number =>
    index.days.findLast((day) => day.closeAt <= closeAt)?.close ?? Number.NaN;
  return path.closeAt.map((closeAt) => {
    const month = market.months.findIndex((candidate) => candidate.closeAt === closeAt);
    const before = (market.months[month - 1] as MonthEnd).closeAt;
    return levelAt(closeAt) / levelAt(before) - 1;
  });
}

/** Mean of a year's turnover: both sides counted, over NAV. */
export function annualTurnover(path: MonthlyPath): number {
  return (path.turnover.reduce((sum, value) => sum + value, 0) / path.turnover.length) * 12;
}

/** One row of the comparison table. */
export function comparisonRow(
  name: string,
  gross: readonly number[],
  net: readonly number[] | null,
  turnover: number | null,
): readonly string[] {
  const before = measuresOf(gross);
  const after = measuresOf(net ?? gross);
  return [
    name,
    percent(before.growth),
    net === null ? '–' : percent(after.growth),
    percent(after.volatility),
    ratio(after.sharpe),
    percent(after.drawdown),
    turnover === null ? '–' : `${turnover.toFixed(1)} ×`,
  ];
}

/**
 * The table of all strategies, the run as traded among them; without an index there is no regime to
 * be exposed by.
 */
export function comparisonTable(
  market: MarketData,
  paths: ComparedPaths,
  traded: readonly (readonly string[])[],
): ReportTable {
  const row = (name: string, path: MonthlyPath) =>
    comparisonRow(name, path.gross, path.net, annualTurnover(path));
  const index = indexReturns(market, paths.minimumVariance);
  const exposed =
    market.index === null
      ? []
      : [
          row('minimum variance, regime exposure', paths.regimeExposure),
          row('minimum variance, average exposure constant', paths.constantExposure),
        ];
  return {
    title: 'Strategies on the same months',
    note: 'Monthly simple returns from month-end closes. Net pays the expected cost of the execution model; the rows “as traded” are the fills of the bus run. Turnover is the sum of absolute traded value over NAV a year, both sides counted. Volatility, Sharpe ratio (rate 0) and drawdown are of the net series.',
    columns: [
      'strategy',
      'growth gross',
      'growth net',
      'volatility',
      'Sharpe',
      'drawdown',
      'turnover',
    ],
    rows: [
      row('equal weight (eligible assets)', paths.equalWeight),
      row('minimum variance', paths.minimumVariance),
      ...exposed,
      ...traded,
      ...(index.length === 0
        ? []
        : [comparisonRow(`${market.index?.label ?? ''} (price only)`, index, null, null)]),
    ],
  };
}
