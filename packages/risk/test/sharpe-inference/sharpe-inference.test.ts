import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  annualisationFactor,
  assume,
  autocorrelatedSharpeRatio,
  deflatedSharpeRatio,
  expectedBestSharpe,
  minimumTrackRecord,
  probabilisticSharpeRatio,
  type SharpeMoments,
  sharpeInterval,
  sharpeMoments,
  sharpeRatio,
} from '../../src/metrics.ts';
import golden from '../golden/metrics.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const { bailey_lopez_de_prado_2012: paper, deflated_sharpe_2014: deflated } =
  golden.sharpe_inference;
const given = (
  sharpePerPeriod: number,
  observations: number,
  skewness = 0,
  kurtosis = 3,
): SharpeMoments => ({ sharpePerPeriod, observations, skewness, kurtosis, convention: 'given' });
const against = (benchmarkAnnualSharpe: number, periodsPerYear = 12) => ({
  benchmarkAnnualSharpe,
  periodsPerYear,
});
const published = given(paper.sr_annual / Math.sqrt(12), paper.n, paper.skew, paper.kurtosis_raw);

describe('probabilistic Sharpe ratio', () => {
  test('published: 0.913, and 0.982 if the returns were normal', () => {
    expect(probabilisticSharpeRatio(published, against(0)).value).toBeCloseTo(paper.PSR0, 12);
    const normal = given(published.sharpePerPeriod, paper.n);
    expect(probabilisticSharpeRatio(normal, against(0)).value).toBeCloseTo(
      paper.PSR0_if_normal,
      12,
    );
  });

  test('the excess kurtosis in place of the raw one gives the known wrong value', () => {
    const wrong = { ...published, kurtosis: paper.kurtosis_raw - 3 };
    const { wrong_if_excess_kurtosis_is_plugged_in: known } = golden.sharpe_inference;
    expect(probabilisticSharpeRatio(wrong, against(0)).value).toBeCloseTo(known, 12);
    expect(probabilisticSharpeRatio(published, against(0)).value).not.toBeCloseTo(known, 3);
  });

  test('HAM1 against 1 a year under both moment conventions, from its published moments', () => {
    const { ham1 } = golden;
    const ratio = ham1.mean / ham1.sd_ddof1;
    const population = given(ratio, ham1.n, ham1.skewness_population, ham1.kurtosis_population);
    const corrected = given(ratio, ham1.n, ham1.skewness_g1, ham1.excess_kurtosis_g2 + 3);
    expect(probabilisticSharpeRatio(population, against(1)).value).toBeCloseTo(
      ham1.psr_population,
      10,
    );
    expect(probabilisticSharpeRatio(corrected, against(1)).value).toBeCloseTo(
      ham1.psr_bias_corrected,
      10,
    );
  });

  test('moments that no distribution has give no number', () => {
    const impossible = given(1, 24, 5, 1);
    expect(probabilisticSharpeRatio(impossible, against(0)).reason).toBe('impossible-moments');
    expect(minimumTrackRecord(impossible, { ...against(0), confidence: 0.9 }).reason).toBe(
      'impossible-moments',
    );
    const interval = sharpeInterval(impossible, { periodsPerYear: 12, confidence: 0.9 });
    expect(interval.lower.reason).toBe('impossible-moments');
    expect(interval.estimate.value).toBeCloseTo(Math.sqrt(12), 12);
  });

  test('rises with the ratio, falls with the benchmark', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        fc.integer({ min: 10, max: 500 }),
        (ratio, step, n) => {
          const at = (sr: number, benchmark: number) =>
            probabilisticSharpeRatio(given(sr, n), against(benchmark)).value as number;
          expect(at(ratio, 0.5 + step)).toBeLessThanOrEqual(at(ratio, 0.5));
          // For normal returns (g4 = 3) the score at benchmark 0 rises with the ratio.
          expect(at(ratio + step, 0)).toBeGreaterThanOrEqual(at(ratio, 0) - 1e-15);
        },
      ),
      runs(100),
    );
  });
});

