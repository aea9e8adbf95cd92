import { assume } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  filterGaussianHmm,
  fitGaussianHmm,
  type GaussianHmm,
  type GaussianHmmFitOptions,
  observationsNeeded,
} from '../../src/index.ts';
import { runs } from '../support/runs.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 1500, 7);
const columns = ['logReturn', 'logRange'];
const fit = (options: Partial<GaussianHmmFitOptions> = {}, data: unknown = rows) =>
  fitGaussianHmm(data as readonly number[][], { states: 2, columns, ...options });

describe('what a fit finds', () => {
  test('the parameters that made the data, within sampling error', () => {
    const { model } = assume(fit(), 'fitted');
    expect(model.labels).toEqual(['calm', 'turbulent']);
    expect(model.transition['calm']?.['calm']).toBeCloseTo(0.98, 1.5);
    for (const label of ['calm', 'turbulent'] as const) {
      const truth = twoMarkets.emissions[label];
      const found = model.emissions[label];
      const sd = Math.sqrt(found?.covariance[0]?.[0] as number);
      const ratio = sd / Math.sqrt(truth.covariance[0]?.[0] as number);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
      expect(found?.mean[1]).toBeCloseTo(truth.mean[1] as number, 1);
    }
  });

  test('a likelihood that filtering its model confirms', () => {
    for (const initial of ['free', 'stationary', 'fixed'] as const) {
      const found = assume(fit({ initial }), 'fitted');
      const filtered = filterGaussianHmm(found.model, rows);
      expect(filtered.logLikelihood).toBeCloseTo(found.logLikelihood, 6);
      expect(found.parameterCount).toBe(2 + 4 + 6 + (initial === 'free' ? 1 : 0));
      expect(found.aic).toBeCloseTo(2 * found.parameterCount - 2 * found.logLikelihood, 8);
    }
  });

  test('with one state, the sample moments', () => {
    const { model } = assume(fit({ states: 1, covariancePriorBars: 0 }), 'fitted');
    const mean = rows.reduce((sum, row) => sum + (row[0] as number), 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + ((row[0] as number) - mean) ** 2, 0) / 1500;
    expect(model.emissions['state-1']?.mean[0]).toBeCloseTo(mean, 14);
    expect(model.emissions['state-1']?.covariance[0]?.[0]).toBeCloseTo(variance, 14);
  });

  test('the same bits for the same seed, wherever the states are named otherwise', () => {
    const first = assume(fit(), 'fitted');
    expect(fit()).toEqual(first);
    const renamed = assume(fit({ names: ['a', 'b'] }), 'fitted');
    expect(renamed.logLikelihood).toBe(first.logLikelihood);
    expect(renamed.model.emissions['a']).toEqual(first.model.emissions['calm']);
  });

  test('does not depend on the scale of the data', () => {
    fc.assert(
      fc.property(fc.constantFrom(1e-4, 1e-2, 3, 1e5), (scale) => {
        const first = assume(fit({ tolerance: 1e-10 }), 'fitted');
        const scaled = assume(
          fit(
            { tolerance: 1e-10 },
            rows.map((row) => row.map((x) => scale * x)),
          ),
          'fitted',
        );
        for (const label of ['calm', 'turbulent']) {
          const a = first.model.emissions[label];
          const b = scaled.model.emissions[label];
          a?.mean.forEach((value, j) => {
            expect(Math.abs((b?.mean[j] as number) / (scale * value) - 1)).toBeLessThan(1e-9);
          });
          a?.covariance.flat().forEach((value, j) => {
            const other = b?.covariance.flat()[j] as number;
            expect(Math.abs(other / (scale * scale * value) - 1)).toBeLessThan(1e-9);
          });
          const stay = first.model.transition[label]?.[label] as number;
          expect(
            Math.abs((scaled.model.transition[label]?.[label] as number) / stay - 1),
          ).toBeLessThan(1e-9);
        }
        const shift = scaled.logLikelihood + 2 * 1500 * Math.log(scale);
        expect(Math.abs(shift / first.logLikelihood - 1)).toBeLessThan(1e-9);
      }),
      runs(4),
    );
  });

  test('a mean far larger than the deviations costs no digits', () => {
    const shifted = rows.map((row) => row.map((x) => x + 1e4));
    const first = assume(fit(), 'fitted');
    const moved = assume(fit({}, shifted), 'fitted');
    expect(moved.logLikelihood).toBeCloseTo(first.logLikelihood, 2);
  });

  test('extrapolation reaches the same maximum as plain EM, in fewer passes', () => {
    const options = { tolerance: 1e-12, maximumIterations: 5000 };
    const quick = assume(fit(options), 'fitted');
    const plain = assume(fit({ ...options, accelerate: false }), 'fitted');
    expect(quick.objective).toBeCloseTo(plain.objective, 6);
    expect(quick.iterations).toBeLessThan(plain.iterations);
  });

  test('diagonal covariances are diagonal', () => {
    const { model } = assume(fit({ covariance: 'diagonal' }), 'fitted');
    expect(model.emissions['calm']?.covariance[0]?.[1]).toBe(0);
  });

  test('canonical order by mean, by volatility, by one column', () => {
    const byMean = assume(fit({ order: 'mean' }), 'fitted').model;
    expect(byMean.labels).toEqual(['state-1', 'state-2']);
    expect(byMean.emissions['state-1']?.mean[0]).toBeLessThan(
      byMean.emissions['state-2']?.mean[0] as number,
    );
    const byRange = assume(fit({ order: 'mean', orderColumn: 'logRange' }), 'fitted').model;
    expect(byRange.emissions['state-1']?.mean[1]).toBeLessThan(
      byRange.emissions['state-2']?.mean[1] as number,
    );
    const byReturn = assume(fit({ orderColumn: 'logReturn' }), 'fitted').model;
    expect(byReturn.emissions['calm']?.covariance[0]?.[0]).toBeLessThan(
      byReturn.emissions['turbulent']?.covariance[0]?.[0] as number,
    );
  });

  test('priors pull covariances towards the pooled one, and transitions towards the expected duration', () => {
    const loose = assume(fit({ covariancePriorBars: 0, transitionPrior: null }), 'fitted').model;
    const tight = assume(
      fit({
        covariancePriorBars: 1e7,
        transitionPrior: { expectedDurationBars: 10, weightBars: 1e7 },
      }),
      'fitted',
    ).model;
    const variance = (model: GaussianHmm, label: string): number =>
      model.emissions[label]?.covariance[0]?.[0] as number;
    expect(variance(loose, 'turbulent') / variance(loose, 'calm')).toBeGreaterThan(4);
    expect(variance(tight, 'turbulent') / variance(tight, 'calm')).toBeCloseTo(1, 3);
    expect(tight.transition['calm']?.['calm']).toBeCloseTo(0.9, 4);
  });
});

