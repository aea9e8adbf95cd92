import { describe, expect, test } from 'vitest';
import {
  annualTurnover,
  comparePaths,
  comparisonRow,
  comparisonTable,
  indexReturns,
} from '../../src/study/comparison.ts';
import { measuresOf, percent } from '../../src/study/measures.ts';
import { monthlyPath } from '../../src/study/monthly-returns.ts';
import { decideStrategies } from '../../src/study/strategies.ts';
import { readingsOf } from '../support/readings.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

const market = syntheticMarket({ months: 40, index: true });
const readings = readingsOf(
  market.months.map(({ closeAt }, i) => [closeAt - 1, (i % 5) / 5] as const),
);
const strategies = decideStrategies(market, readings, { windowMonths: 24, lagMonths: 0 }, 24);
const options = { nav: 500e6, costScale: 1 };
const paths = comparePaths(market, strategies, options);

describe('strategies through the same arithmetic', () => {
  test('hold the same months', () => {
    for (const path of Object.values(paths))
      expect(path.closeAt).toEqual(paths.equalWeight.closeAt);
  });

  test('each path is that of its own decisions', () => {
    expect(paths.regimeExposure).toEqual(monthlyPath(market, strategies.regimeExposure, options));
    expect(paths.constantExposure).toEqual(
      monthlyPath(market, strategies.constantExposure, options),
    );
  });

  test('exposure scales gross returns month by month', () => {
    paths.regimeExposure.gross.forEach((gross, i) => {
      const whole = paths.minimumVariance.gross[i] as number;
      expect(gross).toBeCloseTo(whole * (strategies.exposure[i] as number), 12);
    });
  });
});

describe('the index over the same months', () => {
  const returns = indexReturns(market, paths.equalWeight);

  test('is read at the month ends on both sides', () => {
    const levels = new Map(market.index?.days.map(({ day, close }) => [day, close]));
    const level = (month: number) => levels.get(market.months[month]?.day ?? '') ?? Number.NaN;
    expect(returns).toHaveLength(15);
    returns.forEach((value, i) => {
      expect(value).toBeCloseTo(level(25 + i) / level(24 + i) - 1, 14);
    });
  });

  test('is absent without an index', () => {
    expect(indexReturns({ ...market, index: null }, paths.equalWeight)).toEqual([]);
  });
});

describe('the table', () => {
  const traded = [['as traded', '–', '1.0 %', '2.0 %', '0.10', '3.0 %', '0.5 ×']];

  test('has equal weight, minimum variance, both exposures, what was traded, and the index', () => {
    const { rows, columns, note } = comparisonTable(market, paths, traded);
    expect(rows.map(([name]) => name)).toEqual([
      'equal weight (eligible assets)',
      'minimum variance',
      'minimum variance, regime exposure',
      'minimum variance, average exposure constant',
      'as traded',
      'synthetic index (price only)',
    ]);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(note).toMatch(/Turnover is the sum of absolute traded value over NAV/);
    expect(rows.at(-1)?.[2]).toBe('–');
    expect(rows.at(-1)?.at(-1)).toBe('–');
  });

  test('has neither an index nor a regime without an index', () => {
    const { rows } = comparisonTable({ ...market, index: null }, paths, []);
    expect(rows.map(([name]) => name)).toEqual([
      'equal weight (eligible assets)',
      'minimum variance',
    ]);
  });

  test('gross stands before net; risk is of the net series', () => {
    const row = comparisonRow('x', [0.02, -0.01, 0.03], [0.01, -0.05, 0.02], 1.25);
    const [gross, net] = [measuresOf([0.02, -0.01, 0.03]), measuresOf([0.01, -0.05, 0.02])];
    expect(row.slice(1, 4)).toEqual([
      percent(gross.growth),
      percent(net.growth),
      percent(net.volatility),
    ]);
    expect(row.at(-1)).toMatch(/^1\.[23] ×$/);
  });

  test('turnover is a mean month’s times twelve', () => {
    const path = { closeAt: [1, 2], gross: [0, 0], net: [0, 0], turnover: [1, 0.2] };
    expect(annualTurnover(path)).toBeCloseTo(7.2, 12);
  });
});
