import { canonicalJson, type Json, misuse, PlimsollError } from '@plimsoll/core';
import type { EstimatorReading, LiveEstimator, MomentEstimator } from '../moments/estimator.ts';
import { diagnosePsd } from '../moments/psd.ts';
import type { DenseTable } from '../table/dense-table.ts';

/** One named check of a contract suite; `run` throws where the contract is broken. */
export interface EstimatorCheck {
  /** What is checked, as a statement. */
  readonly name: string;
  /** Runs the check. */
  run(): void;
}

/** What {@link covarianceEstimatorContract} feeds the estimator. */
export interface EstimatorFixture {
  /** Rows of at least two columns, at least twice as many as the estimator needs. */
  readonly rows: readonly (readonly number[])[];
  /** Largest disagreement allowed, as a share of the largest entry. @defaultValue 1e-9 */
  readonly tolerance?: number;
}

/** Defaults of {@link covarianceEstimatorContract}. */
export const estimatorContractDefaults: Readonly<{ tolerance: number }> = { tolerance: 1e-9 };

type Rows = readonly (readonly number[])[];

const fail = (received: unknown, remedy: string): never =>
  misuse('numerics/contract-broken', [], received, remedy);

const stateOf = (live: LiveEstimator): string => canonicalJson(live.snapshot() as unknown as Json);

const expectClose = (a: Float64Array, b: Float64Array, tolerance: number, remedy: string): void => {
  const scale = b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const gap = b.reduce(
    (largest, value, k) => Math.max(largest, Math.abs(value - (a[k] as number))),
    0,
  );
  if (!(gap <= tolerance * scale)) fail(gap, remedy);
};

const refuses = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch (error) {
    return PlimsollError.is(error);
  }
};

/**
 * The contract of a `CovarianceEstimator` or `MeanEstimator`, as named checks that every built-in
 * passes and yours should too. Run them in any test framework.
 *
 * @param make - Makes the definition under test; called afresh by every check.
 *
 * @example
 * ```ts
 * for (const check of covarianceEstimatorContract(() => myEstimator(), { rows })) {
 *   test(check.name, check.run);
 * }
 * ```
 */
