import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { returnsOf, tableFromRows } from '../../src/index.ts';
import {
  type CovarianceEstimator,
  estimate,
  ewmaCovariance,
  ewmaMean,
  ledoitWolfConstantCorrelation,
  ledoitWolfIdentity,
  type MeanEstimator,
  type Moments,
  sampleCovariance,
  sampleMean,
} from '../../src/moments.ts';
import { golden } from '../support/golden.ts';
import { relativeError } from '../support/relative-error.ts';
import { matrixError, returnsTable } from '../support/return-tables.ts';
import { hasShared, sharedCsv, sharedJson } from '../support/shared.ts';

type Matrix = readonly (readonly number[])[];
interface GoldenSet {
  readonly name: string;
  readonly returns: Matrix;
  readonly mean: readonly number[];
  readonly sampleCovariance: Matrix;
  readonly populationCovariance: Matrix;
  readonly ewmaFirstObservation: Matrix;
  readonly ewmaNormalised: Matrix;
  readonly ewmaHalfLife10Normalised: Matrix;
  readonly ewmaMeanNormalised: readonly number[];
  readonly ewmaMeanFirstObservation: readonly number[];
  readonly effectiveNormalised: number;
  readonly effectiveFirst: number;
  readonly cov1Para: Matrix;
  readonly covCor: Matrix;
  readonly sklearnShrinkage: number;
  readonly sklearnLedoitWolf: Matrix;
}
interface Golden {
  readonly sets: readonly GoldenSet[];
  readonly tiny: readonly { target: string; series: Matrix; cov: Matrix }[];
}
const { sets, tiny } = golden<Golden>('moments.json');

const momentsOf = (
  rows: Matrix,
  covariance: CovarianceEstimator,
  mean: MeanEstimator = sampleMean(),
): Moments => assume(estimate(returnsTable(rows), { covariance, mean }), 'fitted').moments;

/** The estimator without its fast path, so that the streaming form is judged too. */
const streaming = <E extends CovarianceEstimator | MeanEstimator>(estimator: E): E => {
  const { batch: _, ...rest } = estimator;
  return rest as E;
};

describe.each(sets)('on $name', (set) => {
  const covariances: [string, CovarianceEstimator, Matrix][] = [
    ['sample covariance = numpy', sampleCovariance(), set.sampleCovariance],
    ['with ddof 0 = numpy', sampleCovariance({ ddof: 0 }), set.populationCovariance],
    ['EWMA from the first row', ewmaCovariance(), set.ewmaFirstObservation],
    ['EWMA normalised', ewmaCovariance({ seed: 'normalised' }), set.ewmaNormalised],
    [
      'EWMA with half-life 10',
      ewmaCovariance({ halfLifeBars: 10, seed: 'normalised' }),
      set.ewmaHalfLife10Normalised,
    ],
    ['Ledoit–Wolf identity = scikit-learn', ledoitWolfIdentity(), set.sklearnLedoitWolf],
    ["Ledoit–Wolf identity = authors' cov1Para", ledoitWolfIdentity({ ddof: 1 }), set.cov1Para],
    [
      "Ledoit–Wolf constant correlation = authors' covCor",
      ledoitWolfConstantCorrelation({ ddof: 1 }),
      set.covCor,
    ],
  ];

  test.each(covariances)('%s, batch and streaming', (_, estimator, want) => {
    expect(matrixError(momentsOf(set.returns, estimator).covariance, want)).toBeLessThan(1e-12);
    expect(matrixError(momentsOf(set.returns, streaming(estimator)).covariance, want)).toBeLessThan(
      1e-12,
    );
  });

  test('means = numpy', () => {
    const means = (mean: MeanEstimator) => [momentsOf(set.returns, sampleCovariance(), mean).mean];
    expect(matrixError(means(sampleMean()), [set.mean])).toBeLessThan(1e-14);
    expect(matrixError(means(streaming(sampleMean())), [set.mean])).toBeLessThan(1e-13);
    expect(matrixError(means(ewmaMean()), [set.ewmaMeanFirstObservation])).toBeLessThan(1e-13);
    expect(
      matrixError(means(ewmaMean({ seed: 'normalised' })), [set.ewmaMeanNormalised]),
    ).toBeLessThan(1e-13);
  });

  test('what the estimators tell about themselves', () => {
    const detail = (estimator: CovarianceEstimator) =>
      momentsOf(set.returns, estimator).estimators.covariance.detail;
    const { shrinkage = 0 } = detail(ledoitWolfIdentity());
    expect(relativeError(shrinkage, set.sklearnShrinkage)).toBeLessThan(1e-12);
    const { effectiveObservations: first = 0 } = detail(ewmaCovariance());
    expect(relativeError(first, set.effectiveFirst)).toBeLessThan(1e-12);
    const { effectiveObservations: normalised = 0 } = detail(
      ewmaCovariance({ seed: 'normalised' }),
    );
    expect(relativeError(normalised, set.effectiveNormalised)).toBeLessThan(1e-12);
  });
});

