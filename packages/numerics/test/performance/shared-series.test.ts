import type { Measure } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  annualisedVolatility,
  cagr,
  calmarRatio,
  downsideDeviation,
  drawdownEpisodes,
  excessKurtosis,
  hitRate,
  informationRatio,
  leanConvention,
  martinRatio,
  maxDrawdown,
  omegaRatio,
  painIndex,
  painRatio,
  performanceAnalyticsConvention,
  plimsollConvention,
  quantstatsConvention,
  sharpeRatio,
  skewness,
  sortinoRatio,
  tailRatio,
  totalReturn,
  trackingError,
  ulcerIndex,
} from '../../src/performance.ts';
import { haveShared, readShared, readSharedColumns } from '../support/shared-data.ts';

const convention = performanceAnalyticsConvention;
const monthly = { periodsPerYear: 12, convention };
const near = (measure: Measure, expected: number, tolerance: number): void =>
  expect(Math.abs((measure.value as number) / expected - 1)).toBeLessThan(tolerance);

const numbers = (column: readonly string[]): number[] =>
  column.filter((cell) => cell !== '' && cell !== 'NA').map(Number);

const measures: Readonly<Record<string, (r: readonly number[]) => Measure>> = {
  return_cumulative: totalReturn,
  return_annualized_geometric: (r) => cagr(r, monthly),
  stddev_annualized: (r) => annualisedVolatility(r, monthly),
  skewness_moment: (r) => skewness(r, { convention }),
  kurtosis_excess_moment: (r) => excessKurtosis(r, { convention }),
  max_drawdown: maxDrawdown,
  ulcer_index: ulcerIndex,
  pain_index: painIndex,
  calmar: (r) => calmarRatio(r, monthly),
  martin: (r) => martinRatio(r, monthly),
  pain_ratio: (r) => painRatio(r, monthly),
  downside_deviation_full_mar0: (r) => downsideDeviation(r, { periodsPerYear: 1 }),
  sortino_mar0: (r) => sortinoRatio(r, monthly),
  sortino_mar5pct: (r) => sortinoRatio(r, { ...monthly, target: 0.05 / 12 }),
  omega_L0: omegaRatio,
  sharpe_rf0: (r) => sharpeRatio(r, { periodsPerYear: 1 }),
  sharpe_annualized_arithmetic: (r) => sharpeRatio(r, monthly),
  sharpe_annualized_geometric: (r) =>
    sharpeRatio(r, { ...monthly, convention: { ...convention, annualReturn: 'geometric' } }),
};

const analyticsFile = 'refs/risk/performance-analytics.json';
const managersFile = 'data/risk/managers.csv';
const edhecFile = 'data/risk/edhec-1997-2009.csv';
const baconFile = 'data/risk/portfolio_bacon.csv';

type Block = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

describe.skipIf(!haveShared(analyticsFile, managersFile, edhecFile, baconFile))(
  'R PerformanceAnalytics 2.1.0',
  () => {
    const all = (): Readonly<Record<string, Block>> => JSON.parse(readShared(analyticsFile));
    const check = (block: Block, columns: ReturnType<typeof readSharedColumns>): number => {
      const names = Object.keys(columns).slice(1);
      let checked = 0;
      Object.values(block).forEach((expected, i) => {
        const returns = numbers(columns[names[i] as string] as readonly string[]);
        expect(returns.length).toBe(expected['n']);
        for (const [name, measure] of Object.entries(measures)) {
          const value = expected[name];
          if (typeof value !== 'number' || value === 0) continue;
          near(measure(returns), value, 1e-9);
          checked += 1;
        }
      });
      return checked;
    };
    test('18 measures of 10 managers', () => {
      expect(check(all()['managers'] as Block, readSharedColumns(managersFile))).toBe(171);
    });
    test('18 measures of 13 hedge fund indices', () => {
      const block = all()['edhec_1997_2009'] as Block;
      expect(check(block, readSharedColumns(edhecFile))).toBeGreaterThan(225);
    });
    test("18 measures of Bacon's portfolio and benchmark", () => {
      expect(check(all()['portfolio_bacon'] as Block, readSharedColumns(baconFile))).toBe(36);
    });
    test('tracking error and information ratio against the S&P 500', () => {
      const columns = readSharedColumns(managersFile);
      const index = columns['SP500 TR'] as readonly string[];
      const block = all()['relative_to_SP500_TR_with_rf_US3m'] as Block;
      for (const [name, expected] of Object.entries(block)) {
        const column = columns[name] as readonly string[];
        const rows = column.map((cell, i) => [cell, index[i] as string] as const);
        const both = rows.filter(([cell]) => cell !== '' && cell !== 'NA');
        const returns = both.map(([cell]) => Number(cell));
        const options = { ...monthly, benchmark: both.map(([, cell]) => Number(cell)) };
        near(trackingError(returns, options), expected['tracking_error'] as number, 1e-9);
        near(informationRatio(returns, options), expected['information_ratio'] as number, 1e-9);
      }
    });
    test('the drawdown table of HAM1', () => {
      const columns = readSharedColumns(managersFile);
      const dates = columns[''] as readonly string[];
      const episodes = [...drawdownEpisodes(numbers(columns['HAM1'] as readonly string[]))];
      const deepest = episodes.sort((a, b) => b.depth - a.depth).slice(0, 5);
      const table = deepest.map((e) => ({
        From: dates[e.startIndex],
        Trough: dates[e.troughIndex],
        To: dates[e.recoveryIndex as number],
        Depth: -Number(e.depth.toFixed(4)),
        Length: (e.recoveryIndex as number) - e.startIndex + 1,
        'To Trough': e.troughIndex - e.startIndex + 1,
        Recovery: (e.recoveryIndex as number) - e.troughIndex,
      }));
      expect(table).toEqual(all()['drawdown_table_HAM1']);
    });
    test('the four libraries on HAM1, as notes/risk.md 3.7 tabulates them', () => {
      const returns = numbers(readSharedColumns(managersFile)['HAM1'] as readonly string[]);
      const at = (c: typeof convention) => ({ periodsPerYear: 12, convention: c });
      const printed = (measure: Measure): string => (measure.value as number).toFixed(4);
      expect(printed(sharpeRatio(returns, at(plimsollConvention)))).toBe('1.5034');
      expect(printed(sharpeRatio(returns, at(leanConvention)))).toBe('1.5989');
      expect(printed(sortinoRatio(returns, at(plimsollConvention)))).toBe('2.6498');
      expect(printed(sortinoRatio(returns, at(convention)))).toBe('0.7649');
      expect(printed(sortinoRatio(returns, at(quantstatsConvention)))).toBe('2.6498');
      expect(printed(sortinoRatio(returns, at(leanConvention)))).toBe('1.9385');
      expect((ulcerIndex(returns).value as number).toFixed(5)).toBe('0.03629');
      const quantstats = ulcerIndex(returns, { convention: quantstatsConvention });
      expect((quantstats.value as number).toFixed(5)).toBe('0.03643');
    });
  },
);

