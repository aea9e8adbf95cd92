import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  filterGaussianHmm,
  fitGaussianHmm,
  type GaussianHmm,
  gaussianHmm,
  type ReadyRegimeReading,
  type RegimeReading,
  refitEvery,
  runBatch,
} from '../../src/index.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 500, 21);
const columns = ['logReturn', 'logRange'];
const refit = refitEvery(60, { minimumBars: 150, starts: 4 });
const detector = gaussianHmm({ states: 2, columns, names: ['calm', 'turbulent'], refit });
const readings = runBatch(detector, rows);
type Label = 'calm' | 'turbulent';
const ready = (reading: RegimeReading<Label> | undefined): ReadyRegimeReading<Label> => {
  if (reading?.status !== 'ready') throw new Error('not ready');
  return reading;
};

describe('a filter that refits on its own past', () => {
  test('warms up for minimumBars, counting down', () => {
    expect(readings[0]).toEqual({ status: 'warming', remainingBars: 149 });
    expect(readings[148]).toEqual({ status: 'warming', remainingBars: 1 });
    expect(readings[149]?.status).toBe('ready');
    expect(detector.warmupBars).toBe(150);
  });

  test('each reading is the filter of the last model fitted, done by hand', () => {
    const first = assume(
      fitGaussianHmm(rows.slice(0, 150), { states: 2, columns, starts: 4 }),
      'fitted',
    );
    const second = assume(
      fitGaussianHmm(rows.slice(0, 210), {
        states: 2,
        columns,
        starts: 4,
        warmStarts: [first.model],
      }),
      'fitted',
    );
    for (const [model, from, to] of [
      [first.model, 149, 208],
      [second.model, 209, 268],
    ] as const) {
      const { filtered, predicted } = filterGaussianHmm(model, rows.slice(0, to + 1));
      for (let t = from; t <= to; t += 1) {
        expect(ready(readings[t]).probabilities).toEqual(filtered[t]);
        expect(ready(readings[t]).predicted).toEqual(predicted[t]);
      }
    }
  });

  test('counts refits and the labels they would have changed', () => {
    // Returns alone tell the two markets apart less surely, so that refits change their mind.
    const returns = simulate(twoMarkets, 500, 3).rows.map((row) => row[0] as number);
    const given = runBatch(
      gaussianHmm({ states: 2, columns: ['r'], names: ['calm', 'turbulent'], refit }),
      returns,
    );
    let warmStarts: readonly GaussianHmm[] = [];
    let total = 0;
    for (const bars of [150, 210, 270, 330, 390, 450]) {
      const seen = returns.slice(0, bars);
      const options = { states: 2, columns: ['r'], starts: 4, warmStarts };
      const { model } = assume(fitGaussianHmm(seen, options), 'fitted');
      warmStarts = [model];
      const changed = filterGaussianHmm(model, seen).filtered.filter((law, t) => {
        const label = (law['turbulent'] as number) > (law['calm'] as number) ? 'turbulent' : 'calm';
        return t >= 149 && t < bars - 1 && label !== ready(given[t]).label;
      }).length;
      total += changed;
      const { diagnostics } = ready(given[bars - 1]);
      expect(diagnostics['relabelledByLastRefit']).toBe(changed);
      expect(diagnostics['relabelledByRefits']).toBe(total);
    }
    expect(total).toBeGreaterThan(50);
    expect(ready(given[499]).diagnostics).toMatchObject({
      refits: 6,
      failedRefits: 0,
      ambiguousRefits: 0,
      unconvergedRefits: 0,
    });
  });

  test('shows its model, and none before the first fit', () => {
    const live = detector.start();
    expect(live.model()).toBeNull();
    for (const row of rows.slice(0, 150)) live.update(row);
    expect(live.model()?.columns).toEqual(columns);
  });

  test('labels are mostly right on a market that is known', () => {
    const { rows: long, states } = simulate(twoMarkets, 1200, 5);
    const given = runBatch(
      gaussianHmm({
        states: 2,
        columns,
        names: ['calm', 'turbulent'],
        refit: refitEvery(250, { minimumBars: 250, starts: 3 }),
      }),
      long,
    );
    const hits = given.filter(
      (reading, t) => reading.status === 'ready' && reading.label === states[t],
    ).length;
    expect(hits / (1200 - 249)).toBeGreaterThan(0.95);
  });
});