describe('deflated Sharpe ratio', () => {
  const options = {
    periodsPerYear: deflated.days,
    trials: deflated.trials,
    annualSharpeVariance: deflated.var_of_trial_sr_annual,
  };

  test('published: expected best 0.1132 a day, 0.9004', () => {
    expect(expectedBestSharpe(options) / Math.sqrt(250)).toBeCloseTo(deflated.sr0_daily, 12);
    const track = given(
      deflated.sr_annual / Math.sqrt(250),
      deflated.T,
      deflated.skew,
      deflated.kurtosis_raw,
    );
    expect(deflatedSharpeRatio(track, options).value).toBeCloseTo(deflated.DSR, 12);
  });

  test('one trial is no selection: the probabilistic ratio against 0', () => {
    const { value } = deflatedSharpeRatio(published, { ...options, periodsPerYear: 12, trials: 1 });
    expect(value).toBe(probabilisticSharpeRatio(published, against(0)).value);
  });

  test('more trials never raise it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 500 }),
        (n, more) => {
          const few = deflatedSharpeRatio(published, { ...options, trials: n }).value as number;
          const many = deflatedSharpeRatio(published, { ...options, trials: n + more }).value;
          expect(many).toBeLessThanOrEqual(few);
        },
      ),
      runs(100),
    );
  });

  test.each([
    [{ ...options, trials: 1.5 }, 'risk/bad-trials'],
    [{ ...options, trials: 0 }, 'risk/bad-trials'],
    [{ ...options, annualSharpeVariance: -1 }, 'risk/bad-trials'],
    [{ ...options, periodsPerYear: 0 }, 'risk/bad-periods-per-year'],
  ])('refuses %j', (bad, code) => {
    expect(() => deflatedSharpeRatio(published, bad)).toThrowError(
      expect.objectContaining({ code }),
    );
  });
});

describe('minimum track record', () => {
  const row = golden.sharpe_inference.min_track_record_length;
  const track = given(row.SR, 24, row.skew, row.kurtosis_raw);

  test('published formula', () => {
    const { value } = minimumTrackRecord(track, { ...against(0), confidence: row.conf });
    expect(value).toBeCloseTo(row.value, 9);
  });

  test('at that length the probabilistic ratio is the confidence', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.6, noNaN: true }),
        fc.double({ min: 0.55, max: 0.999, noNaN: true }),
        (ratio, confidence) => {
          const record = given(ratio, 50, -0.5, 5);
          const periods = minimumTrackRecord(record, { ...against(0.1), confidence })
            .value as number;
          // The formula allows a fractional length; the check on the input does not.
          const gap = ratio - 0.1 / Math.sqrt(12);
          const score = gap * Math.sqrt(periods - 1);
          const variance = 1 + 0.5 * ratio + ratio * ratio;
          const long = probabilisticSharpeRatio(
            { ...record, observations: Math.max(2, Math.ceil(periods)) },
            against(0.1),
          ).value as number;
          expect(long).toBeGreaterThanOrEqual(confidence - 1e-12);
          expect(score / Math.sqrt(variance)).toBeGreaterThan(0);
        },
      ),
      runs(100),
    );
  });

  test('absent where the record does not beat the benchmark', () => {
    expect(minimumTrackRecord(track, { ...against(3), confidence: 0.95 })).toMatchObject({
      value: null,
      reason: 'not-above-benchmark',
    });
  });

  test('half the confidence needs no length', () => {
    expect(minimumTrackRecord(track, { ...against(0), confidence: 0.5 }).value).toBe(1);
    expect(minimumTrackRecord(track, { ...against(0), confidence: 0.3 }).value).toBe(1);
  });
});

