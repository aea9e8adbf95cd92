import { createRandom } from '@plimsoll/core';
import type { GaussianHmm } from '../../src/index.ts';

/** Daily returns of a calm and a turbulent market, in the proportions of equity indices. */
export const twoMarkets: GaussianHmm<'calm' | 'turbulent'> = {
  kind: 'gaussian-hmm',
  version: 1,
  labels: ['calm', 'turbulent'],
  columns: ['logReturn', 'logRange'],
  initial: { calm: 1, turbulent: 0 },
  transition: {
    calm: { calm: 0.98, turbulent: 0.02 },
    turbulent: { calm: 0.05, turbulent: 0.95 },
  },
  emissions: {
    calm: {
      mean: [0.0008, -4.8],
      covariance: [
        [0.000049, -0.0002],
        [-0.0002, 0.16],
      ],
    },
    turbulent: {
      mean: [-0.001, -3.7],
      covariance: [
        [0.000324, -0.0014],
        [-0.0014, 0.16],
      ],
    },
  },
};

/** Rows drawn from a model, with the states that made them. */
export function simulate<Label extends string>(
  model: GaussianHmm<Label>,
  rows: number,
  seed: number,
): { readonly rows: readonly (readonly number[])[]; readonly states: readonly Label[] } {
  const random = createRandom(seed).fork('simulate');
  const draw = (law: Readonly<Record<Label, number>>): Label => {
    let left = random.next();
    for (const label of model.labels) {
      left -= law[label];
      if (left < 0) return label;
    }
    return model.labels[model.labels.length - 1] as Label;
  };
  const out: number[][] = [];
  const states: Label[] = [];
  let state = draw(model.initial);
  for (let t = 0; t < rows; t += 1) {
    const { mean, covariance } = model.emissions[state];
    out.push(
      add(
        mean,
        covariance,
        model.columns.map(() => random.nextNormal()),
      ),
    );
    states.push(state);
    state = draw(model.transition[state]);
  }
  return { rows: out, states };
}

/** `mean + L z` by a Cholesky factor written out here, apart from the library's. */
function add(
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
  z: readonly number[],
): number[] {
  const d = mean.length;
  const factor: number[][] = [];
  for (let i = 0; i < d; i += 1) {
    const row: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      let sum = covariance[i]?.[j] as number;
      for (let k = 0; k < j; k += 1)
        sum -= (row[k] as number) * (factor[j]?.[k] ?? (row[k] as number));
      row.push(i === j ? Math.sqrt(sum) : sum / (factor[j]?.[j] as number));
    }
    factor.push(row);
  }
  return mean.map(
    (m, i) => m + (factor[i] as number[]).reduce((s, l, k) => s + l * (z[k] as number), 0),
  );
}
