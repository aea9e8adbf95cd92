import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  filterVariance,
  fitGarch,
  type GarchErrorKind,
  type GarchParameters,
  type GarchPresample,
  garchLogLikelihood,
  garchStandardErrors,
  garchVariance,
  unconditionalVariance,
} from '../../src/volatility.ts';
import golden from '../golden/garch.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';

const presamples = ['mean-squared-residual', 'unconditional', 'backcast'] as const;
const kinds: readonly GarchErrorKind[] = [
  'hessian',
  'outer-product',
  'information',
  'bollerslev-wooldridge',
  'sandwich',
];
type Case = (typeof golden.cases)[number];

const parametersOf = ([mu, omega, alpha, beta]: readonly number[]): GarchParameters => ({
  mu: mu as number,
  omega: omega as number,
  alpha: alpha as number,
  beta: beta as number,
});
const list = ({ mu, omega, alpha, beta }: GarchParameters): number[] => [mu, omega, alpha, beta];
const near = (actual: number, expected: number, tolerance: number): void =>
  expect(Math.abs(actual / expected - 1)).toBeLessThan(tolerance);

// mpmath at 50 digits with numerical derivatives; see test/golden/make-garch.py.
describe.each(golden.cases.map((c) => [c.name, c] as const))('the series %s', (_, c: Case) => {
  test.each(presamples)('log-likelihood away from the maximum, %s, to 1e-13', (presample) => {
    const value = garchLogLikelihood(c.returns, { parameters: parametersOf(c.at), presample });
    near(value, c.logLikelihoodAt[presample], 1e-13);
  });
  test.each(presamples)('maximum, %s: parameters 1e-7, log-likelihood 1e-13', (presample) => {
    const fit = assume(fitGarch(c.returns, { presample }), 'fitted');
    const expected = c.fits[presample];
    list(fit.parameters).forEach((x, i) => {
      near(x, expected.parameters[i] as number, 1e-7);
    });
    near(fit.logLikelihood, expected.logLikelihood, 1e-13);
    near(fit.nextVariance, expected.nextVariance, 1e-7);
    near(fit.presampleVariance, expected.presampleVariance, 1e-7);
    expect(fit.boundary).toEqual([]);
    expect(garchLogLikelihood(c.returns, { parameters: fit.parameters, presample })).toBeCloseTo(
      fit.logLikelihood,
      9,
    );
  });
  test.each(kinds)('standard errors of the kind %s to 1e-9', (kind) => {
    const { parameters, standardErrors } = c.fits['mean-squared-residual'];
    const fit = { parameters: parametersOf(parameters), presample: presamples[0] };
    const errors = garchStandardErrors(c.returns, { fit, kind });
    const expected = standardErrors[kind];
    [errors.mu, errors.omega, errors.alpha, errors.beta].forEach(({ value }, i) => {
      near(value as number, expected[i] as number, 1e-9);
    });
  });
  test('the streaming filter gives the variances of the fit', () => {
    const expected = c.fits['mean-squared-residual'];
    const parameters = parametersOf(expected.parameters);
    const { firstVariance, lastVariance, nextVariance } = expected;
    const filtered = filterVariance(garchVariance({ ...parameters, firstVariance }), c.returns);
    near(filtered.variances.at(-1) as number, lastVariance, 1e-12);
    near(filtered.nextVariance as number, nextVariance, 1e-12);
  });
  test('does not depend on the unit of the returns', () => {
    const fit = assume(fitGarch(c.returns), 'fitted');
    for (const unit of [1e-4, 0.01, 1e6]) {
      const other = assume(fitGarch(c.returns.map((x) => x * unit)), 'fitted');
      const back = parametersOf(
        list(other.parameters).map((x, i) => x / ([unit, unit ** 2][i] ?? 1)),
      );
      list(back).forEach((x, i) => {
        near(x, list(fit.parameters)[i] as number, 1e-9);
      });
      near(other.logLikelihood + c.returns.length * Math.log(unit), fit.logLikelihood, 1e-11);
    }
  });
  test.each([
    [0.05, 0.9],
    [0.3, 0.1],
    [0.01, 0.5],
    [0, 0],
    [0.4, 0.6],
  ])('reaches the same maximum from alpha %d, beta %d', (alpha, beta) => {
    const best = assume(fitGarch(c.returns), 'fitted');
    const start = { mu: 0.3, omega: 0.1, alpha, beta };
    const fit = assume(fitGarch(c.returns, { start }), 'fitted');
    list(fit.parameters).forEach((x, i) => {
      near(x, list(best.parameters)[i] as number, 1e-6);
    });
  });
});

const { returns } = golden.cases[0] as Case;

describe('forecasts', () => {
  const parameters = { mu: 0, omega: 0.02, alpha: 0.1, beta: 0.85 };
  test('tend geometrically to the unconditional variance', () => {
    const live = garchVariance({ ...parameters, firstVariance: 1 }).start();
    const far = unconditionalVariance(parameters) as number;
    expect(far).toBeCloseTo(0.4, 14);
    const ahead = live.forecast(500);
    expect(ahead[0]).toBe(1);
    ahead.slice(1).forEach((h, i) => {
      expect(h).toBeCloseTo(0.02 + 0.95 * (ahead[i] as number), 13);
    });
    expect(ahead.at(-1)).toBeCloseTo(far, 10);
  });
  test('a constant variance is reached at once', () => {
    const constant = { mu: 0, omega: 3, alpha: 0, beta: 0, firstVariance: 7 };
    expect(garchVariance(constant).start().forecast(3)).toEqual([7, 3, 3]);
  });
  test('grow by omega where the process is integrated', () => {
    const integrated = { mu: 0, omega: 0.5, alpha: 0.25, beta: 0.75 };
    expect(unconditionalVariance(integrated)).toBeNull();
    expect(
      garchVariance({ ...integrated, firstVariance: 2 })
        .start()
        .forecast(3),
    ).toEqual([2, 2.5, 3]);
  });
});