export function covarianceEstimatorContract(
  make: () => MomentEstimator<'mean' | 'covariance'>,
  fixture: EstimatorFixture,
): readonly EstimatorCheck[] {
  const { rows, tolerance } = { ...estimatorContractDefaults, ...fixture };
  const n = rows[0]?.length ?? 0;
  const size = make().estimates === 'mean' ? n : n * n;

  const feed = (live: LiveEstimator, some: Rows): LiveEstimator => {
    for (const row of some) live.update(row);
    return live;
  };
  const readOut = (live: LiveEstimator): { out: Float64Array; reading: EstimatorReading } => {
    const out = new Float64Array(size).fill(Number.NaN);
    return { out, reading: live.read(out) };
  };
  const fold = (some: Rows): Float64Array => {
    const { out, reading } = readOut(feed(make().start(), some));
    if (reading.status !== 'ready' || out.some((value) => !Number.isFinite(value))) {
      fail(reading, 'After all rows of the fixture read must write a finite estimate.');
    }
    return out;
  };
  const permuted = (out: Float64Array): Float64Array =>
    out.map((_, k) =>
      size === n
        ? (out[n - 1 - k] as number)
        : (out[(n - 1 - Math.floor(k / n)) * n + (n - 1 - (k % n))] as number),
    );

  return [
    {
      name: 'the definition is plain data and the same each time',
      run(): void {
        const texts = [make(), make()].map(({ kind, version, params }) =>
          canonicalJson({ kind, version, params }),
        );
        if (texts[0] !== texts[1]) fail(texts, 'Make kind, version and params depend on nothing.');
      },
    },
    {
      name: 'warms up without writing, then stays ready',
      run(): void {
        const live = make().start();
        let ready = false;
        rows.forEach((row, i) => {
          const { status, observations } = live.update(row);
          const { out, reading } = readOut(live);
          if (observations !== i + 1 || reading.observations !== i + 1) {
            fail([i + 1, observations, reading.observations], 'Count every row once.');
          }
          if (status !== reading.status)
            fail([status, reading.status], 'update must tell as read.');
          if (reading.status === 'warming') {
            if (ready) fail(i, 'Once ready, stay ready.');
            if (reading.needed <= i + 1) fail(reading, 'needed must lie ahead while warming.');
            if (!out.every(Number.isNaN)) fail(i, 'Leave out alone while warming.');
          } else {
            ready = true;
            canonicalJson(reading.detail);
            if (out.some((value) => !Number.isFinite(value))) fail(i, 'Write finite numbers only.');
          }
        });
        if (!ready) fail(rows.length, 'Give a fixture that is long enough.');
      },
    },
    {
      name: 'batch agrees with the fold of update',
      run(): void {
        const estimator = make();
        if (estimator.batch === undefined) return;
        const out = new Float64Array(size).fill(Number.NaN);
        const reading = estimator.batch(denseRows(rows, n), out);
        if (reading.status !== 'ready' || reading.observations !== rows.length) {
          fail(reading, 'batch must be ready after all rows of the fixture.');
        }
        expectClose(out, fold(rows), tolerance, 'batch must equal the streaming estimate.');
      },
    },
    {
      name: 'a covariance is symmetric to the last bit and positive semidefinite',
      run(): void {
        if (size === n) return;
        const out = fold(rows);
        const matrix = rowsOf(out, n);
        matrix.forEach((row, i) => {
          row.forEach((value, j) => {
            if (value !== matrix[j]?.[i]) fail([i, j], 'Write both triangles alike.');
          });
        });
        const { status, smallest } = diagnosePsd(matrix, { tolerance });
        if (status === 'indefinite') fail(smallest, 'No portfolio may have negative variance.');
      },
    },
    {
      name: 'reading changes nothing, and live instances share nothing',
      run(): void {
        const estimator = make();
        const one = feed(estimator.start(), rows);
        const before = stateOf(one);
        readOut(one);
        feed(estimator.start(), rows.slice(1));
        if (stateOf(one) !== before) fail(before, 'Keep all state inside the live instance.');
      },
    },
    {
      name: 'a snapshot survives JSON and continues bit for bit',
      run(): void {
        for (const cut of [0, 1, Math.floor(rows.length / 2)]) {
          const live = feed(make().start(), rows.slice(0, cut));
          const saved = JSON.parse(JSON.stringify(live.snapshot()));
          const resumed = feed(make().start(saved), rows.slice(cut));
          const { out } = readOut(resumed);
          const whole = fold(rows);
          if (out.some((value, k) => value !== whole[k])) fail(cut, 'Save every number kept.');
        }
      },
    },
    {
      name: 'a snapshot of another configuration is refused',
      run(): void {
        const saved = feed(make().start(), rows).snapshot();
        for (const field of ['kind', 'configHash']) {
          if (!refuses(() => make().start({ ...saved, [field]: 'other' }))) {
            fail(field, 'Refuse a snapshot with another kind, version or configHash.');
          }
        }
      },
    },
    {
      name: 'a bad row is refused and changes nothing',
      run(): void {
        const live = feed(make().start(), rows);
        const before = stateOf(live);
        const [first = []] = rows;
        for (const bad of [first.slice(1), first.map(() => Number.NaN), [...first, 0]]) {
          if (!refuses(() => live.update(bad))) fail(bad, 'Throw a PlimsollError for a bad row.');
          if (stateOf(live) !== before) fail(bad, 'A refused row must leave the state alone.');
        }
      },
    },
    {
      name: 'the order of the columns does not matter',
      run(): void {
        const reversed = rows.map((row) => [...row].reverse());
        const remedy = 'Permuted columns must give the permuted estimate.';
        expectClose(fold(reversed), permuted(fold(rows)), tolerance, remedy);
      },
    },
    {
      name: 'scaling the returns scales the estimate',
      run(): void {
        const factor = 2 ** -7;
        const power = size === n ? factor : factor * factor;
        const scaled = fold(rows.map((row) => row.map((value) => value * factor)));
        const want = fold(rows).map((value) => value * power);
        expectClose(scaled, want, tolerance, 'A mean scales with returns, a covariance squared.');
      },
    },
  ];
}

function denseRows(rows: Rows, n: number): DenseTable {
  return {
    symbols: Array.from({ length: n }, (_, j) => `column-${j}`),
    closeAt: rows.map((_, i) => i),
    rows: rows.length,
    columns: n,
    values: Float64Array.from(rows.flat()),
    content: null,
  };
}

function rowsOf(flat: Float64Array, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(flat.subarray(i * n, (i + 1) * n)));
}
