import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ageWeightedVar,
  assume,
  cornishFisherIsMonotone,
  cornishFisherTail,
  cornishFisherVar,
  fittedTail,
  historicalVar,
  normalTail,
  normalVar,
  type QuantileType,
  studentTTail,
  studentTVar,
  type VarModel,
} from '../../src/var.ts';
import golden from '../golden/value-at-risk.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const sample = golden.sample_returns;
const fit = (model: VarModel, tailProbability: number, returns: ArrayLike<number> = sample) =>
  assume(model.estimate(returns, { tailProbability }), 'fitted');
const near = (value: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(
    relative * Math.max(1e-3, Math.abs(expected)),
  );

describe('on the 20-point sample of shared/refs/risk/var-es.json', () => {
  test.each(golden.historical_and_parametric)('tail $alpha', (row) => {
    const { alpha } = row;
    for (let type = 1; type <= 9; type++) {
      const key = `type${type}` as keyof typeof row.quantile;
      near(
        fit(historicalVar({ method: type as QuantileType }), alpha).valueAtRisk,
        -row.quantile[key],
      );
    }
    const exact = fit(historicalVar({ method: 'worst-ceil' }), alpha);
    near(exact.valueAtRisk, row['VaR_loss_order_statistic_ceil(n*alpha)']);
    near(exact.expectedShortfall, row.ES_acerbi_tasche_exact_weights);
    const normal = fit(normalVar(), alpha);
    near(normal.valueAtRisk, row.VaR_normal_ddof1);
    near(normal.expectedShortfall, row.ES_normal_ddof1);
    const population = fit(normalVar({ ddof: 0 }), alpha);
    near(population.valueAtRisk, row.VaR_normal_ddof0);
    near(population.expectedShortfall, row.ES_normal_ddof0);
    near(fit(normalVar({ mean: 'zero' }), alpha).valueAtRisk, row.VaR_normal_zero_mean_ddof1);
    const modified = fit(cornishFisherVar({ ddof: 0 }), alpha);
    near(modified.valueAtRisk, row.VaR_cornish_fisher_moments_ddof0);
  });

  test('states what it did', () => {
    expect(fit(historicalVar(), 0.05)).toMatchObject({
      status: 'fitted',
      tailProbability: 0.05,
      confidence: 0.95,
      observations: 20,
      tailObservations: 1,
      convention: 'historical: return quantile of type 7; shortfall by exact weights',
      flags: ['few-tail-points'],
    });
    expect(fit(normalVar({ mean: 'zero', ddof: 0 }), 0.25).convention).toBe(
      'normal: mean zero, ddof 0',
    );
    expect(fit(historicalVar(), 0.25).flags).toEqual([]);
    expect(fit(historicalVar(), 0.9).flags).toEqual(['gain']);
  });

  test('n * alpha is rounded when it is whole but for a rounding error', () => {
    const losses = Array.from({ length: 1260 }, (_, i) => -i);
    const tail = 1 - 0.95; // times 1260 is 63.00000000000006
    expect(fit(historicalVar({ method: 'worst-ceil' }), tail, losses).valueAtRisk).toBe(1259 - 62);
    expect(fit(historicalVar({ method: 'worst-floor-plus-one' }), tail, losses).valueAtRisk).toBe(
      1259 - 63,
    );
    expect(fit(historicalVar(), tail, losses).tailObservations).toBe(63);
  });
});

describe('closed forms', () => {
  test.each(golden.normal_factors)('normal factors at $conf', ({ conf, z, es_factor }) => {
    const tail = normalTail({ mean: 0, deviation: 1, tailProbability: 1 - conf });
    near(tail.valueAtRisk, z);
    near(tail.expectedShortfall, es_factor);
  });

  test.each(golden.student_t_factors)('t factors, nu $nu at $conf', (row) => {
    const tail = studentTTail({
      mean: 0,
      deviation: 1,
      tailProbability: 1 - row.conf,
      degreesOfFreedom: row.nu,
    });
    // The reference quantiles carry scipy's own error, up to 1e-8; the next test has 30 digits.
    near(tail.valueAtRisk, row.VaR_unit_variance, 3e-8);
    near(tail.expectedShortfall, row.ES_unit_variance, 3e-8);
  });

  test('t quantile, nu 30 at 95 %, by mpmath', () => {
    const tail = { mean: 0, deviation: 1, tailProbability: 0.05, degreesOfFreedom: 30 };
    near(studentTTail(tail).valueAtRisk, 1.6972608865939578 * Math.sqrt(28 / 30), 1e-14);
  });

  test.each(golden.cornish_fisher)('Cornish-Fisher at S $skew K $exkurt', (row) => {
    const { skew: skewness, exkurt: excessKurtosis } = row;
    expect(cornishFisherIsMonotone(skewness, excessKurtosis)).toBe(row.monotone_valid);
    const at = (tailProbability: number) =>
      cornishFisherTail({ mean: 0, deviation: 1, skewness, excessKurtosis, tailProbability });
    near(at(0.01).valueAtRisk, -row.z99);
    near(at(0.05).valueAtRisk, -row.z95);
    expect(at(0.01).flags.includes('not-monotone')).toBe(!row.monotone_valid);
  });

  test('modified measures of edhec column 1, rows 1 to 100 (PerformanceAnalytics prints .014674)', () => {
    const row = golden.edhec.column1;
    const tail = cornishFisherTail({
      mean: row.mean,
      deviation: row.sd0,
      skewness: row.skew,
      excessKurtosis: row.exkurt,
      tailProbability: 0.05,
    });
    expect(tail.valueAtRisk).toBeCloseTo(row.modified, 6);
    // The Edgeworth density integrated numerically in double precision, made for this test.
    near(tail.expectedShortfall, row.modified_es_by_quadrature, 1e-9);
  });

  test('a shortfall that falls below value at risk is raised and flagged', () => {
    const tail = cornishFisherTail({
      mean: 0,
      deviation: 1,
      skewness: -1,
      excessKurtosis: 9,
      tailProbability: 0.01,
    });
    expect(tail.flags).toContain('shortfall-clamped');
    expect(tail.expectedShortfall).toBe(tail.valueAtRisk);
  });

  test.each(Object.entries(golden.portfolios))('shared/golden/risk.json: %s', (_, portfolio) => {
    const {
      mean,
      stdev_ddof1: deviation,
      skew_population,
      kurtosis_population_raw,
    } = portfolio.moments;
    for (const [tailProbability, row] of [
      [0.05, portfolio.var95],
      [0.01, portfolio.var99],
    ] as const) {
      const moments = { mean, deviation, tailProbability };
      const normal = normalTail(moments);
      near(normal.valueAtRisk, row.param_normal_ddof1, 1e-9);
      near(normal.expectedShortfall, row.param_normal_es_ddof1, 1e-9);
      const excessKurtosis = kurtosis_population_raw - 3;
      const modified = cornishFisherTail({ ...moments, skewness: skew_population, excessKurtosis });
      near(modified.valueAtRisk, row.cornish_fisher_var_ddof1_popmoments, 1e-9);
      expect(modified.flags.includes('not-monotone')).toBe(excessKurtosis > 8);
    }
  });

  test('QuantLib grid: 65535 normal quantiles, two sigma', () => {
    const { prob, unit_normal_sample: row } = golden.quantlib_grid;
    const tail = normalTail({ mean: 0, deviation: row.sd_ddof1, tailProbability: 1 - prob });
    near(tail.valueAtRisk, -row.quantile_at_1_minus_prob, 1e-3);
    near(tail.expectedShortfall, row.ES_exact, 1e-2);
  });
});

describe('age weights', () => {
  const { returns } = golden.ewma_fhs_small;
  const row = golden.brw_small;

  test('step and linear of the reference', () => {
    near(fit(ageWeightedVar(), 0.05, returns).valueAtRisk, row.VaR_95_step);
    near(
      fit(ageWeightedVar({ interpolation: 'linear' }), 0.05, returns).valueAtRisk,
      row.VaR_95_linear_between_bracketing_cum_weights,
    );
  });

  test('shortfall is the mean over exactly the tail weight', () => {
    const [worst = 0] = row.cum_weights;
    const expected = (0.03 * worst + 0.027 * (0.05 - worst)) / 0.05;
    near(fit(ageWeightedVar(), 0.05, returns).expectedShortfall, expected);
    near(fit(ageWeightedVar(), 0.01, returns).expectedShortfall, 0.03);
    near(fit(ageWeightedVar({ interpolation: 'linear' }), 0.01, returns).valueAtRisk, 0.03);
  });

  test('a tail of whole observations ends on the last of them', () => {
    const losses = Array.from({ length: 20 }, (_, i) => -i);
    const estimate = fit(ageWeightedVar({ lambda: 1 }), 0.1, losses);
    expect(estimate.valueAtRisk).toBe(18);
    expect(estimate.expectedShortfall).toBeCloseTo(18.5, 12);
  });

  test('equal weights are historical simulation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 99 }),
        (returns, percent) => {
          const plain = fit(historicalVar({ method: 'worst-ceil' }), percent / 100, returns);
          const weighted = fit(ageWeightedVar({ lambda: 1 }), percent / 100, returns);
          expect(weighted.valueAtRisk + 0).toBeCloseTo(plain.valueAtRisk, 12);
          expect(weighted.expectedShortfall).toBeCloseTo(plain.expectedShortfall, 8);
        },
      ),
      runs(100),
    );
  });
});