describe('outcomes other than a fit', () => {
  test('too few returns', () => {
    expect(fitGarch(returns.slice(0, 99))).toEqual({
      status: 'insufficient-data',
      observations: 99,
      needed: 100,
    });
  });
  test('a constant series', () => {
    expect(fitGarch(new Array(200).fill(0.1))).toMatchObject({
      status: 'degenerate',
      reason: 'constant-series',
      mean: expect.closeTo(0.1, 14),
      variance: 0,
    });
  });
  test.each([
    [0.01, 300],
    [1 / 3, 5000],
    [-7e-9, 1000],
    [123.456, 2000],
  ])('a constant %d, %i times, whatever its mean rounds to', (value, count) => {
    expect(fitGarch(new Array(count).fill(value))).toMatchObject({ reason: 'constant-series' });
  });
  test('no clustering where large never follows large', () => {
    // Squares that alternate leave nothing for alpha: large never follows large.
    const alternating = Array.from({ length: 400 }, (_, i) =>
      i % 2 === 0 ? (i % 4 === 0 ? 1 : -1) : 0.1 * Math.sin(i),
    );
    const fit = fitGarch(alternating);
    expect(fit).toMatchObject({ status: 'degenerate', reason: 'no-volatility-clustering' });
  });
  test('out of iterations, with the best so far', () => {
    const fit = fitGarch(returns, { maxIterations: 1 });
    expect(fit).toMatchObject({ status: 'not-converged', reason: 'iteration-limit' });
    expect(assume(fit, 'not-converged').logLikelihood).toBeLessThan(0);
  });
  test('cancelled, with the best so far', () => {
    const signal = { aborted: false };
    const onProgress = (done: number): void => {
      signal.aborted = done >= 3;
    };
    const fit = assume(fitGarch(returns, { signal, onProgress }), 'cancelled');
    expect(fit.iterations).toBe(4);
    expect(fit.logLikelihood).toBeGreaterThan(-400);
  });
  test('a maximum on the boundary is a fit that says so', () => {
    const arch = assume(fitGarch(golden.boundary['beta-zero']), 'fitted');
    expect(arch.boundary).toEqual(['beta-zero']);
    const nearby = { ...arch.parameters, beta: 0.001, alpha: arch.parameters.alpha - 0.0005 };
    expect(garchLogLikelihood(golden.boundary['beta-zero'], { parameters: nearby })).toBeLessThan(
      arch.logLikelihood,
    );
    const integrated = assume(fitGarch(golden.boundary.integrated), 'fitted');
    expect(integrated.boundary).toEqual(['integrated']);
    const { alpha, beta } = integrated.parameters;
    expect(alpha + beta).toBeCloseTo(1, 6);
    const firstVariance = integrated.nextVariance;
    const [h1 = 0, h2 = 0] = garchVariance({ ...integrated.parameters, firstVariance })
      .start()
      .forecast(2);
    expect(h2 - h1).toBeCloseTo(integrated.parameters.omega, 6);
  });
  test('no clustering in independent returns', () => {
    expect(fitGarch(golden.boundary['alpha-zero'])).toMatchObject({
      status: 'degenerate',
      reason: 'no-volatility-clustering',
    });
  });
  test('standard errors at a boundary may not exist', () => {
    const fit = {
      parameters: { mu: 0.05, omega: 0.3, alpha: 0, beta: 0 },
      presample: 'backcast',
    } as const;
    const { beta } = garchStandardErrors(returns, { fit, kind: 'hessian' });
    expect(beta).toMatchObject({ value: null, reason: 'not-positive-definite' });
  });
});

describe('misuse is named', () => {
  test.each([
    [() => fitGarch([Number.NaN]), 'numerics/bad-returns returns 0'],
    [() => fitGarch(returns, { minObservations: 3 }), 'numerics/bad-limit minObservations'],
    [() => fitGarch(returns, { maxIterations: 0 }), 'numerics/bad-limit maxIterations'],
    [
      () => fitGarch(returns, { presample: 'zero' as GarchPresample }),
      'numerics/bad-option presample',
    ],
    [
      () => fitGarch(returns, { start: { mu: 0, omega: 1, alpha: 0.6, beta: 0.6 } }),
      'numerics/bad-garch alpha',
    ],
    [
      () => unconditionalVariance({ mu: 0, omega: 0, alpha: 0.1, beta: 0.8 }),
      'numerics/bad-garch omega',
    ],
    [
      () => garchVariance({ mu: 0, omega: 1, alpha: 0.1, beta: 0.8, firstVariance: 0 }),
      'numerics/bad-variance firstVariance',
    ],
    [
      () =>
        garchStandardErrors(returns, {
          fit: { parameters: { mu: 0, omega: 1, alpha: 0.1, beta: 0.8 }, presample: 'backcast' },
          kind: 'white' as 'sandwich',
        }),
      'numerics/bad-option kind',
    ],
  ])('%s', (work, code) => {
    expect(errorCode(work)).toBe(code);
  });
});
