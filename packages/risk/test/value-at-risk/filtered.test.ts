import { filterVariance, fitGarch, garchVariance } from '@plimsoll/numerics/volatility';
import { describe, expect, test } from 'vitest';
import {
  assume,
  ewmaFilter,
  filteredHistoricalVar,
  garchFilter,
  historicalVar,
  type VolatilityFilter,
} from '../../src/var.ts';
import golden from '../golden/value-at-risk.json' with { type: 'json' };
import { fit, garchReturns, normals } from '../support/series.ts';

const small = golden.ewma_fhs_small;

describe('EWMA, shared/refs/risk/volatility-filters.json', () => {
  test('standardised residuals and the next volatility', () => {
    const filtered = assume(ewmaFilter().filter(Float64Array.from(small.returns)), 'fitted');
    filtered.standardised.forEach((z, i) => {
      expect(z).toBeCloseTo(small.fhs_std_residuals[i] as number, 12);
    });
    expect(Math.sqrt(filtered.nextVariance)).toBeCloseTo(small.ewma_vol_next_init_mean_square, 14);
    expect(filtered.mean).toBe(0);
  });

  test('filtered value at risk, beside the unfiltered one', () => {
    const filtered = fit(filteredHistoricalVar(), 0.05, small.returns);
    expect(filtered.valueAtRisk).toBeCloseTo(small.fhs_VaR_95_type7, 14);
    expect(filtered.convention).toContain('ewma-filter');
    expect(filtered.flags).not.toContain('simulated');
    const plain = fit(historicalVar(), 0.05, small.returns);
    expect(plain.valueAtRisk).toBeCloseTo(small.plain_hs_VaR_95_type7, 14);
  });

  test('seeded by the first square its first residual is a unit', () => {
    const filter = ewmaFilter({ seed: 'first-square' });
    const filtered = assume(filter.filter(Float64Array.from(small.returns)), 'fitted');
    expect(filtered.standardised[0]).toBe(1);
    expect(filtered.nextVariance).toBeCloseTo(
      small.ewma_var_init_first_square.at(-1) as number,
      16,
    );
  });

  test('follows volatility where the plain sample cannot', () => {
    const returns = normals(500).map((z, t) => (t < 450 ? z : 3 * z));
    const filtered = fit(filteredHistoricalVar(), 0.05, returns).valueAtRisk;
    expect(filtered).toBeGreaterThan(1.5 * fit(historicalVar(), 0.05, returns).valueAtRisk);
  });

  test('what cannot be filtered is answered', () => {
    const estimate = (returns: readonly number[], filter?: VolatilityFilter) =>
      filteredHistoricalVar(filter === undefined ? {} : { filter }).estimate(returns, {
        tailProbability: 0.05,
      });
    const degenerate = { status: 'degenerate', reason: 'zero-dispersion', observations: 3 };
    expect(estimate([0, 0, 0])).toEqual(degenerate);
    expect(estimate([0, 1, 2], ewmaFilter({ seed: 'first-square' }))).toEqual(degenerate);
    expect(estimate([1])).toEqual({ status: 'insufficient-data', observations: 1, needed: 2 });
  });
});

describe('GARCH', () => {
  const returns = garchReturns(600);

  test('one bar ahead is every residual at the expected volatility', () => {
    const found = assume(fitGarch(returns), 'fitted');
    const { mu, omega, alpha, beta } = found.parameters;
    const firstVariance = omega + (alpha + beta) * found.presampleVariance;
    const model = garchVariance({ ...found.parameters, firstVariance });
    const { residuals, variances } = filterVariance(model, returns);
    const scaled = residuals.map(
      (e, t) => mu + (e / Math.sqrt(variances[t] as number)) * Math.sqrt(found.nextVariance),
    );
    const filtered = fit(filteredHistoricalVar({ filter: garchFilter() }), 0.05, returns);
    expect(filtered.valueAtRisk).toBeCloseTo(fit(historicalVar(), 0.05, scaled).valueAtRisk, 12);
  });

  test('many bars ahead tend to the square root of time at the unconditional volatility', () => {
    const options = { filter: garchFilter(), horizonBars: 20, paths: 4000 };
    const far = fit(filteredHistoricalVar(options), 0.05, returns);
    expect(far.flags).toContain('simulated');
    expect(far.valueAtRisk).toBe(fit(filteredHistoricalVar(options), 0.05, returns).valueAtRisk);
    const other = fit(filteredHistoricalVar({ ...options, seed: 2 }), 0.05, returns);
    expect(other.valueAtRisk).not.toBe(far.valueAtRisk);
    expect(Math.abs(other.valueAtRisk / far.valueAtRisk - 1)).toBeLessThan(0.15);
    const perBar = far.valueAtRisk / Math.sqrt(20);
    expect(perBar).toBeGreaterThan(0.8);
    expect(perBar).toBeLessThan(2.5);
  });

  test('EWMA many bars ahead keeps the expected variance', () => {
    const options = { horizonBars: 4, paths: 20_000 };
    const one = fit(filteredHistoricalVar(), 0.3, returns);
    const four = fit(filteredHistoricalVar(options), 0.3, returns);
    expect(Math.abs(four.expectedShortfall / one.expectedShortfall / 2 - 1)).toBeLessThan(0.15);
  });

  test('what GARCH says of a sample it cannot fit is passed on', () => {
    const estimate = (sample: readonly number[]) =>
      filteredHistoricalVar({ filter: garchFilter() }).estimate(sample, { tailProbability: 0.05 });
    expect(estimate([1, 2])).toEqual({ status: 'insufficient-data', observations: 2, needed: 100 });
    const flat = Array.from({ length: 120 }, () => 1);
    expect(estimate(flat)).toMatchObject({ status: 'degenerate', reason: 'zero-dispersion' });
    // Some samples without clusters look it: of these seeds at least one says so.
    const answers = [1, 2, 3, 4, 5, 6].map((seed) => estimate(normals(200, seed)));
    expect(answers).toContainEqual({
      status: 'degenerate',
      reason: 'no-volatility-clustering',
      observations: 200,
    });
  });
});

test('options', () => {
  const bad = expect.objectContaining({ code: 'risk/bad-option' });
  expect(() => ewmaFilter({ lambda: 1 })).toThrow(bad);
  expect(() => ewmaFilter({ seed: 'mean' as 'mean-square' })).toThrow(bad);
  expect(() => filteredHistoricalVar({ horizonBars: 0 })).toThrow(bad);
  expect(() => filteredHistoricalVar({ paths: 0.5 })).toThrow(bad);
});