describe('interval', () => {
  test('of normal returns: error sqrt((1 + SR^2 / 2) / (n - 1)) a period', () => {
    const { estimate, standardError, lower, upper } = sharpeInterval(given(0.2, 101), {
      periodsPerYear: 1,
      confidence: 0.95,
    });
    expect(estimate.value).toBe(0.2);
    expect(standardError.value).toBeCloseTo(Math.sqrt(1.02 / 100), 14);
    expect(upper.value).toBeCloseTo(0.2 + 1.959963984540054 * Math.sqrt(0.0102), 12);
    expect(lower.value).toBeCloseTo(0.2 - 1.959963984540054 * Math.sqrt(0.0102), 12);
  });

  test('its lower end is the benchmark the record beats with the one-sided confidence', () => {
    const { lower } = sharpeInterval(published, { periodsPerYear: 12, confidence: 0.9 });
    const { value } = probabilisticSharpeRatio(published, against(lower.value as number));
    expect(value).toBeCloseTo(0.95, 12);
  });

  test('refuses a confidence outside (0, 1)', () => {
    for (const confidence of [0, 1, Number.NaN, 95]) {
      expect(() => sharpeInterval(published, { periodsPerYear: 12, confidence })).toThrowError(
        expect.objectContaining({ code: 'risk/bad-probability' }),
      );
    }
  });
});

describe('moments of a record', () => {
  const returns = [0.02, -0.01, 0.03, 0.005, -0.02, 0.015];

  test('ratio per period with ddof 1, raw kurtosis', () => {
    const track = assume(sharpeMoments(returns), 'fitted');
    const mean = 0.04 / 6;
    const moment = (p: number) => returns.reduce((sum, x) => sum + (x - mean) ** p, 0) / 6;
    expect(track.sharpePerPeriod).toBeCloseTo(mean / Math.sqrt((moment(2) * 6) / 5), 13);
    expect(track.skewness).toBeCloseTo(moment(3) / moment(2) ** 1.5, 12);
    expect(track.kurtosis).toBeCloseTo(moment(4) / moment(2) ** 2, 12);
    expect(track.observations).toBe(6);
    const corrected = assume(sharpeMoments(returns, { moments: 'bias-corrected' }), 'fitted');
    expect(corrected.kurtosis).not.toBe(track.kurtosis);
    expect(corrected.sharpePerPeriod).toBe(track.sharpePerPeriod);
  });

  test('a risk-free series shifts the ratio, not the shape', () => {
    const flat = assume(sharpeMoments(returns, { riskFree: 0.001 }), 'fitted');
    const series = assume(sharpeMoments(returns, { riskFree: returns.map(() => 0.001) }), 'fitted');
    expect(series).toEqual(flat);
    expect(flat.skewness).toBeCloseTo(assume(sharpeMoments(returns), 'fitted').skewness, 10);
  });

  test('too short and constant records are outcomes', () => {
    expect(sharpeMoments([0.01])).toEqual({
      status: 'insufficient-data',
      observations: 1,
      needed: 2,
    });
    expect(sharpeMoments([0.01, 0, 0.02], { moments: 'bias-corrected' })).toMatchObject({
      needed: 4,
    });
    expect(sharpeMoments([0.01, 0.01, 0.01])).toMatchObject({
      status: 'degenerate',
      reason: 'zero-dispersion',
    });
    expect(() => sharpeMoments([0.01, Number.NaN])).toThrowError(
      expect.objectContaining({ code: 'numerics/bad-returns' }),
    );
    expect(() => sharpeMoments(returns, { moments: 'sample' as 'population' })).toThrowError(
      expect.objectContaining({ code: 'risk/bad-moments' }),
    );
  });

  test('scaling the returns changes nothing, permuting them neither', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 6, maxLength: 40 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (ticks, scale) => {
          fc.pre(new Set(ticks).size > 2);
          const base = assume(sharpeMoments(ticks.map((x) => x / 10_000)), 'fitted');
          const scaled = assume(sharpeMoments(ticks.map((x) => (x * scale) / 10_000)), 'fitted');
          const turned = assume(sharpeMoments(ticks.toReversed().map((x) => x / 10_000)), 'fitted');
          for (const other of [scaled, turned]) {
            expect(other.sharpePerPeriod).toBeCloseTo(base.sharpePerPeriod, 9);
            expect(other.skewness).toBeCloseTo(base.skewness, 8);
            expect(other.kurtosis).toBeCloseTo(base.kurtosis, 8);
          }
        },
      ),
      runs(60),
    );
  });
});

