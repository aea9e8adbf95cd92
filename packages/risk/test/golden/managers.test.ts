import { describe, expect, test } from 'vitest';
import {
  alpha,
  assume,
  beta,
  correlationWith,
  downCapture,
  probabilisticSharpeRatio,
  sharpeMoments,
  timeUnderWater,
  upCapture,
} from '../../src/metrics.ts';
import { haveShared, readSharedColumns } from '../support/shared-data.ts';
import golden from './metrics.json' with { type: 'json' };

const file = 'data/risk/managers.csv';
const managers = ['HAM1', 'HAM2', 'HAM3', 'HAM4', 'HAM5', 'HAM6'] as const;

describe.skipIf(!haveShared(file))('R PerformanceAnalytics 2.1.0 on its managers', () => {
  const column = (columns: ReturnType<typeof readSharedColumns>, name: string, rows: number[]) =>
    rows.map((row) => Number(columns[name]?.[row]));
  const rowsOf = (columns: ReturnType<typeof readSharedColumns>, name: string): number[] =>
    (columns[name] ?? []).flatMap((text, row) => (text === '' || text === 'NA' ? [] : [row]));

  test.each(managers)('%s against the S&P 500', (name) => {
    const columns = readSharedColumns(file);
    const rows = rowsOf(columns, name);
    const returns = column(columns, name, rows);
    const benchmark = column(columns, 'SP500 TR', rows);
    const riskFree = column(columns, 'US 3m TR', rows);
    const expected = golden.relative[name];
    const options = { benchmark, riskFree, periodsPerYear: 12, annualise: 'per-period' } as const;
    expect(beta(returns, options).value).toBeCloseTo(expected.beta, 9);
    expect(alpha(returns, options).value).toBeCloseTo(expected.alpha, 9);
    expect(correlationWith(returns, { benchmark }).value).toBeCloseTo(expected.cor, 9);
    const total = { ...options, method: 'cumulative' } as const;
    expect(upCapture(returns, total).value).toBeCloseTo(expected.up_capture, 9);
    expect(downCapture(returns, total).value).toBeCloseTo(expected.down_capture, 9);
  });

  test('HAM1: PSR 0.91340 with population moments, 0.9127 bias-corrected; drawdowns', () => {
    const columns = readSharedColumns(file);
    const returns = column(columns, 'HAM1', rowsOf(columns, 'HAM1'));
    const options = { benchmarkAnnualSharpe: 1, periodsPerYear: 12 };
    const psr = (moments: 'population' | 'bias-corrected') =>
      probabilisticSharpeRatio(assume(sharpeMoments(returns, { moments }), 'fitted'), options)
        .value;
    expect(psr('population')).toBeCloseTo(golden.ham1.psr_population, 12);
    expect(psr('bias-corrected')).toBeCloseTo(golden.ham1.psr_bias_corrected, 12);
    const water = timeUnderWater(returns);
    expect(water.averageDepth.value).toBeCloseTo(golden.ham1.average_drawdown, 9);
    expect(water.longestPeriods.value).toBe(18);
  });
});
