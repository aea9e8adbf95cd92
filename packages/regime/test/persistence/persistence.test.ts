import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  confirm,
  gaussianHmm,
  hysteresis,
  hysteresisDefaults,
  minDwell,
  type PersistenceFilter,
  persist,
  runBatch,
} from '../../src/index.ts';
import { runs } from '../support/runs.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const labelsOf = (filter: PersistenceFilter, probabilities: readonly number[]): string => {
  const live = filter.start();
  return probabilities
    .map((p) => live.update({ candidate: p > 0.5 ? 'T' : 'c', probabilities: { c: 1 - p, T: p } }))
    .join('');
};

describe('hysteresis', () => {
  test('a Schmitt trigger on two labels', () => {
    expect(labelsOf(hysteresis(), [0.1, 0.6, 0.79, 0.8, 0.5, 0.21, 0.2, 0.5])).toBe('cccTTTcc');
    expect(labelsOf(hysteresis({ enter: 0.8, leave: 0.05 }), [0, 0.79, 0.8, 0.21, 0.2])).toBe(
      'ccTTc',
    );
    expect(hysteresis().params).toEqual(hysteresisDefaults);
  });

  test('with three labels a worn-out label gives way to the most probable one', () => {
    const live = hysteresis({ enter: 0.8, leave: 0.2 }).start();
    const read = (a: number, b: number, c: number): string =>
      live.update({ candidate: 'a', probabilities: { a, b, c } });
    expect(read(1, 0, 0)).toBe('a');
    expect(read(0.3, 0.4, 0.3)).toBe('a');
    expect(read(0.15, 0.45, 0.4)).toBe('b');
    expect(read(0.85, 0.1, 0.05)).toBe('a');
  });

  test('a label alone in the world stays', () => {
    const live = hysteresis().start();
    expect(live.update({ candidate: 'only', probabilities: { only: 1 } })).toBe('only');
    expect(live.update({ candidate: 'only', probabilities: { only: 1 } })).toBe('only');
  });

  test.each([{ enter: 0.4 }, { enter: 1.1 }, { leave: -0.1 }, { enter: 0.6, leave: 0.6 }])(
    'refuses %o',
    (options) => {
      expect(() => hysteresis(options)).toThrow(
        expect.objectContaining({ code: 'regime/bad-hysteresis' }) as unknown as Error,
      );
    },
  );
});

describe('confirmation and dwell', () => {
  const p = [0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0];

  test('confirm(n) changes on the n-th bar in a row', () => {
    expect(labelsOf(confirm(1), p)).toBe('cTcTTcTTTccc');
    expect(labelsOf(confirm(2), p)).toBe('ccccTTTTTTcc');
    expect(labelsOf(confirm(3), p)).toBe('ccccccccTTTc');
  });

  test('confirm starts again when the rival changes', () => {
    const live = confirm(2).start();
    const read = (candidate: string): string => live.update({ candidate, probabilities: {} });
    expect(['a', 'b', 'c', 'b', 'b', 'a', 'a'].map(read).join('')).toBe('aaaabba');
  });

  test('minDwell(n) keeps every label at least n bars', () => {
    expect(labelsOf(minDwell(1), p)).toBe('cTcTTcTTTccc');
    expect(labelsOf(minDwell(3), p)).toBe('cccTTTTTTccc');
  });

  test.each([confirm, minDwell])('refuses no bars', (filter) => {
    for (const bars of [0, -1, 1.5]) {
      expect(() => filter(bars)).toThrow(
        expect.objectContaining({ code: 'regime/bad-persistence' }) as unknown as Error,
      );
    }
  });

  test('properties: never shorter than the dwell, never a label nobody proposed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 6 }),
        (ps, n) => {
          const held = labelsOf(minDwell(n), ps);
          const lengths = held.match(/c+|T+/g) ?? [];
          for (const run of lengths.slice(0, -1)) expect(run.length).toBeGreaterThanOrEqual(n);
          for (const filter of [hysteresis(), confirm(n), minDwell(n)]) {
            expect(labelsOf(filter, ps)).toHaveLength(ps.length);
          }
        },
      ),
      runs(50),
    );
  });
});

describe('persist', () => {
  const detector = gaussianHmm({ model: twoMarkets });
  const { rows } = simulate(twoMarkets, 400, 3);
  const raw = runBatch(detector, rows);
  const switches = (readings: typeof raw): number =>
    readings.filter((reading, t) => {
      const before = readings[t - 1];
      return (
        reading.status === 'ready' && before?.status === 'ready' && before.label !== reading.label
      );
    }).length;

  test('keeps probabilities, and lets label, confidence and age follow the filters', () => {
    const steady = runBatch(persist(detector, hysteresis()), rows);
    let age = -1;
    steady.forEach((reading, t) => {
      const plain = raw[t];
      if (reading.status !== 'ready' || plain?.status !== 'ready') throw new Error('not ready');
      expect(reading.probabilities).toEqual(plain.probabilities);
      expect(reading.diagnostics).toEqual(plain.diagnostics);
      expect(reading.confidence).toBe(reading.probabilities[reading.label]);
      const before = steady[t - 1];
      age = before?.status === 'ready' && before.label === reading.label ? age + 1 : 0;
      expect(reading.ageBars).toBe(age);
    });
    expect(switches(steady)).toBeLessThan(switches(raw));
  });

  test('chains filters in order', () => {
    const both = runBatch(persist(detector, hysteresis(), minDwell(10)), rows);
    expect(switches(both)).toBeLessThanOrEqual(
      switches(runBatch(persist(detector, hysteresis()), rows)),
    );
  });

  test('passes warm-up through, and carries the identity of its parts', () => {
    const decorated = persist(detector, confirm(2));
    expect(decorated.labels).toBe(detector.labels);
    expect(decorated.warmupBars).toBe(1);
    const other = persist(detector, confirm(3));
    const snapshot = decorated.start().snapshot();
    expect(() => other.start(snapshot)).toThrow(
      expect.objectContaining({ code: 'core/snapshot-mismatch' }) as unknown as Error,
    );
  });

  test('a filter that answers an unknown label is refused', () => {
    const wild: PersistenceFilter = {
      kind: 'wild',
      version: 1,
      params: {},
      start: () => ({ update: () => 'sideways', snapshot: () => confirm(1).start().snapshot() }),
    };
    expect(() => persist(detector, wild).start().update([0, -4])).toThrow(
      expect.objectContaining({ code: 'regime/unknown-label' }) as unknown as Error,
    );
  });
});