const models: readonly (readonly [string, VarModel])[] = [
  ['historical, order statistic', historicalVar({ method: 'worst-ceil' })],
  ['historical, type 7', historicalVar()],
  ['normal', normalVar()],
  ['Student t', studentTVar({ degreesOfFreedom: 4 })],
  ['Cornish-Fisher', cornishFisherVar()],
  ['age-weighted', ageWeightedVar()],
];
const returnsArbitrary = fc
  .array(fc.integer({ min: -500, max: 500 }), { minLength: 5, maxLength: 60 })
  .filter((values) => new Set(values).size > 2)
  .map((values) => values.map((value) => value / 1000));

describe.each(models)('%s', (_, model) => {
  test('moves with a constant, scales with leverage, and shortfall is not below', () => {
    fc.assert(
      fc.property(
        returnsArbitrary,
        fc.integer({ min: -50, max: 50 }).map((v) => v / 1000),
        fc.integer({ min: 1, max: 40 }).map((v) => v / 8),
        fc.integer({ min: 1, max: 40 }).map((v) => v / 100),
        (returns, shift, scale, tail) => {
          const base = fit(model, tail, returns);
          const moved = fit(
            model,
            tail,
            returns.map((r) => scale * r + shift),
          );
          expect(moved.valueAtRisk).toBeCloseTo(scale * base.valueAtRisk - shift, 8);
          expect(moved.expectedShortfall).toBeCloseTo(scale * base.expectedShortfall - shift, 8);
          expect(base.expectedShortfall).toBeGreaterThanOrEqual(base.valueAtRisk - 1e-12);
        },
      ),
      runs(60),
    );
  });

  test('does not touch its input, and is a definition', () => {
    const returns = [...sample];
    fit(model, 0.05, returns);
    expect(returns).toEqual(sample);
    expect(JSON.parse(JSON.stringify(model.params))).toEqual(model.params);
  });

  test('too few returns are an answer, bad ones misuse', () => {
    const estimate = (returns: readonly number[], tailProbability = 0.05) =>
      model.estimate(returns, { tailProbability });
    expect(estimate([])).toMatchObject({ status: 'insufficient-data', observations: 0 });
    expect(() => estimate([0.1, Number.NaN])).toThrow(
      expect.objectContaining({ code: 'risk/bad-sample', path: ['returns', 1] }),
    );
    for (const tail of [0, 1, Number.NaN]) {
      expect(() => estimate([0.1, 0.2], tail)).toThrow(
        expect.objectContaining({ code: 'risk/bad-probability' }),
      );
    }
  });
});

