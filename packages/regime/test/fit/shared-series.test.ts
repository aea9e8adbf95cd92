import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  filterGaussianHmm,
  fitGaussianHmm,
  type GaussianHmm,
  viterbiWithLookahead,
} from '../../src/index.ts';
import reference from '../golden/hmm-reference.json' with { type: 'json' };
import sp500 from '../golden/hmm-sp500.json' with { type: 'json' };
import { hasShared, sharedColumns } from '../support/shared-series.ts';

const europe = ['DAX', 'SMI', 'CAC', 'FTSE'];
const refs = (file: string, columns: readonly string[]): number[][] =>
  sharedColumns(`refs/regime/${file}`, columns);

const series: Readonly<Record<string, () => number[][]>> = {
  monthly: () => refs('sp500_monthly_logret.csv', ['logret']),
  europe: () => refs('eustock_logreturns.csv', europe),
  marks: () => refs('dem2gbp.csv', ['return_pct']),
};

describe.skipIf(!hasShared)(
  'maxima of the likelihood on series that stay outside this repository',
  () => {
    const cases = [
      ['monthly', 2, 'full', reference.sp500m_K2.loglik],
      ['monthly', 3, 'full', reference.sp500m_K3.loglik],
      ['europe', 2, 'full', reference.eu_K2_full.loglik],
      ['europe', 3, 'full', reference.eu_K3_full.loglik],
      ['europe', 2, 'diagonal', reference.eu_K2_diag.loglik],
      ['marks', 2, 'full', reference.dmbp_K2.loglik],
      ['marks', 3, 'full', reference.dmbp_K3.loglik],
    ] as const;

    test.each(cases)('%s, %i states, %s', (name, states, covariance, want) => {
      const fit = assume(
        fitGaussianHmm((series[name] as () => number[][])(), {
          states,
          covariance,
          covariancePriorBars: 0,
          transitionPrior: null,
          initial: 'free',
          tolerance: 1e-11,
        }),
        'fitted',
      );
      expect(Math.abs(fit.logLikelihood - want) / Math.abs(want)).toBeLessThan(1e-8);
    });
  },
);

/** A one-column model from the arrays of a reference file. */
function modelOf(given: {
  readonly startprob: readonly number[];
  readonly transmat: readonly (readonly number[])[];
  readonly means: readonly number[];
  readonly variances: readonly number[];
}): GaussianHmm {
  const labels = given.means.map((_, k) => `s${k}`);
  const total = given.startprob.reduce((sum, p) => sum + p, 0);
  const law = (row: readonly number[]): Record<string, number> =>
    Object.fromEntries(labels.map((label, j) => [label, row[j] as number]));
  return {
    kind: 'gaussian-hmm',
    version: 1,
    labels,
    columns: ['x1'],
    initial: law(given.startprob.map((p) => p / total)),
    transition: Object.fromEntries(labels.map((label, k) => [label, law(given.transmat[k] ?? [])])),
    emissions: Object.fromEntries(
      labels.map((label, k) => [
        label,
        { mean: [given.means[k] as number], covariance: [[given.variances[k] as number]] },
      ]),
    ),
  };
}

describe.skipIf(!hasShared)('S&P 500 daily 1999-2018 against hmmlearn', () => {
  const closes = hasShared
    ? sharedColumns('data/sp500_ohlcv_1999_2018.csv.gz', ['Adj Close']).map(
        (row) => row[0] as number,
      )
    : [];
  const returns = closes.slice(1).map((close, t) => 100 * Math.log(close / (closes[t] as number)));

  test.each([
    [2, sp500.em_20_iterations_2],
    [3, sp500.em_20_iterations_3],
  ] as const)('twenty plain EM steps from a given start, %i states', (states, want) => {
    const fit = assume(
      fitGaussianHmm(returns, {
        states,
        covariancePriorBars: 0,
        transitionPrior: null,
        initial: 'free',
        starts: 0,
        warmStarts: [modelOf(want.start)],
        // The twenty-first pass only evaluates what twenty steps reached.
        maximumIterations: 21,
        tolerance: 0,
        accelerate: false,
      }),
      'not-converged',
    );
    expect(fit.logLikelihood).toBeCloseTo(want.loglik_after, 7);
    fit.model.labels.forEach((label, k) => {
      const { mean, covariance } = fit.model.emissions[label] ?? { mean: [], covariance: [] };
      expect(mean[0]).toBeCloseTo(want.means[k] as number, 8);
      expect(covariance[0]?.[0]).toBeCloseTo(want.variances[k] as number, 8);
      fit.model.labels.forEach((to, j) => {
        expect(fit.model.transition[label]?.[to]).toBeCloseTo(want.transmat[k]?.[j] as number, 8);
      });
    });
  });

  test.each([
    [2, sp500.full_fit_2],
    [3, sp500.full_fit_3],
  ] as const)('whole fits: maximum, filtered states and Viterbi, %i states', (states, want) => {
    const fit = assume(
      fitGaussianHmm(returns, {
        states,
        covariancePriorBars: 0,
        transitionPrior: null,
        initial: 'free',
        tolerance: 1e-11,
      }),
      'fitted',
    );
    expect(fit.logLikelihood).toBeCloseTo(want.loglik, 4);
    expect(fit.aic).toBeCloseTo(want.aic, 3);
    expect(fit.bic).toBeCloseTo(want.bic, 3);
    const { filtered } = filterGaussianHmm(fit.model, returns);
    for (const [t, law] of Object.entries(want.filtered_at)) {
      fit.model.labels.forEach((label, k) => {
        expect(filtered[Number(t)]?.[label]).toBeCloseTo(law[k] as number, 4);
      });
    }
    const { path } = viterbiWithLookahead(fit.model, returns).values;
    fit.model.labels.forEach((label, k) => {
      const count = path.filter((at) => at === label).length;
      expect(Math.abs(count - (want.viterbi_counts[k] as number))).toBeLessThanOrEqual(3);
    });
  });

  test('their model filters to their likelihood', () => {
    for (const want of [sp500.full_fit_2, sp500.full_fit_3]) {
      const { logLikelihood } = filterGaussianHmm(modelOf(want), returns);
      expect(logLikelihood).toBeCloseTo(want.loglik, 8);
    }
  });
});