const riskFile = 'golden/risk.json';
const stocksFile = 'data/stocks20_daily.csv.gz';
const indicesFile = 'data/eustockmarkets_daily.csv';

describe.skipIf(!haveShared(riskFile, stocksFile, indicesFile))('golden/risk.json', () => {
  interface Golden {
    readonly weights: readonly number[];
    readonly metrics: Readonly<Record<string, number>>;
    readonly max_drawdown_detail: Readonly<Record<string, number>>;
  }
  const portfolio = (path: string, last: number, weights: readonly number[]): number[] => {
    const columns = Object.values(readSharedColumns(path)).slice(1).map(numbers);
    const rows = (columns[0] as number[]).length;
    const from = Math.max(1, rows - last);
    return Array.from({ length: rows - from }, (_, i) =>
      columns.reduce((sum, column, k) => {
        const simple = (column[from + i] as number) / (column[from + i - 1] as number) - 1;
        return sum + (weights[k] as number) * simple;
      }, 0),
    );
  };
  test.each([
    ['stocks20_last1260_equal', stocksFile, 1260],
    ['eustock_4030', indicesFile, 1e9],
  ])('%s', (name, path, last) => {
    const golden = (JSON.parse(readShared(riskFile)) as Record<string, Golden>)[name] as Golden;
    const returns = portfolio(path, last, golden.weights);
    const { metrics } = golden;
    const daily = { periodsPerYear: 252 };
    const expectations: readonly (readonly [Measure, string])[] = [
      [totalReturn(returns), 'total_return'],
      [cagr(returns, daily), 'cagr'],
      [annualisedVolatility(returns, daily), 'vol_annual'],
      [sharpeRatio(returns, daily), 'sharpe_annual_rf0'],
      [downsideDeviation(returns, { periodsPerYear: 1 }), 'downside_dev_target0'],
      [sortinoRatio(returns, daily), 'sortino_annual'],
      [skewness(returns), 'skew_population'],
      [hitRate(returns), 'hit_rate'],
      [ulcerIndex(returns), 'ulcer_index'],
      [omegaRatio(returns), 'omega_0'],
      [tailRatio(returns), 'tail_ratio_95_5_linear'],
      [calmarRatio(returns, daily), 'calmar'],
      [excessKurtosis(returns, { convention: quantstatsConvention }), 'excess_kurtosis_sample_G2'],
    ];
    expect(returns.length).toBe(metrics['T']);
    for (const [measure, key] of expectations) near(measure, metrics[key] as number, 1e-10);
    expect(maxDrawdown(returns).value).toBeCloseTo(-(metrics['max_drawdown'] as number), 12);
    const episodes = [...drawdownEpisodes(returns)].sort((a, b) => b.depth - a.depth);
    const { trough_index, peak_index_in_equity_starting_at_1, recovery_index } =
      golden.max_drawdown_detail as Readonly<
        Record<'trough_index' | 'peak_index_in_equity_starting_at_1' | 'recovery_index', number>
      >;
    expect(episodes[0]).toMatchObject({
      troughIndex: trough_index,
      peakIndex: peak_index_in_equity_starting_at_1 - 1,
      recoveryIndex: recovery_index,
    });
  });
});
