import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assume,
  ewmaFilter,
  fitGeneralisedPareto,
  generalisedParetoTail,
  peaksOverThresholdVar,
} from '../../src/var.ts';
import golden from '../golden/value-at-risk.json' with { type: 'json' };
import { runs } from '../support/runs.ts';
import { fit, garchReturns } from '../support/series.ts';

/** Quantiles of a generalised Pareto distribution: a sample without luck. */
const grid = (n: number, shape: number, scale: number) =>
  Array.from({ length: n }, (_, i) => {
    const depth = -Math.log(1 - (i + 0.5) / n);
    return shape === 0 ? scale * depth : (scale * Math.expm1(shape * depth)) / shape;
  });

describe('closed form, shared/refs/risk/evt-gpd.json', () => {
  test.each(golden.gpd_closed_form)('xi $xi at $q', (row) => {
    const tail = generalisedParetoTail({
      shape: row.xi,
      scale: row.beta,
      threshold: row.u,
      observations: row.n,
      exceedances: row.n_exceed,
      tailProbability: 1 - row.q,
    });
    expect(tail.valueAtRisk).toBeCloseTo(row.VaR, 12);
    expect(tail.expectedShortfall).toBeCloseTo(row.ES, 12);
  });

  test.each(golden.gpd_fits.flatMap((row) => row.measures.map((m) => ({ ...row, ...m }))))(
    '$data over $threshold at $q',
    (row) => {
      const tail = generalisedParetoTail({
        shape: row.xi,
        scale: row.beta,
        threshold: row.threshold,
        observations: row.n,
        exceedances: row.n_exceed,
        tailProbability: 1 - row.q,
      });
      expect(tail.valueAtRisk / row.VaR).toBeCloseTo(1, 11);
      expect((tail.expectedShortfall as number) / row.ES).toBeCloseTo(1, 11);
    },
  );

  test('is continuous through shape 0 and infinite from shape 1', () => {
    const at = (shape: number) =>
      generalisedParetoTail({
        shape,
        scale: 2,
        threshold: 5,
        observations: 1000,
        exceedances: 100,
        tailProbability: 0.01,
      });
    expect(at(0).valueAtRisk).toBeCloseTo(5 + 2 * Math.log(10), 12);
    expect(at(1e-12).valueAtRisk).toBeCloseTo(at(0).valueAtRisk, 9);
    expect(at(-1e-12).expectedShortfall).toBeCloseTo(at(0).expectedShortfall as number, 9);
    expect(at(1)).toMatchObject({ expectedShortfall: null });
  });

  test('knows nothing below the threshold', () => {
    const tail = { shape: 0.1, scale: 1, threshold: 1, observations: 100, exceedances: 10 };
    expect(generalisedParetoTail({ ...tail, tailProbability: 0.1 }).valueAtRisk).toBe(1);
    expect(() => generalisedParetoTail({ ...tail, tailProbability: 0.2 })).toThrow(
      expect.objectContaining({ code: 'risk/bad-probability' }),
    );
  });
});

describe('maximum likelihood', () => {
  test('ten excesses of the reference', () => {
    const row = golden.gpd_small_fit;
    const found = assume(fitGeneralisedPareto(row.excesses), 'fitted');
    expect(found.shape).toBeCloseTo(row.xi, 6);
    expect(found.scale).toBeCloseTo(row.beta, 6);
    expect(found.logLikelihood).toBeCloseTo(row.loglik, 10);
  });

  test('a negative shape: two-dimensional Nelder-Mead of scipy, made for this test', () => {
    const excesses = [
      0.11, 0.42, 0.77, 0.05, 0.33, 1.1, 0.31, 0.52, 0.25, 0.63, 0.18, 0.2, 0.58, 0.07, 0.46, 0.08,
      0.16, 0.29,
    ];
    const found = assume(fitGeneralisedPareto(excesses), 'fitted');
    expect(found.shape).toBeCloseTo(-0.3451595, 6);
    expect(found.scale).toBeCloseTo(0.48664344, 7);
    expect(found.logLikelihood).toBeCloseTo(1.176895805, 8);
    expect(found.standardErrors?.shape).toBeCloseTo((1 - 0.3451595) / Math.sqrt(18), 6);
  });

  test.each([-0.4, -0.2, 0, 0.3, 0.9, 1.5])('recovers shape %s from its quantiles', (shape) => {
    const found = assume(fitGeneralisedPareto(grid(2000, shape, 3)), 'fitted');
    expect(Math.abs(found.shape - shape)).toBeLessThan(0.02);
    expect(Math.abs(found.scale - 3)).toBeLessThan(0.06);
  });

  test('is a maximum, and does not depend on the unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 15, maxLength: 60 }),
        fc.constantFrom(1e-4, 0.5, 1000),
        (values, unit) => {
          const found = fitGeneralisedPareto(values);
          if (found.status !== 'fitted') return;
          const scaled = assume(fitGeneralisedPareto(values.map((v) => v * unit)), 'fitted');
          expect(scaled.shape).toBeCloseTo(found.shape, 5);
          expect(scaled.scale / unit / found.scale).toBeCloseTo(1, 5);
          const likelihood = (xi: number, beta: number) =>
            values.reduce((sum, y) => {
              const rest = 1 + (xi * y) / beta;
              const log = Math.abs(xi) < 1e-9 ? y / beta : (1 + 1 / xi) * Math.log(rest);
              return rest > 0 ? sum - Math.log(beta) - log : Number.NEGATIVE_INFINITY;
            }, 0);
          const best = likelihood(found.shape, found.scale);
          expect(best).toBeCloseTo(found.logLikelihood, 5);
          for (const d of [-0.02, 0.02]) {
            expect(likelihood(found.shape + d, found.scale)).toBeLessThanOrEqual(best + 1e-9);
            expect(likelihood(found.shape, found.scale * (1 + d))).toBeLessThanOrEqual(best + 1e-9);
          }
        },
      ),
      runs(60),
    );
  });

  test('answers and refusals', () => {
    expect(fitGeneralisedPareto([1, 2])).toEqual({
      status: 'insufficient-data',
      observations: 2,
      needed: 10,
    });
    const ending = Array.from({ length: 60 }, (_, i) => 1 - 0.3 * (i / 60) ** 4);
    expect(fitGeneralisedPareto(ending)).toMatchObject({
      status: 'degenerate',
      reason: 'likelihood-at-boundary',
    });
    expect(() => fitGeneralisedPareto([1, 0])).toThrow(
      expect.objectContaining({ code: 'risk/bad-sample', path: ['excesses', 1] }),
    );
  });
});

