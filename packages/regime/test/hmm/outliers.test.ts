import { PlimsollError } from '@plimsoll/core';
import { expect, test } from 'vitest';
import {
  filterGaussianHmm,
  type GaussianHmm,
  smoothWithLookahead,
  viterbiWithLookahead,
} from '../../src/index.ts';

const model = (stay: number): GaussianHmm<'low' | 'high'> => ({
  kind: 'gaussian-hmm',
  version: 1,
  labels: ['low', 'high'],
  columns: ['x'],
  initial: { low: 1, high: 0 },
  transition: { low: { low: stay, high: 1 - stay }, high: { low: 1 - stay, high: stay } },
  emissions: {
    low: { mean: [0], covariance: [[1]] },
    high: { mean: [100], covariance: [[1]] },
  },
});

const logNormal = (r: number): number => -0.5 * r * r - 0.5 * Math.log(2 * Math.PI);

test('an outlier of 10 000 underflows every density and changes nothing in the algebra', () => {
  // Forbidden transitions: the only path is low throughout, so the sum has one term.
  const data = [0, 10_000, 0];
  const found = filterGaussianHmm(model(1), data);
  expect(found.logLikelihood).toBeCloseTo(2 * logNormal(0) + logNormal(10_000), 6);
  expect(found.filtered).toEqual(Array.from(data, () => ({ low: 1, high: 0 })));
  expect(smoothWithLookahead(model(1), data).values).toEqual(found.filtered);
  expect(viterbiWithLookahead(model(1), data).values.path).toEqual(['low', 'low', 'low']);
});

test('a state that a tiny probability still allows wins when only it explains the data', () => {
  const rare = model(1 - 1e-15);
  const { filtered, logLikelihood } = filterGaussianHmm(rare, [0, 100, 100]);
  expect(filtered[1]?.high).toBe(1);
  expect(logLikelihood).toBeCloseTo(3 * logNormal(0) + Math.log(1e-15), 1);
});

test('an observation out of range of logarithms is refused, wherever it is', () => {
  for (const work of [
    () => filterGaussianHmm(model(0.9), [0, 1e200]),
    () => smoothWithLookahead(model(0.9), [0, 1e200]),
    () => viterbiWithLookahead(model(0.9), [0, 1e200]),
  ]) {
    expect(work).toThrow(
      expect.objectContaining({ code: 'regime/bad-observation' }) as unknown as Error,
    );
  }
  expect(PlimsollError.is(new Error('x'))).toBe(false);
});
