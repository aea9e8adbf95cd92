import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  filterVariance,
  fitGarch,
  type GarchErrorKind,
  garchLogLikelihood,
  garchStandardErrors,
  garchVariance,
  unconditionalVariance,
} from '../../src/volatility.ts';
import { haveShared, readSharedColumns } from '../support/shared-data.ts';

// The benchmark of Fiorentini, Calzolari and Panattoni (1996) on the DEM/GBP returns of Bollerslev
// and Ghysels (1996). Parameters and log-likelihood: refs/regime/garch_benchmark.json, which agrees
// with TSP 4.4 and the authors' revised program to 13 digits; standard errors as published there.
const benchmark = {
  parameters: {
    mu: -0.006190408379937529,
    omega: 0.01076139785181784,
    alpha: 0.15313406182046702,
    beta: 0.80597367030537,
  },
  logLikelihood: -1106.6078810412887,
  firstVariances: [0.22284180356761296, 0.19301499385084245, 0.1665146840270183],
  lastVariance: 0.11479935597530747,
  forecast: [0.1469925674994565, 0.15174310590557558, 0.15629938402264515],
  unconditional: 0.26316461304943306,
};
const errors: Readonly<Record<GarchErrorKind, readonly number[]>> = {
  hessian: [0.00846211910965, 0.00285271195766, 0.0265228309661, 0.0335526889198],
  'outer-product': [0.00843359321004, 0.0013229750757, 0.0139737921484, 0.0165604026576],
  information: [0.00837628562375, 0.0019288080611, 0.0194011856043, 0.0218398722245],
  'bollerslev-wooldridge': [0.00873092468732, 0.00312363750547, 0.0273219340507, 0.0301508859659],
  sandwich: [0.00918935396086, 0.0064931860821, 0.0535317025345, 0.0724614482121],
};

const file = 'data/dem2gbp_daily.csv';

describe.skipIf(!haveShared(file))('DEM/GBP', () => {
  const returns = (): number[] =>
    (readSharedColumns(file)['ret_pct'] as readonly string[]).map(Number);

  test('parameters to 1e-8, log-likelihood to 1e-10', () => {
    const fit = assume(fitGarch(returns()), 'fitted');
    expect(fit.observations).toBe(1974);
    for (const name of ['mu', 'omega', 'alpha', 'beta'] as const) {
      expect(Math.abs(fit.parameters[name] - benchmark.parameters[name])).toBeLessThan(1e-8);
    }
    expect(Math.abs(fit.logLikelihood - benchmark.logLikelihood)).toBeLessThan(1e-10);
  });
  test.each(Object.entries(errors))('standard errors of the kind %s to 1e-6', (kind, expected) => {
    const series = returns();
    const fit = assume(fitGarch(series), 'fitted');
    const own = garchStandardErrors(series, { fit, kind: kind as GarchErrorKind });
    [own.mu, own.omega, own.alpha, own.beta].forEach(({ value }, i) => {
      expect(Math.abs((value as number) / (expected[i] as number) - 1)).toBeLessThan(1e-6);
    });
  });
  test('variances and forecasts', () => {
    const series = returns();
    const fit = assume(fitGarch(series), 'fitted');
    const [firstVariance] = benchmark.firstVariances;
    const model = garchVariance({ ...fit.parameters, firstVariance: firstVariance as number });
    const { variances, nextVariance } = filterVariance(model, series);
    benchmark.firstVariances.forEach((h, i) => {
      expect(variances[i]).toBeCloseTo(h, 7);
    });
    expect(variances.at(-1)).toBeCloseTo(benchmark.lastVariance, 8);
    expect(nextVariance).toBeCloseTo(fit.nextVariance, 10);
    const next = garchVariance({ ...fit.parameters, firstVariance: fit.nextVariance }).start();
    next.forecast(3).forEach((h, i) => {
      expect(h).toBeCloseTo(benchmark.forecast[i] as number, 7);
    });
    expect(unconditionalVariance(fit.parameters)).toBeCloseTo(benchmark.unconditional, 6);
  });
  test('the other presample conventions', () => {
    // TSP, as quoted in refs/regime/garch_benchmark.json.
    const steady = assume(fitGarch(returns(), { presample: 'unconditional' }), 'fitted');
    expect(steady.logLikelihood).toBeCloseTo(-1106.94851, 5);
    expect(steady.parameters.alpha).toBeCloseTo(0.1487, 6);
    // Python arch 8.0, whose optimiser stops a little short of its maximum.
    const arch = assume(fitGarch(returns(), { presample: 'backcast' }), 'fitted');
    expect(arch.presampleVariance).toBeCloseTo(0.07976261700383011, 8);
    const parameters = {
      mu: -0.006076474128778114,
      omega: 0.009915110369909684,
      alpha: 0.1454803844058974,
      beta: 0.8168403159222395,
    };
    const there = garchLogLikelihood(returns(), { parameters, presample: 'backcast' });
    expect(there).toBeCloseTo(-1104.5214018828603, 5);
    expect(arch.logLikelihood).toBeGreaterThan(there);
    expect(arch.logLikelihood - there).toBeLessThan(1e-5);
  });
});