test('exact expected shortfall is sub-additive', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
        minLength: 1,
        maxLength: 50,
      }),
      fc.integer({ min: 1, max: 99 }),
      (pairs, percent) => {
        const of = (pick: (pair: readonly [number, number]) => number) =>
          fit(historicalVar(), percent / 100, pairs.map(pick)).expectedShortfall;
        expect(of(([a, b]) => a + b)).toBeLessThanOrEqual(of(([a]) => a) + of(([, b]) => b) + 1e-9);
      },
    ),
    runs(200),
  );
});

test('value at risk is not: two rare losses, each outside its own tail', () => {
  const a = Array.from({ length: 100 }, (_, i) => (i < 4 ? -100 : 1));
  const b = Array.from({ length: 100 }, (_, i) => (i >= 4 && i < 8 ? -100 : 1));
  const of = (returns: readonly number[]) => fit(historicalVar(), 0.05, returns).valueAtRisk;
  expect(of(a.map((value, i) => value + (b[i] as number)))).toBeGreaterThan(of(a) + of(b));
});

describe('refusals and degenerate samples', () => {
  test('a constant series has no normal tail', () => {
    const constant = [0.01, 0.01, 0.01];
    for (const model of [normalVar(), studentTVar({ degreesOfFreedom: 5 }), cornishFisherVar()]) {
      expect(model.estimate(constant, { tailProbability: 0.05 })).toEqual({
        status: 'degenerate',
        reason: 'zero-dispersion',
        observations: 3,
      });
    }
  });

  test('options', () => {
    const bad = expect.objectContaining({ code: 'risk/bad-option' });
    expect(() => historicalVar({ method: 10 as QuantileType })).toThrow(bad);
    expect(() => normalVar({ ddof: 2 as 1 })).toThrow(bad);
    expect(() => normalVar({ mean: 'none' as 'zero' })).toThrow(bad);
    expect(() => studentTVar({ degreesOfFreedom: 2 })).toThrow(bad);
    expect(() => ageWeightedVar({ lambda: 0 })).toThrow(bad);
    expect(() => normalTail({ mean: 0, deviation: -1, tailProbability: 0.05 })).toThrow(bad);
  });

  test("a user's own model is an object literal", () => {
    const flat: VarModel = {
      kind: 'flat',
      version: 1,
      params: {},
      estimate: (returns, { tailProbability }) =>
        fittedTail(
          { valueAtRisk: 1, expectedShortfall: 2 },
          { tailProbability, observations: returns.length, convention: 'flat' },
        ),
    };
    expect(fit(flat, 0.05).tailObservations).toBe(1);
  });
});
