import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { alignStates, type GaussianHmm } from '../../src/index.ts';
import { randomModel } from '../support/random-model.ts';
import { twoMarkets } from '../support/synthetic.ts';

const swapped = (model: GaussianHmm, order: readonly number[]): GaussianHmm => {
  const old = (label: string): string =>
    model.labels[order[model.labels.indexOf(label)] as number] as string;
  const by = <V>(value: (label: string) => V): Record<string, V> =>
    Object.fromEntries(model.labels.map((label) => [label, value(label)]));
  return {
    ...model,
    initial: by((label) => model.initial[old(label)] as number),
    transition: by((from) => by((to) => model.transition[old(from)]?.[old(to)] as number)),
    emissions: by((label) => model.emissions[old(label)] ?? { mean: [], covariance: [] }),
  };
};

describe('alignment of states', () => {
  test('finds the permutation that makes two models the same', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const model = randomModel(4, 2, seed);
      const shuffled = swapped(model, [2, 0, 3, 1]);
      const { model: aligned, distance } = assume(alignStates(model, shuffled), 'aligned');
      expect(aligned).toEqual(model);
      expect(distance).toBeCloseTo(0, 12);
    }
  });

  test('the distance is that of Bhattacharyya', () => {
    const shift = 0.5;
    const one = (mean: number, variance: number): GaussianHmm => ({
      kind: 'gaussian-hmm',
      version: 1,
      labels: ['only'],
      columns: ['x'],
      initial: { only: 1 },
      transition: { only: { only: 1 } },
      emissions: { only: { mean: [mean], covariance: [[variance]] } },
    });
    const { distance } = assume(alignStates(one(0, 1), one(shift, 4)), 'aligned');
    const pooled = (1 + 4) / 2;
    const expected = shift ** 2 / (8 * pooled) + 0.5 * Math.log(pooled / Math.sqrt(1 * 4));
    expect(distance).toBeCloseTo(expected, 14);
  });

  test('twins are ambiguous', () => {
    const twins: GaussianHmm<'calm' | 'turbulent'> = {
      ...twoMarkets,
      emissions: { calm: twoMarkets.emissions.calm, turbulent: twoMarkets.emissions.calm },
    };
    const outcome = alignStates(twoMarkets, twins);
    expect(outcome.status).toBe('identity-ambiguous');
    const { distance, runnerUp } = assume(outcome, 'identity-ambiguous');
    expect(runnerUp).toBeCloseTo(distance, 12);
  });

  test('models of other labels or columns do not compare', () => {
    const refused = (next: GaussianHmm): void =>
      expect(() => alignStates<string>(twoMarkets, next)).toThrow(
        expect.objectContaining({ code: 'regime/not-comparable' }) as unknown as Error,
      );
    refused(randomModel(2, 2, 1));
    refused({ ...twoMarkets, columns: ['a', 'b'] });
    refused(randomModel(3, 2, 1));
    expect(() => alignStates(randomModel(9, 1, 1), randomModel(9, 1, 1))).toThrow('regime/');
  });
});
