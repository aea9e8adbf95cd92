import { describe, expect, test } from 'vitest';
import {
  assume,
  filteredHistoricalVar,
  fitGeneralisedPareto,
  garchFilter,
  historicalVar,
  peaksOverThresholdVar,
} from '../../src/var.ts';
import { christoffersenTest, kupiecTest, walkForward } from '../../src/var-backtests.ts';
import golden from '../golden/value-at-risk.json' with { type: 'json' };
import backtests from '../golden/var-backtests.json' with { type: 'json' };
import { hasSharedData, sharedColumns } from '../support/real-series.ts';
import { fit } from '../support/series.ts';

// The series stay in shared/data; only the reference numbers are in the repository.
describe.skipIf(!hasSharedData)('on real series', () => {
  const danish = () =>
    (sharedColumns('risk/danish-fire-losses.csv')[1] as readonly number[]).slice();
  const marks = () => sharedColumns('risk/dem2gbp-returns.csv')[0] as readonly number[];

  test.each(golden.gpd_fits)('generalised Pareto: $data over $threshold', (row) => {
    const losses = row.data.startsWith('danish') ? danish() : marks().map((r) => -r);
    expect(losses.length).toBe(row.n);
    const excesses = losses.filter((x) => x > row.threshold).map((x) => x - row.threshold);
    expect(excesses.length).toBe(row.n_exceed);
    const found = assume(fitGeneralisedPareto(excesses), 'fitted');
    expect(Math.abs(found.shape - row.xi)).toBeLessThan(1e-6);
    expect(Math.abs(found.scale / row.beta - 1)).toBeLessThan(1e-6);
    expect(found.logLikelihood).toBeCloseTo(row.loglik, 6);
    expect(found.standardErrors?.shape).toBeCloseTo(row.se_xi, 6);
    expect(found.standardErrors?.scale).toBeCloseTo(row.se_beta, 6);
    const model = peaksOverThresholdVar({ threshold: row.threshold, minExceedances: 30 });
    const returns = losses.map((x) => -x);
    for (const { q, VaR, ES } of row.measures) {
      const estimate = fit(model, 1 - q, returns);
      expect(Math.abs(estimate.valueAtRisk / VaR - 1)).toBeLessThan(1e-5);
      expect(Math.abs(estimate.expectedShortfall / ES - 1)).toBeLessThan(1e-5);
    }
  });

  test('the default threshold on DEM/GBP at 95 % is the reference one, with a negative shape', () => {
    const row = golden.gpd_fits.find((each) => each.data.startsWith('dem2gbp'));
    const model = peaksOverThresholdVar({ thresholdProbability: 0.95 });
    const estimate = fit(model, 0.01, marks());
    expect(Math.abs(estimate.valueAtRisk / (row?.measures[0]?.VaR as number) - 1)).toBeLessThan(
      1e-5,
    );
    expect(row?.xi).toBeLessThan(0);
  });

  test.each(golden.garch_fhs.fhs_one_day)('GARCH-filtered DEM/GBP at $alpha', ({ alpha, VaR }) => {
    const estimate = fit(filteredHistoricalVar({ filter: garchFilter() }), alpha, marks());
    expect(Math.abs(estimate.valueAtRisk / VaR - 1)).toBeLessThan(1e-4);
  });

  test('rolling 250-day value at risk of the European indices', () => {
    const row = backtests.rolling.eustock_4030;
    const columns = sharedColumns('eustockmarkets_daily.csv').slice(-4);
    const weights = [0.4, 0.3, 0.2, 0.1];
    const n = (columns[0] as readonly number[]).length;
    const returns = Array.from({ length: n - 1 }, (_, t) =>
      columns.reduce((sum, column, i) => {
        const simple = (column[t + 1] as number) / (column[t] as number) - 1;
        return sum + (weights[i] as number) * simple;
      }, 0),
    );
    const tail = { tailProbability: 0.05 };
    const history = assume(
      walkForward(historicalVar(), returns, { ...tail, windowBars: 250 }),
      'tested',
    );
    expect(history.valueAtRisk[0]).toBeCloseTo(row.first_var, 12);
    expect(history.valueAtRisk.at(-1)).toBeCloseTo(row.last_var, 12);
    expect(history.exceptions).toMatchObject({ observations: row.n, exceptions: row.breaches });
    const coverage = assume(kupiecTest(history.exceptions, tail), 'tested');
    expect(coverage.statistic).toBeCloseTo(row.kupiec_lr, 9);
    expect(coverage.pValue).toBeCloseTo(row.kupiec_p, 9);
    const dependence = assume(christoffersenTest(history.exceptions, tail), 'tested');
    expect(dependence.independence.statistic).toBeCloseTo(row.christoffersen_lr_ind, 9);
    expect(dependence.conditional.statistic).toBeCloseTo(row.conditional_lr, 9);
    expect(dependence.conditional.pValue).toBeCloseTo(row.conditional_p, 9);
  });
});
