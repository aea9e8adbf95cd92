import { misuse } from '@plimsoll/core';
import { choleskyInPlace } from '@plimsoll/numerics/linear-algebra';
import { fromGaussianHmm, type GaussianHmm } from '../hmm/gaussian-hmm.ts';
import type { HmmParameters } from '../hmm/parameters.ts';

/** Answer of {@link alignStates}. */
export type StateAlignment<Label extends string = string> =
  | {
      /** One matching is clearly the best. */
      readonly status: 'aligned';
      /** The next model with its states under the names of the states they continue. */
      readonly model: GaussianHmm<Label>;
      /** Sum of Bhattacharyya distances of the matching. */
      readonly distance: number;
    }
  | {
      /** The best matching is not clearly better than another one. */
      readonly status: 'identity-ambiguous';
      /** Sum of Bhattacharyya distances of the best matching. */
      readonly distance: number;
      /** That of the second best. */
      readonly runnerUp: number;
    };

const mostStates = 8;
const ambiguousWithin = 0.1;

/**
 * Matches the states of `next` to those of `previous` by the least sum of Bhattacharyya distances
 * (A. Bhattacharyya, 1943) between their normal laws, over all matchings. Ambiguous when the second
 * best matching is within 10 % of the best.
 *
 * @throws PlimsollError `regime/not-comparable` when labels or columns differ or there are more than
 * 8 states.
 */
export function alignStates<Label extends string>(
  previous: GaussianHmm<Label>,
  next: GaussianHmm<Label>,
): StateAlignment<Label> {
  const before = fromGaussianHmm(previous);
  const after = fromGaussianHmm(next);
  const same = (a: readonly string[], b: readonly string[]): boolean =>
    a.length === b.length && a.every((name, i) => name === b[i]);
  if (
    before.states > mostStates ||
    !same(previous.labels, next.labels) ||
    !same(previous.columns, next.columns)
  ) {
    misuse(
      'regime/not-comparable',
      ['next'],
      next,
      `Give two models of the same labels and columns, of at most ${mostStates} states.`,
    );
  }
  const costs = Array.from({ length: before.states }, (_, i) =>
    Array.from({ length: before.states }, (_, j) => bhattacharyya(before, i, after, j)),
  );
  const { best, cost, runnerUp } = bestMatching(costs);
  if (before.states > 1 && runnerUp <= cost * (1 + ambiguousWithin)) {
    return { status: 'identity-ambiguous', distance: cost, runnerUp };
  }
  return { status: 'aligned', model: rename(next, best), distance: cost };
}

/** `next` with the state at position `order[i]` under the `i`-th label. */
function rename<Label extends string>(
  next: GaussianHmm<Label>,
  order: readonly number[],
): GaussianHmm<Label> {
  const source = new Map(next.labels.map((label, i) => [label, next.labels[order[i] as number]]));
  const old = (label: Label): Label => source.get(label) as Label;
  const renamed = <Value>(value: (label: Label) => Value): Record<Label, Value> =>
    Object.fromEntries(next.labels.map((label) => [label, value(label)])) as Record<Label, Value>;
  return {
    ...next,
    initial: renamed((label) => next.initial[old(label)]),
    transition: renamed((from) => renamed((to) => next.transition[old(from)][old(to)])),
    emissions: renamed((label) => next.emissions[old(label)]),
  };
}

/** Least and second least cost over all permutations. */
function bestMatching(costs: readonly (readonly number[])[]): {
  readonly best: readonly number[];
  readonly cost: number;
  readonly runnerUp: number;
} {
  let best: readonly number[] = [];
  let cost = Number.POSITIVE_INFINITY;
  let runnerUp = Number.POSITIVE_INFINITY;
  const chosen: number[] = [];
  const extend = (sum: number): void => {
    const i = chosen.length;
    if (sum >= runnerUp) return;
    if (i === costs.length) {
      if (sum < cost) {
        runnerUp = cost;
        cost = sum;
        best = [...chosen];
      } else runnerUp = sum;
      return;
    }
    for (let j = 0; j < costs.length; j += 1) {
      if (chosen.includes(j)) continue;
      chosen.push(j);
      extend(sum + (costs[i]?.[j] as number));
      chosen.pop();
    }
  };
  extend(0);
  return { best, cost, runnerUp };
}

/** Bhattacharyya distance of state `i` of `a` and state `j` of `b`. */
function bhattacharyya(a: HmmParameters, i: number, b: HmmParameters, j: number): number {
  const d = a.dimension;
  const first = a.covariances.slice(i * d * d, (i + 1) * d * d);
  const second = b.covariances.slice(j * d * d, (j + 1) * d * d);
  const middle = first.map((value, cell) => (value + (second[cell] as number)) / 2);
  for (const block of [first, second, middle]) choleskyInPlace(block, d);
  let distance = 0;
  const y = new Float64Array(d);
  for (let r = 0; r < d; r += 1) {
    let value = (a.means[i * d + r] as number) - (b.means[j * d + r] as number);
    for (let c = 0; c < r; c += 1) value -= (middle[r * d + c] as number) * (y[c] as number);
    y[r] = value / (middle[r * d + r] as number);
    distance += (y[r] as number) ** 2 / 8;
    distance += Math.log(middle[r * d + r] as number);
    distance -= Math.log(first[r * d + r] as number) / 2;
    distance -= Math.log(second[r * d + r] as number) / 2;
  }
  return Math.max(distance, 0);
}