describe("cases checked against the authors' Matlab code", () => {
  test.each(tiny)('$target', ({ target, series, cov }) => {
    const rows = (series[0] ?? []).map((_, t) => series.map((one) => one[t] ?? 0));
    const estimator = target.startsWith('identity')
      ? ledoitWolfIdentity()
      : ledoitWolfConstantCorrelation();
    // Raw levels, not returns: the numbers are what matters.
    const table = { ...returnsTable(rows), content: 'log-returns' } as const;
    const { moments } = assume(estimate(table, { covariance: estimator }), 'fitted');
    expect(matrixError(moments.covariance, cov)).toBeLessThan(1e-12);
  });
});

interface PortfolioGolden {
  readonly assets: readonly string[];
  readonly mean_annual: readonly number[];
  readonly cov_annual: Matrix;
  readonly ledoit_wolf_identity: { shrinkage: number; cov_per_period: Matrix };
  readonly ledoit_wolf_constant_correlation: {
    shrinkage: number;
    mean_correlation: number;
    cov_per_period: Matrix;
  };
  readonly ewma_cov_lambda_0_94?: Matrix;
}

describe.skipIf(!hasShared)('on five years of 20 US stocks (shared data)', () => {
  const load = () => {
    const want = sharedJson('golden/portfolio_stocks20.json') as PortfolioGolden &
      Record<string, Matrix>;
    const { header, rows } = sharedCsv('data/stocks20_daily.csv.gz');
    const prices = tableFromRows(
      rows.slice(-1261).map((cells) => ({
        closeAt: Date.parse(cells[0] ?? ''),
        ...Object.fromEntries(want.assets.map((s) => [s, Number(cells[header.indexOf(s)])])),
      })),
      { content: 'prices' },
    );
    return { want, returns: returnsOf(prices) };
  };

  test('sample moments and both Ledoit–Wolf estimates to 1e-12', () => {
    const { want, returns } = load();
    const of = (covariance: CovarianceEstimator): Moments =>
      assume(estimate(returns, { covariance }), 'fitted').moments;
    const sample = of(sampleCovariance());
    expect(
      matrixError(
        sample.covariance.map((row) => row.map((v) => 252 * v)),
        want.cov_annual,
      ),
    ).toBeLessThan(1e-12);
    expect(matrixError([sample.mean.map((v) => 252 * v)], [want.mean_annual])).toBeLessThan(1e-12);
    for (const batch of [true, false]) {
      const pick = (e: CovarianceEstimator) => of(batch ? e : streaming(e));
      const identity = pick(ledoitWolfIdentity());
      expect(
        matrixError(identity.covariance, want.ledoit_wolf_identity.cov_per_period),
      ).toBeLessThan(1e-12);
      const correlation = pick(ledoitWolfConstantCorrelation());
      const golden = want.ledoit_wolf_constant_correlation;
      expect(matrixError(correlation.covariance, golden.cov_per_period)).toBeLessThan(1e-12);
      const { shrinkage = 0, averageCorrelation = 0 } = correlation.estimators.covariance.detail;
      expect(relativeError(shrinkage, golden.shrinkage)).toBeLessThan(1e-11);
      expect(relativeError(averageCorrelation, golden.mean_correlation)).toBeLessThan(1e-12);
      const key = 'ewma_cov_lambda_0.94_zero_mean_init_first_outer';
      expect(matrixError(pick(ewmaCovariance()).covariance, want[key] ?? [])).toBeLessThan(1e-12);
    }
  });
});
