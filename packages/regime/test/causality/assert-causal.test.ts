import { assume } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  assertCausal,
  ewmaTurbulence,
  fitGaussianHmm,
  gaussianHmm,
  type LiveRegimeDetector,
  type RegimeDetector,
  type RegimeReading,
  refitEvery,
} from '../../src/index.ts';
import { viterbiDetector } from '../support/detectors.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 320, 11);
type Detector = RegimeDetector<readonly number[]>;

const caught = (work: () => unknown): { code: string; index: number } => {
  try {
    work();
  } catch (error) {
    const { code, path } = error as { code: string; path: readonly (string | number)[] };
    return { code, index: path[1] as number };
  }
  return { code: 'nothing was caught', index: -1 };
};

/** Wraps a live detector so that a test can break it. */
const tampered = (
  detector: Detector,
  live: (inner: LiveRegimeDetector<readonly number[]>) => LiveRegimeDetector<readonly number[]>,
): Detector => ({ ...detector, start: (from) => live(detector.start(from)) });

describe('detectors that are causal pass', () => {
  test('turbulence, a filter on a given model, a filter that refits', () => {
    const report = assertCausal(
      () => ewmaTurbulence({ columns: ['a', 'b'], historyBars: 100 }),
      rows,
      { cuts: 3, seed: 5 },
    );
    expect(report.cuts).toHaveLength(3);
    expect(report.readyReadings).toBe(320 - 60);
    const tails = report.cuts.map((cut) => 320 - cut).reduce((sum, bars) => sum + bars, 0);
    expect(report.comparedReadings).toBe(320 + tails);
    assertCausal(() => gaussianHmm({ model: twoMarkets }), rows);
    const refitted = gaussianHmm({
      states: 2,
      columns: ['r', 's'],
      refit: refitEvery(60, { minimumBars: 120, starts: 2 }),
    });
    assertCausal(() => refitted, rows, { cuts: 4 });
  });

  test('a detector made from data passes when it takes nothing from the future', () => {
    const report = assertCausal(
      (data) => gaussianHmm({ model: data.length > 0 ? twoMarkets : twoMarkets }),
      rows,
      { cuts: 2 },
    );
    // Reference against: second run, and at each cut prefix, noisy future and resumed tail.
    expect(report.comparedReadings).toBe(
      320 + 320 * 2 + (report.cuts[0] ?? 0) + (report.cuts[1] ?? 0),
    );
  });
});

describe('detectors that look ahead are caught', () => {
  test('Viterbi labels of a full-sample fit', () => {
    const found = caught(() => assertCausal((data) => viterbiDetector(data), rows, { cuts: 8 }));
    expect(found.code).toBe('regime/not-causal');
    expect(found.index).toBeGreaterThanOrEqual(0);
  });

  test('a causal filter whose parameters have seen the whole sample', () => {
    const make = (data: readonly (readonly number[])[]): Detector =>
      gaussianHmm({
        model: assume(
          fitGaussianHmm(data, { states: 2, starts: 2, columns: ['r', 's'] }),
          'fitted',
          'not-converged',
        ).model,
      });
    expect(caught(() => assertCausal(make, rows.slice(0, 120), { cuts: 1, seed: 2 }))).toEqual({
      code: 'regime/not-causal',
      index: 0,
    });
  });

  test('standardising by the full sample', () => {
    const make = (data: readonly (readonly number[])[]): Detector => {
      const scale = Math.max(...data.map((row) => Math.abs(row[0] as number)));
      const inner = gaussianHmm({ model: twoMarkets });
      return tampered(inner, (live) => ({
        ...live,
        update: (row) => live.update([(row[0] as number) / scale, row[1] as number]),
      }));
    };
    expect(caught(() => assertCausal(make, rows)).code).toBe('regime/not-causal');
  });
});

describe('other faults are caught', () => {
  const inner = gaussianHmm({ model: twoMarkets });

  test('state shared between instances', () => {
    const live = inner.start();
    const shared = tampered(inner, () => live);
    expect(caught(() => assertCausal(() => shared, rows))).toEqual({
      code: 'regime/not-repeatable',
      index: 0,
    });
  });

  test('a snapshot that forgets', () => {
    const empty = inner.start().snapshot();
    const forgetful = tampered(inner, (live) => ({ ...live, snapshot: () => empty }));
    const found = caught(() => assertCausal(() => forgetful, rows, { cuts: 1 }));
    expect(found.code).toBe('regime/not-resumable');
  });

  test('a snapshot that disturbs', () => {
    const disturbed = tampered(inner, (live) => ({
      update: (row) => live.update(row),
      snapshot: () => {
        const before = live.snapshot();
        live.update([0, 0]);
        return before;
      },
    }));
    const found = caught(() => assertCausal(() => disturbed, rows, { cuts: 1 }));
    expect(found.code).toBe('regime/not-repeatable');
  });

  test('the first differing index is named', () => {
    let instance = 0;
    const late = tampered(inner, (live) => {
      instance += 1;
      const odd = instance > 1;
      let bar = 0;
      return {
        ...live,
        update(row): RegimeReading {
          const reading = live.update(row);
          bar += 1;
          return odd && bar === 78 && reading.status === 'ready'
            ? { ...reading, ageBars: reading.ageBars + 1 }
            : reading;
        },
      };
    });
    expect(caught(() => assertCausal(() => late, rows))).toEqual({
      code: 'regime/not-repeatable',
      index: 77,
    });
  });

  test('misuse of the test itself', () => {
    const make = (): Detector => inner;
    expect(caught(() => assertCausal(make, rows.slice(0, 1))).code).toBe(
      'regime/bad-causality-test',
    );
    expect(caught(() => assertCausal(make, rows, { minimumBars: 320 })).code).toBe(
      'regime/bad-causality-test',
    );
    const late = assertCausal(make, rows, { cuts: 9, minimumBars: 313 });
    expect(late.cuts).toEqual([313, 314, 315, 316, 317, 318, 319]);
    expect(caught(() => assertCausal(make, rows, { cuts: 0 })).code).toBe(
      'regime/bad-causality-test',
    );
    expect(caught(() => assertCausal(make, rows, { resumeBars: 0 })).code).toBe(
      'regime/bad-causality-test',
    );
  });

  test('options: own noise, short tails', () => {
    const seen: number[] = [];
    const report = assertCausal((data) => (data.length > 0 ? inner : inner), rows, {
      cuts: 1,
      resumeBars: 5,
      noise: (random, index) => {
        seen.push(index);
        return [random.nextNormal() / 100, -4];
      },
    });
    expect(seen).toHaveLength(320 - (report.cuts[0] as number));
    expect(report.comparedReadings).toBe(
      320 + 2 * (report.cuts[0] as number) + Math.min(5, seen.length),
    );
  });
});
