import { describe, expect, test } from 'vitest';
import { filterGaussianHmm, type GaussianHmm, gaussianHmm } from '../../src/index.ts';
import { twoMarkets } from '../support/synthetic.ts';

const refused = (broken: object, path: readonly (string | number)[]): void => {
  const model = { ...twoMarkets, ...broken } as GaussianHmm;
  for (const work of [() => filterGaussianHmm(model, [[0, 0]]), () => gaussianHmm({ model })]) {
    expect(work).toThrow(
      expect.objectContaining({ code: 'regime/bad-model', path }) as unknown as Error,
    );
  }
};

describe('a model that is none is refused, naming the part', () => {
  test('labels', () => {
    refused({ labels: [] }, ['labels']);
    refused({ labels: ['calm', 'calm'] }, ['labels']);
    refused({ columns: [] }, ['labels']);
  });

  test('probabilities', () => {
    refused({ initial: { calm: 0.5, turbulent: 0.6 } }, ['initial']);
    refused({ initial: { calm: -0.1, turbulent: 1.1 } }, ['initial']);
    refused({ initial: { calm: 1 } }, ['initial']);
    refused({ transition: { calm: twoMarkets.transition.calm } }, ['transition', 'turbulent']);
    refused({ transition: { ...twoMarkets.transition, calm: { calm: 0.9, turbulent: 0.2 } } }, [
      'transition',
      'calm',
    ]);
  });

  test('emissions', () => {
    const calm = (emission: object | undefined): object => ({
      emissions: { ...twoMarkets.emissions, calm: emission },
    });
    const { mean, covariance } = twoMarkets.emissions.calm;
    refused(calm(undefined), ['emissions', 'calm', 'mean', 0]);
    refused(calm({ mean: [0], covariance }), ['emissions', 'calm', 'mean', 1]);
    refused(calm({ mean, covariance: [[1, 0.5]] }), ['emissions', 'calm', 'covariance', 0, 1]);
    const asymmetric = [
      [1, 0.5],
      [0.4, 1],
    ];
    refused(calm({ mean, covariance: asymmetric }), ['emissions', 'calm', 'covariance', 0, 1]);
    const indefinite = [
      [1, 2],
      [2, 1],
    ];
    refused(calm({ mean, covariance: indefinite }), ['emissions', 'calm', 'covariance']);
  });
});
