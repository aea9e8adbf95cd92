import { createRandom } from '@plimsoll/core';
import type { GaussianHmm } from '../../src/index.ts';

/** A market of `states` regimes whose volatilities differ by a factor of two, and rows drawn from it. */
export function market(
  states: number,
  dimension: number,
  length: number,
  seed: number,
): { readonly model: GaussianHmm; readonly rows: readonly (readonly number[])[] } {
  const labels = Array.from({ length: states }, (_, k) => `s${k}`);
  const stay = states === 1 ? 1 : 0.97;
  const model: GaussianHmm = {
    kind: 'gaussian-hmm',
    version: 1,
    labels,
    columns: Array.from({ length: dimension }, (_, j) => `c${j}`),
    initial: Object.fromEntries(labels.map((label) => [label, 1 / states])),
    transition: Object.fromEntries(
      labels.map((from) => [
        from,
        Object.fromEntries(
          labels.map((to) => [to, from === to ? stay : (1 - stay) / (states - 1)]),
        ),
      ]),
    ),
    emissions: Object.fromEntries(
      labels.map((label, k) => [
        label,
        {
          mean: Array.from({ length: dimension }, () => 0.0005 * (1 - k)),
          covariance: Array.from({ length: dimension }, (_, i) =>
            Array.from(
              { length: dimension },
              (_, j) => (i === j ? 1 : 0.5) * (0.007 * 2 ** k) ** 2,
            ),
          ),
        },
      ]),
    ),
  };
  const random = createRandom(seed).fork('bench');
  let state = 0;
  const rows = Array.from({ length }, () => {
    if (random.next() > stay)
      state = (state + 1 + random.nextInteger(Math.max(states - 1, 1))) % states;
    const sd = 0.007 * 2 ** state;
    const common = random.nextNormal();
    return Array.from(
      { length: dimension },
      () => 0.0005 * (1 - state) + sd * Math.SQRT1_2 * (common + random.nextNormal()),
    );
  });
  return { model, rows };
}