describe('peaks over threshold as a model', () => {
  // 10 % of losses over 1, their excesses a grid with known shape; the others gain.
  const returns = (shape: number, n = 200) => [
    ...grid(n, shape, 2).map((excess) => -1 - excess),
    ...Array.from({ length: 9 * n }, (_, i) => i / n),
  ];

  test.each([-0.2, 0, 0.4])('shape %s: the closed form at the fitted numbers', (shape) => {
    const sample = returns(shape);
    const fixed = fit(peaksOverThresholdVar({ threshold: 1 }), 0.01, sample);
    const found = assume(fitGeneralisedPareto(grid(200, shape, 2)), 'fitted');
    const tail = generalisedParetoTail({
      ...found,
      threshold: 1,
      observations: sample.length,
      exceedances: 200,
      tailProbability: 0.01,
    });
    expect(fixed.valueAtRisk).toBeCloseTo(tail.valueAtRisk, 6);
    expect(fixed.expectedShortfall).toBeCloseTo(tail.expectedShortfall as number, 6);
    expect(fixed.tailObservations).toBe(200);
    expect(fixed.convention).toContain('200 exceedances');
  });

  test('a loss at the threshold does not exceed it', () => {
    const sample = returns(0.2);
    const tied = [...sample, -1, -1];
    expect(fit(peaksOverThresholdVar({ threshold: 1 }), 0.01, tied).tailObservations).toBe(200);
  });

  test('the default threshold is the 90 % quantile of losses', () => {
    const model = fit(peaksOverThresholdVar({ minExceedances: 60 }), 0.01, garchReturns(700));
    expect(model.tailObservations).toBe(70);
    expect(model.expectedShortfall).toBeGreaterThan(model.valueAtRisk);
  });

  test('on residuals it moves with volatility', () => {
    const model = peaksOverThresholdVar({ filter: ewmaFilter() });
    const sample = garchReturns(800);
    const louder = [...sample, ...garchReturns(40, 3).map((r) => 4 * r)];
    const calm = fit(model, 0.01, sample).valueAtRisk;
    expect(fit(model, 0.01, louder).valueAtRisk).toBeGreaterThan(1.5 * calm);
    expect(fit(model, 0.01, sample).convention).toContain('residuals (ewma-filter)');
    expect(model.params).toMatchObject({ filter: { kind: 'ewma-filter' } });
  });

  test('answers', () => {
    const at = (
      options: Parameters<typeof peaksOverThresholdVar>[0],
      sample: readonly number[],
      tail = 0.01,
    ) => peaksOverThresholdVar(options).estimate(sample, { tailProbability: tail });
    expect(at({}, [])).toMatchObject({ status: 'insufficient-data', observations: 0 });
    expect(at({}, garchReturns(200))).toEqual({
      status: 'insufficient-data',
      observations: 200,
      needed: 500,
    });
    expect(at({ threshold: 100 }, garchReturns(200))).toMatchObject({
      status: 'insufficient-data',
    });
    expect(at({ threshold: 1 }, returns(0.2), 0.2)).toMatchObject({
      status: 'degenerate',
      reason: 'tail-beyond-threshold',
    });
    expect(at({ threshold: 1 }, returns(1.5))).toMatchObject({ reason: 'infinite-mean' });
    const ending = Array.from({ length: 600 }, (_, i) => (i < 60 ? -2 + 0.3 * (i / 60) ** 4 : i));
    expect(at({ threshold: 1 }, ending)).toMatchObject({ reason: 'likelihood-at-boundary' });
    expect(at({ filter: ewmaFilter() }, [0, 0, 0])).toMatchObject({ reason: 'zero-dispersion' });
  });

  test('options', () => {
    const bad = expect.objectContaining({ code: 'risk/bad-option' });
    expect(() => peaksOverThresholdVar({ threshold: 1, thresholdProbability: 0.9 })).toThrow(bad);
    expect(() => peaksOverThresholdVar({ thresholdProbability: 1 })).toThrow(bad);
    expect(() => peaksOverThresholdVar({ minExceedances: 5 })).toThrow(bad);
  });
});
