import { configHash, type Definition, misuse, type Snapshot, snapshotState } from '@plimsoll/core';
import type { EstimatorReading, LiveEstimator } from './estimator.ts';

/** The numbers a live estimator remembers: named arrays over `n` columns. */
export interface EstimatorState<K extends string> {
  /** Number of columns, 0 before the first row. */
  readonly n: number;
  /** Rows taken in. */
  readonly observations: number;
  /** Sums and moments by name. */
  readonly arrays: Readonly<Record<K, Float64Array>>;
}

/** What distinguishes one streaming estimator from another. */
export interface EstimatorRules<K extends string> {
  /** Rows needed for a first estimate. */
  readonly needed: number;
  /** Reported with every reading. */
  readonly ddof: number;
  /** Length of each array for `n` columns. */
  sizes(n: number): Readonly<Record<K, number>>;
  /** Takes in a checked row; `state.observations` already counts it. */
  add(state: EstimatorState<K>, row: ArrayLike<number>): void;
  /** Writes the estimate and returns the detail. */
  read(state: EstimatorState<K>, out: Float64Array): Readonly<Record<string, number>>;
}

interface SavedState {
  readonly n: number;
  readonly observations: number;
  readonly arrays: Readonly<Record<string, readonly number[]>>;
}

function allocate<K extends string>(rules: EstimatorRules<K>, n: number): Record<K, Float64Array> {
  const entries = Object.entries<number>(rules.sizes(n));
  return Object.fromEntries(
    entries.map(([name, size]) => [name, new Float64Array(size)]),
  ) as Record<K, Float64Array>;
}

/** Starts the live form of a definition from its rules, fresh or from a snapshot. */
export function startEstimator<K extends string>(
  definition: Definition,
  rules: EstimatorRules<K>,
  from?: Snapshot,
): LiveEstimator {
  const { kind, version, params } = definition;
  const identity = () => ({ kind, version, configHash: configHash({ kind, version, params }) });
  let state: EstimatorState<K> = { n: 0, observations: 0, arrays: allocate(rules, 0) };
  if (from !== undefined) {
    const saved = snapshotState(from, identity()) as unknown as SavedState;
    const arrays = allocate(rules, saved.n);
    for (const name of Object.keys(arrays) as K[]) arrays[name].set(saved.arrays[name] ?? []);
    state = { n: saved.n, observations: saved.observations, arrays };
  }

  const progress = (): 'warming' | 'ready' =>
    state.observations < rules.needed ? 'warming' : 'ready';

  return {
    update(row) {
      const n = state.n === 0 ? row.length : state.n;
      if (row.length !== n || n === 0) {
        misuse('numerics/bad-row', ['row'], row.length, `Give ${n || 'one or more'} values a row.`);
      }
      for (let j = 0; j < n; j++) {
        if (!Number.isFinite(row[j])) {
          misuse('numerics/bad-row', ['row', j], row[j], 'Give finite numbers.');
        }
      }
      const arrays = state.n === 0 ? allocate(rules, n) : state.arrays;
      state = { n, observations: state.observations + 1, arrays };
      rules.add(state, row);
      return { status: progress(), observations: state.observations };
    },
    read(out): EstimatorReading {
      const { observations } = state;
      const { needed, ddof } = rules;
      if (progress() === 'warming') return { status: 'warming', observations, needed };
      return { status: 'ready', observations, ddof, detail: rules.read(state, out) };
    },
    snapshot() {
      const arrays = Object.fromEntries(
        Object.entries<Float64Array>(state.arrays).map(([name, array]) => [
          name,
          Array.from(array, (value) => value + 0),
        ]),
      );
      return { ...identity(), state: { n: state.n, observations: state.observations, arrays } };
    },
  };
}