describe('windows and failures', () => {
  test('a rolling window forgets: the fit sees the last bars only', () => {
    const rolling = gaussianHmm({
      states: 2,
      columns,
      refit: refitEvery(100, { window: 120, minimumBars: 100, starts: 2 }),
    });
    const live = rolling.start();
    let last: RegimeReading | undefined;
    for (const row of rows.slice(0, 300)) last = live.update(row);
    expect(last?.status).toBe('ready');
    const state = live.snapshot().state as { labels: number[]; values: number[] };
    expect(state.labels).toHaveLength(120);
    expect(state.values.slice(-2)).toEqual(rows[299]);
  });

  test('a fit that fails leaves the detector warming, and is tried again at the next date', () => {
    const flat = rows.map(([x], t) => [x as number, t < 70 ? 1 : (rows[t]?.[1] as number)]);
    const live = gaussianHmm({
      states: 2,
      columns,
      refit: refitEvery(50, { minimumBars: 60, starts: 2 }),
    }).start();
    const statuses = flat.slice(0, 111).map((row) => live.update(row));
    expect(statuses[59]).toEqual({ status: 'warming', remainingBars: 50 });
    expect(statuses[108]).toEqual({ status: 'warming', remainingBars: 1 });
    const first = statuses[109];
    expect(first?.status === 'ready' && first.diagnostics['failedRefits']).toBe(1);
  });

  test('an ambiguous identity keeps the old model', () => {
    // Two states whose means and variances coincide after a while: matching becomes arbitrary.
    const live = gaussianHmm({
      states: 3,
      columns,
      refit: refitEvery(20, { window: 60, minimumBars: 60, starts: 2, align: 'bhattacharyya' }),
    }).start();
    let ambiguous = 0;
    let refits = 0;
    for (const row of rows) {
      const before = live.model();
      const reading = live.update(row);
      if (reading.status !== 'ready') continue;
      if ((reading.diagnostics['ambiguousRefits'] as number) > ambiguous) {
        ambiguous += 1;
        expect(live.model()).toBe(before);
      }
      refits = reading.diagnostics['refits'] as number;
    }
    expect(ambiguous).toBeGreaterThan(0);
    expect(refits).toBeGreaterThan(0);
  });
});

describe('misuse', () => {
  const refused = (work: () => unknown, code: string): void =>
    expect(work).toThrow(expect.objectContaining({ code }) as unknown as Error);

  test('schedules', () => {
    refused(() => refitEvery(0), 'regime/bad-refit');
    refused(() => refitEvery(63, { window: 100 }), 'regime/bad-refit');
    refused(() => refitEvery(63, { minimumBars: 0 }), 'regime/bad-refit');
    refused(() => refitEvery(63, { starts: 0 }), 'regime/bad-refit');
    refused(() => refitEvery(63, { align: 'hungarian' as 'order' }), 'regime/bad-refit');
    expect(refitEvery(63)).toEqual({
      kind: 'refit-every',
      everyBars: 63,
      window: 'expanding',
      minimumBars: 504,
      starts: 10,
      seed: 1,
      align: 'order',
    });
  });

  test('definitions', () => {
    const define = (more: object): (() => unknown) => {
      return () => gaussianHmm({ states: 2, columns, refit: refitEvery(63), ...more });
    };
    refused(define({ columns: [] }), 'regime/wrong-columns');
    refused(define({ columns: ['a', 'a'] }), 'regime/wrong-columns');
    refused(define({ orderColumn: 'x' }), 'regime/unknown-column');
    refused(define({ refit: undefined }), 'regime/bad-refit');
    refused(define({ refit: refitEvery(5, { minimumBars: 19 }) }), 'regime/bad-refit');
    refused(
      () => gaussianHmm({ model: twoMarkets, begin: 'now' as 'initial' }),
      'regime/bad-option',
    );
  });
});
