import { createParameters, type HmmParameters } from '../hmm/parameters.ts';
import type { StateOrder } from './fit-options.ts';

/**
 * States in ascending order of volatility (variance in standardised units, of one column or averaged
 * over all) or of mean. Ties keep their order.
 *
 * @internal
 */
export function canonicalOrder(
  parameters: HmmParameters,
  order: StateOrder,
  column: number | null,
): readonly number[] {
  const { states, dimension: d, means, covariances } = parameters;
  const key = (k: number): number => {
    if (order === 'mean') return means[k * d + (column ?? 0)] as number;
    let sum = 0;
    for (let j = 0; j < d; j += 1) {
      if (column === null || column === j) sum += covariances[(k * d + j) * d + j] as number;
    }
    return sum;
  };
  return Array.from({ length: states }, (_, k) => k).sort((a, b) => key(a) - key(b) || a - b);
}

/** Parameters with states in another order: state `k` of the answer is `order[k]` of `from`. @internal */
export function reorder(from: HmmParameters, order: readonly number[]): HmmParameters {
  const { states, dimension: d } = from;
  const to = createParameters(states, d);
  order.forEach((source, k) => {
    to.initial[k] = from.initial[source] as number;
    order.forEach((target, j) => {
      to.transition[k * states + j] = from.transition[source * states + target] as number;
    });
    to.means.set(from.means.subarray(source * d, (source + 1) * d), k * d);
    to.covariances.set(from.covariances.subarray(source * d * d, (source + 1) * d * d), k * d * d);
  });
  return to;
}