describe('annualisation under autocorrelation', () => {
  test.each(golden.lo_ar1)('AR(1) $rho over $q periods', ({ q, rho, eta }) => {
    const rhos = Array.from({ length: q - 1 }, (_, k) => rho ** (k + 1));
    expect(annualisationFactor(rhos, { periodsPerYear: q }).value).toBeCloseTo(eta, 12);
  });

  test('without lags it is the usual ratio', () => {
    const returns = [0.02, -0.01, 0.03, 0.005, -0.02, 0.015];
    const { value } = autocorrelatedSharpeRatio(returns, { periodsPerYear: 12, lags: 0 });
    expect(value).toBeCloseTo(sharpeRatio(returns, { periodsPerYear: 12 }).value as number, 12);
  });

  test('sample autocorrelation, by hand', () => {
    // Gaps from the mean 2.5: -1.5 -0.5 0.5 1.5; lag one (0.75 - 0.25 + 0.75) / 5 = 0.25.
    const returns = [0.01, 0.02, 0.03, 0.04];
    const perPeriod = sharpeRatio(returns, { periodsPerYear: 1 }).value as number;
    const factor = 12 / Math.sqrt(12 + 2 * 11 * 0.25);
    const options = { periodsPerYear: 12, lags: 1 };
    expect(autocorrelatedSharpeRatio(returns, options).value).toBeCloseTo(perPeriod * factor, 12);
    const shifted = returns.map((x) => x + 0.001);
    for (const riskFree of [0.001, [0.001, 0.001, 0.001, 0.001]]) {
      const { value } = autocorrelatedSharpeRatio(shifted, { ...options, riskFree });
      expect(value).toBeCloseTo(perPeriod * factor, 10);
    }
  });

  test('no number where it does not exist', () => {
    expect(annualisationFactor([-1, 1], { periodsPerYear: 12 }).value).not.toBeNull();
    expect(annualisationFactor([-1], { periodsPerYear: 12 }).reason).toBe(
      'negative-long-run-variance',
    );
    const options = { periodsPerYear: 12, lags: 3 };
    expect(autocorrelatedSharpeRatio([0.1, 0.1], options).reason).toBe('zero-dispersion');
    expect(autocorrelatedSharpeRatio([0.1, 0.2, 0.1], options).reason).toBe('too-few-observations');
    const alternating = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.01));
    expect(autocorrelatedSharpeRatio(alternating, { periodsPerYear: 12, lags: 1 }).reason).toBe(
      'negative-long-run-variance',
    );
  });

  test('refuses what is no autocorrelation or no whole year', () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return null;
    };
    expect(code(() => annualisationFactor([1.5], { periodsPerYear: 12 }))).toBe(
      'risk/bad-autocorrelation',
    );
    expect(code(() => annualisationFactor([0, 0], { periodsPerYear: 2 }))).toBe(
      'risk/bad-autocorrelation',
    );
    expect(code(() => annualisationFactor([], { periodsPerYear: 252.5 }))).toBe(
      'risk/bad-periods-per-year',
    );
    expect(code(() => autocorrelatedSharpeRatio([], { periodsPerYear: 12, lags: 12 }))).toBe(
      'risk/bad-lags',
    );
  });

  test('positive autocorrelation lowers the factor', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 11 }),
        (rhos) => {
          const { value } = annualisationFactor(rhos, { periodsPerYear: 12 });
          expect(value).toBeLessThanOrEqual(Math.sqrt(12) + 1e-12);
        },
      ),
      runs(60),
    );
  });
});
