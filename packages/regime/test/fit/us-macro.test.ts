import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  expectedDurationBars,
  filterGaussianHmm,
  fitGaussianHmm,
  type GaussianHmmFitOptions,
  smoothWithLookahead,
  stationaryProbabilities,
  viterbiWithLookahead,
} from '../../src/index.ts';
import golden from '../golden/hmm-reference.json' with { type: 'json' };
import macro from '../golden/us-macro.json' with { type: 'json' };

const maximumLikelihood: GaussianHmmFitOptions<'low' | 'high'> = {
  states: 2,
  names: ['low', 'high'],
  covariancePriorBars: 0,
  transitionPrior: null,
  tolerance: 1e-13,
};

const relative = (found: number, expected: number): number =>
  Math.abs(found - expected) / Math.abs(expected);

describe('federal funds rate, two states, free initial law', () => {
  const want = golden.fedfunds_K2;
  const fit = assume(
    fitGaussianHmm(macro.federalFunds, { ...maximumLikelihood, initial: 'free' }),
    'fitted',
  );

  test('reaches the optimum that other libraries miss, and reports the trap as another one', () => {
    expect(relative(fit.logLikelihood, want.loglik)).toBeLessThan(1e-10);
    expect(fit.distinctOptima).toBeGreaterThan(1);
    expect(fit.parameterCount).toBe(want.n_params);
    expect(relative(fit.aic, want.aic)).toBeLessThan(1e-10);
    expect(relative(fit.bic, want.bic)).toBeLessThan(1e-10);
  });

  test('parameters, stationary law and durations', () => {
    const { model } = fit;
    expect(relative(model.transition.low.low, want.transmat[0]?.[0] as number)).toBeLessThan(1e-6);
    expect(relative(model.transition.high.low, want.transmat[1]?.[0] as number)).toBeLessThan(1e-5);
    for (const [k, label] of (['low', 'high'] as const).entries()) {
      const { mean, covariance } = model.emissions[label];
      expect(relative(mean[0] as number, want.means[k]?.[0] as number)).toBeLessThan(1e-6);
      expect(
        relative(covariance[0]?.[0] as number, want.covars[k]?.[0]?.[0] as number),
      ).toBeLessThan(1e-5);
      expect(
        relative(stationaryProbabilities(model)[label], want.stationary[k] as number),
      ).toBeLessThan(1e-5);
      const duration = expectedDurationBars(model)[label].value as number;
      expect(relative(duration, want.expected_durations[k] as number)).toBeLessThan(1e-4);
    }
  });

  test('filtered, smoothed and Viterbi states', () => {
    const { filtered } = filterGaussianHmm(fit.model, macro.federalFunds);
    for (const [t, law] of Object.entries(want.filtered_at)) {
      expect(filtered[Number(t)]?.low).toBeCloseTo(law[0] as number, 6);
    }
    const smoothed = smoothWithLookahead(fit.model, macro.federalFunds).values;
    for (const [t, law] of Object.entries(want.smoothed_at)) {
      expect(smoothed[Number(t)]?.low).toBeCloseTo(law[0] as number, 6);
    }
    const { path, logDensity } = viterbiWithLookahead(fit.model, macro.federalFunds).values;
    expect(logDensity).toBeCloseTo(want.viterbi_logprob, 5);
    const starts = path.flatMap((label, t) =>
      t === 0 || path[t - 1] !== label ? [[t, label === 'low' ? 0 : 1]] : [],
    );
    expect(starts).toEqual(want.viterbi_runs);
  });
});

test('federal funds rate with a stationary initial law, statsmodels optimum to 13 digits', () => {
  const want = golden.fedfunds_stationary;
  const fit = assume(
    fitGaussianHmm(macro.federalFunds, { ...maximumLikelihood, initial: 'stationary' }),
    'fitted',
  );
  expect(relative(fit.logLikelihood, want.llf)).toBeLessThan(1e-11);
  const [stay, enter, meanLow, meanHigh, varianceLow, varianceHigh] = want.params as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const { transition, emissions, initial } = fit.model;
  expect(relative(transition.low.low, stay)).toBeLessThan(1e-7);
  expect(relative(transition.high.low, enter)).toBeLessThan(1e-6);
  expect(relative(emissions.low.mean[0] as number, meanLow)).toBeLessThan(1e-7);
  expect(relative(emissions.high.mean[0] as number, meanHigh)).toBeLessThan(1e-7);
  expect(relative(emissions.low.covariance[0]?.[0] as number, varianceLow)).toBeLessThan(1e-6);
  expect(relative(emissions.high.covariance[0]?.[0] as number, varianceHigh)).toBeLessThan(1e-6);
  const law = stationaryProbabilities(fit.model);
  expect(initial.low).toBeCloseTo(law.low, 12);
});

test('real GNP growth, two states', () => {
  const fit = assume(
    fitGaussianHmm(macro.gnpGrowth, { ...maximumLikelihood, initial: 'free' }),
    'fitted',
  );
  expect(relative(fit.logLikelihood, golden.gnp_K2.loglik)).toBeLessThan(1e-10);
});

test('every one of twenty seeds avoids the trap at -505.70 with ten starts', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const fit = assume(
      fitGaussianHmm(macro.federalFunds, {
        ...maximumLikelihood,
        initial: 'stationary',
        tolerance: 1e-9,
        seed,
      }),
      'fitted',
    );
    expect(fit.logLikelihood).toBeCloseTo(golden.fedfunds_stationary.llf, 4);
    expect(fit.logLikelihood).toBeGreaterThan(golden.fedfunds_trap.llf + 9);
  }
});
