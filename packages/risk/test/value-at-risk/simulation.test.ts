import { describe, expect, test } from 'vitest';
import {
  blockBootstrapPaths,
  historicalVar,
  monteCarloVar,
  normalPaths,
  normalVar,
  type PathSource,
  studentTPaths,
  studentTVar,
} from '../../src/var.ts';
import {
  assume,
  historicalContributions,
  normalContributions,
  simulateScenarios,
} from '../../src/var-portfolio.ts';
import { fit, garchReturns, normals } from '../support/series.ts';

const returns = normals(300).map((z) => 0.001 + 0.02 * z);
const ratio = (a: number, b: number) => Math.abs(a / b - 1);

describe('Monte Carlo', () => {
  test('normal paths agree with the closed form', () => {
    const drawn = fit(monteCarloVar({ source: normalPaths(), paths: 40_000 }), 0.05, returns);
    const exact = fit(normalVar(), 0.05, returns);
    expect(ratio(drawn.valueAtRisk, exact.valueAtRisk)).toBeLessThan(0.03);
    expect(ratio(drawn.expectedShortfall, exact.expectedShortfall)).toBeLessThan(0.03);
    expect(drawn).toMatchObject({ flags: ['simulated'], tailObservations: 2000 });
  });

  test('the mean counts once a bar', () => {
    const drifting = returns.map((r) => r + 0.1);
    const drawn = fit(
      monteCarloVar({ source: normalPaths(), horizonBars: 9, paths: 5000 }),
      0.05,
      drifting,
    );
    const { valueAtRisk } = fit(normalVar(), 0.05, returns);
    expect(Math.abs(drawn.valueAtRisk + 0.9 - 3 * valueAtRisk)).toBeLessThan(0.03);
  });

  test('t paths agree with the closed form', () => {
    const source = studentTPaths({ degreesOfFreedom: 4 });
    const drawn = fit(monteCarloVar({ source, paths: 20_000 }), 0.01, returns);
    const exact = fit(studentTVar({ degreesOfFreedom: 4 }), 0.01, returns);
    expect(ratio(drawn.valueAtRisk, exact.valueAtRisk)).toBeLessThan(0.08);
  });

  test('blocks of one bar are the sample itself', () => {
    const source = blockBootstrapPaths({ blockLengthBars: 1 });
    const drawn = fit(monteCarloVar({ source, paths: 30_000 }), 0.05, returns);
    expect(ratio(drawn.valueAtRisk, fit(historicalVar(), 0.05, returns).valueAtRisk)).toBeLessThan(
      0.05,
    );
  });

  test('independent bars grow with the square root of time, blocks keep dependence', () => {
    const zero = { mean: 'zero' } as const;
    const ten = fit(
      monteCarloVar({ source: normalPaths(zero), horizonBars: 9, paths: 20_000 }),
      0.05,
      returns,
    );
    expect(
      ratio(ten.valueAtRisk, 3 * fit(normalVar(zero), 0.05, returns).valueAtRisk),
    ).toBeLessThan(0.05);
    // Each bar repeats the last with probability one half: losses come in runs.
    let held = 0;
    const sticky = normals(2000).map((z, t) => {
      if (t % 8 === 0) held = z;
      return held;
    });
    const at = (blockLengthBars: number, method: 'stationary' | 'moving') =>
      fit(
        monteCarloVar({
          source: blockBootstrapPaths({ method, blockLengthBars }),
          horizonBars: 8,
          paths: 8000,
        }),
        0.05,
        sticky,
      ).valueAtRisk;
    expect(at(40, 'stationary')).toBeGreaterThan(1.5 * at(1, 'stationary'));
    expect(at(40, 'moving')).toBeGreaterThan(1.5 * at(1, 'stationary'));
  });

  test.each([
    ['normal', normalPaths()],
    ['t', studentTPaths({ degreesOfFreedom: 5 })],
    ['blocks', blockBootstrapPaths()],
  ])('%s: one seed one number', (_, source) => {
    const at = (seed: number) =>
      fit(monteCarloVar({ source, paths: 300, horizonBars: 3, seed }), 0.05, garchReturns(200));
    expect(at(1)).toEqual(at(1));
    expect(at(2).valueAtRisk).not.toBe(at(1).valueAtRisk);
  });

  test('answers and refusals', () => {
    const estimate = (source: PathSource, sample: readonly number[]) =>
      monteCarloVar({ source, paths: 10 }).estimate(sample, { tailProbability: 0.05 });
    expect(estimate(normalPaths(), [1])).toMatchObject({ status: 'insufficient-data', needed: 2 });
    expect(estimate(normalPaths(), [1, 1])).toMatchObject({ reason: 'zero-dispersion' });
    expect(estimate(blockBootstrapPaths(), [1, 2])).toMatchObject({ needed: 10 });
    const bad = expect.objectContaining({ code: 'risk/bad-option' });
    expect(() => blockBootstrapPaths({ method: 'moving', blockLengthBars: 2.5 })).toThrow(bad);
    expect(() => blockBootstrapPaths({ blockLengthBars: 0 })).toThrow(bad);
    expect(() => studentTPaths({ degreesOfFreedom: 1 })).toThrow(bad);
    expect(() => monteCarloVar({ source: normalPaths(), seed: 0.5 })).toThrow(bad);
  });
});

describe('joint scenarios', () => {
  const moments = {
    symbols: ['A', 'B'],
    mean: [0.001, 0.002],
    covariance: [
      [0.0004, 0.0003],
      [0.0003, 0.0009],
    ],
  };
  const positions = { A: 100, B: 50 };
  const draw = (degreesOfFreedom: number | null, scenarios: number) =>
    assume(simulateScenarios(moments, { scenarios, degreesOfFreedom }), 'simulated').scenarios;

  test('normal scenarios give the closed-form risk and shares', () => {
    const options = { positions, tailProbability: 0.05 };
    const drawn = assume(historicalContributions(draw(null, 40_000), options), 'fitted');
    const exact = assume(normalContributions(moments, options), 'fitted');
    expect(ratio(drawn.expectedShortfall, exact.expectedShortfall)).toBeLessThan(0.03);
    expect(
      ratio(
        drawn.contributions['A']?.componentExpectedShortfall as number,
        exact.contributions['A']?.componentExpectedShortfall as number,
      ),
    ).toBeLessThan(0.06);
  });

  test('t scenarios have the same covariance and heavier joint tails', () => {
    const table = draw(4, 20_000);
    const rows = table.values as readonly Float64Array[];
    const products = rows.reduce(
      (sum, row) => sum + ((row[0] as number) - 0.001) * ((row[1] as number) - 0.002),
      0,
    );
    expect(ratio(products / rows.length, 0.0003)).toBeLessThan(0.15);
    const options = { positions, tailProbability: 0.005 };
    const heavy = assume(historicalContributions(table, options), 'fitted');
    const normal = assume(normalContributions(moments, options), 'fitted');
    expect(heavy.expectedShortfall).toBeGreaterThan(1.15 * normal.expectedShortfall);
  });

  test('a redundant asset is named', () => {
    const twins = {
      symbols: ['A', 'B'],
      mean: [0, 0],
      covariance: [
        [1, 1],
        [1, 1],
      ],
    };
    expect(simulateScenarios(twins)).toEqual({ status: 'not-positive-definite', symbol: 'B' });
  });
});
