import { createRandom } from '@plimsoll/core';
import type { GaussianHmm } from '../../src/index.ts';

/** A random but well-conditioned model, for comparisons with enumeration. */
export function randomModel(states: number, dimension: number, seed: number): GaussianHmm {
  const random = createRandom(seed).fork('random-model');
  const labels = Array.from({ length: states }, (_, k) => `s${k}`);
  const law = (): Record<string, number> => {
    const weights = labels.map(() => 0.05 + random.next());
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(labels.map((label, k) => [label, (weights[k] as number) / total]));
  };
  return {
    kind: 'gaussian-hmm',
    version: 1,
    labels,
    columns: Array.from({ length: dimension }, (_, j) => `c${j}`),
    initial: law(),
    transition: Object.fromEntries(labels.map((label) => [label, law()])),
    emissions: Object.fromEntries(
      labels.map((label) => {
        const sd = Array.from({ length: dimension }, () => 0.5 + random.next());
        // Above -1/3, so that four columns stay positive definite.
        const correlation = 0.7 * random.next() - 0.2;
        return [
          label,
          {
            mean: sd.map(() => 2 * random.nextNormal()),
            covariance: sd.map((a, i) => sd.map((b, j) => (i === j ? 1 : correlation) * a * b)),
          },
        ];
      }),
    ),
  };
}