describe('honest answers', () => {
  test('insufficient data, with the number needed', () => {
    expect(fit({ states: 3 }, rows.slice(0, 29))).toEqual({
      status: 'insufficient-data',
      observations: 29,
      needed: 30,
    });
    expect(observationsNeeded(2, 10)).toBe(48);
  });

  test('a constant column is named', () => {
    const flat = rows.map(([x]) => [x as number, 3]);
    expect(fit({}, flat)).toEqual({
      status: 'degenerate',
      reason: 'constant-column',
      column: 'logRange',
      degenerateStarts: 0,
    });
  });

  test('states that collapse on a few points are given up', () => {
    const spiky = Array.from({ length: 40 }, (_, t) => [
      t % 2 === 0 ? 1 : -1,
      t % 2 === 0 ? 2 : -2,
    ]);
    const outcome = fit({ covariancePriorBars: 0 }, spiky);
    expect(outcome).toEqual({
      status: 'degenerate',
      reason: 'every-start-collapsed',
      column: null,
      degenerateStarts: 10,
    });
  });

  test('still climbing is not called converged', () => {
    const outcome = assume(fit({ maximumIterations: 3, starts: 1, tolerance: 0 }), 'not-converged');
    expect(outcome.reason).toBe('maximum-iterations');
    expect(outcome.gainPerObservation).toBeGreaterThan(0);
    expect(outcome.iterations).toBe(3);
  });

  test('cancelled, with the best model so far if there is one', () => {
    expect(fit({ signal: { aborted: true } })).toEqual({ status: 'cancelled', model: null });
    const signal = { aborted: false };
    const seen: number[] = [];
    const outcome = fit({
      signal,
      screeningIterations: 2,
      onProgress: (done, total) => {
        seen.push(done);
        expect(total).toBe(13);
        if (done === 4) signal.aborted = true;
      },
    });
    expect(assume(outcome, 'cancelled').model?.labels).toEqual(['calm', 'turbulent']);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  test('a warm start at the maximum stays there, and needs no other starts', () => {
    const first = assume(fit({ tolerance: 1e-11 }), 'fitted');
    const again = assume(fit({ starts: 0, warmStarts: [first.model] }), 'fitted');
    expect(again.objective).toBeCloseTo(first.objective, 6);
    expect(again.starts).toBe(1);
    expect(again.distinctOptima).toBe(1);
  });
});

describe('misuse', () => {
  const refused = (options: object, code: string, data: unknown = rows): void =>
    expect(() => fit(options as Partial<GaussianHmmFitOptions>, data)).toThrow(
      expect.objectContaining({ code }) as unknown as Error,
    );

  test('options out of range', () => {
    refused({ states: 0 }, 'regime/bad-states');
    refused({ states: 2.5 }, 'regime/bad-states');
    refused({ states: 17 }, 'regime/bad-states');
    refused({ names: ['a'] }, 'regime/bad-names');
    refused({ names: ['a', 'a'] }, 'regime/bad-names');
    refused({ names: ['a', ''] }, 'regime/bad-names');
    refused({ covariance: 'tied' }, 'regime/bad-option');
    refused({ initial: 'uniform' }, 'regime/bad-option');
    refused({ order: 'sharpe' }, 'regime/bad-option');
    refused({ orderColumn: 'volume' }, 'regime/unknown-column');
    refused({ covariancePriorBars: -1 }, 'regime/bad-prior');
    refused({ transitionPrior: { expectedDurationBars: 0.5, weightBars: 1 } }, 'regime/bad-prior');
    refused({ transitionPrior: { expectedDurationBars: 5, weightBars: -1 } }, 'regime/bad-prior');
    refused({ starts: 0 }, 'regime/bad-option');
    refused({ seed: 1.5 }, 'regime/bad-option');
    refused({ tolerance: -1 }, 'regime/bad-option');
    refused({ columns: ['a', 'a'] }, 'regime/wrong-columns');
  });

  test('a warm start of another shape', () => {
    refused({ states: 3, warmStarts: [twoMarkets] }, 'regime/warm-start-mismatch');
    refused({ columns: ['a', 'b'], warmStarts: [twoMarkets] }, 'regime/warm-start-mismatch');
  });

  test('data that are none', () => {
    refused({}, 'numerics/not-finite', [[1, Number.NaN]]);
  });
});
