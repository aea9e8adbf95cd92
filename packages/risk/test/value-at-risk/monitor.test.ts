import { createRandom } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historicalVar } from '../../src/var.ts';
import { assume, createHistoricalVarMonitor } from '../../src/var-portfolio.ts';
import { runs } from '../support/runs.ts';
import { fit } from '../support/series.ts';

const symbols = ['A', 'B', 'C'] as const;
type Row = readonly [number, number, number];
const named = ([A, B, C]: Row) => ({ A, B, C });
const rowArbitrary = fc.tuple(
  ...([1, 2, 3] as const).map(() => fc.integer({ min: -99, max: 99 })),
) as unknown as fc.Arbitrary<Row>;

describe('rolling historical value at risk', () => {
  test('is the model on the last bars, after any sequence of bars and positions', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({ bar: rowArbitrary }),
            fc.record({ hold: rowArbitrary }),
            fc.record({ ask: rowArbitrary }),
          ),
          { minLength: 10, maxLength: 60 },
        ),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom('worst-ceil' as const, 'worst-floor-plus-one' as const),
        (steps, windowBars, percent, method) => {
          const tailProbability = percent / 100;
          const monitor = createHistoricalVarMonitor({
            symbols,
            windowBars,
            tailProbability,
            method,
          });
          const bars: Row[] = [];
          let held: Row = [0, 0, 0];
          const expected = (x: Row) => {
            const window = bars.slice(-windowBars);
            if (window.length < windowBars) return null;
            const outcomes = window.map((r) => r[0] * x[0] + r[1] * x[1] + r[2] * x[2]);
            return fit(historicalVar({ method }), tailProbability, outcomes);
          };
          for (const step of steps) {
            let reading = monitor.read();
            let want = expected(held);
            if ('bar' in step) {
              bars.push(step.bar);
              reading = monitor.update(named(step.bar));
              want = expected(held);
            } else if ('hold' in step) {
              held = step.hold;
              reading = monitor.hold(named(step.hold));
              want = expected(held);
            } else {
              reading = monitor.whatIf(named(step.ask));
              want = expected([
                held[0] + step.ask[0],
                held[1] + step.ask[1],
                held[2] + step.ask[2],
              ]);
            }
            if (want === null) {
              expect(reading).toMatchObject({ status: 'warming', observations: bars.length });
              continue;
            }
            const { valueAtRisk, expectedShortfall } = assume(reading, 'ready');
            expect(valueAtRisk).toBeCloseTo(want.valueAtRisk, 8);
            expect(expectedShortfall).toBeCloseTo(want.expectedShortfall, 8);
          }
        },
      ),
      runs(60),
    );
  });

  const config = { symbols, windowBars: 20, tailProbability: 0.1 };
  const random = createRandom(4);
  const bar = () => named([random.nextNormal(), random.nextNormal(), random.nextNormal()]);

  test('asking changes nothing, and a snapshot continues bit for bit', () => {
    const monitor = createHistoricalVarMonitor(config);
    for (let t = 0; t < 27; t++) monitor.update(bar());
    monitor.hold({ A: 0.3, B: -1.7 });
    monitor.update(bar());
    const before = JSON.stringify(monitor.snapshot());
    monitor.whatIf({ C: 5 });
    monitor.read();
    expect(JSON.stringify(monitor.snapshot())).toBe(before);
    const again = createHistoricalVarMonitor(config, { from: JSON.parse(before) });
    for (let t = 0; t < 30; t++) {
      const next = bar();
      expect(again.update(next)).toEqual(monitor.update(next));
    }
    expect(again.snapshot()).toEqual(monitor.snapshot());
    expect(() =>
      createHistoricalVarMonitor({ ...config, windowBars: 21 }, { from: JSON.parse(before) }),
    ).toThrow(expect.objectContaining({ code: 'core/snapshot-mismatch' }));
  });

  test('a tail of whole bars ends on the last of them, or on the next by the other rule', () => {
    const at = (method: 'worst-ceil' | 'worst-floor-plus-one') => {
      const monitor = createHistoricalVarMonitor({ ...config, method });
      monitor.hold({ A: 1 });
      for (let t = 0; t < 20; t++) monitor.update({ A: -t, B: 0, C: 0 });
      return monitor.read();
    };
    expect(at('worst-ceil')).toEqual({
      status: 'ready',
      valueAtRisk: 18,
      expectedShortfall: 18.5,
    });
    expect(at('worst-floor-plus-one')).toMatchObject({ valueAtRisk: 17, expectedShortfall: 18.5 });
  });

  test('a refused call leaves the state untouched', () => {
    const monitor = createHistoricalVarMonitor(config);
    for (let t = 0; t < 20; t++) monitor.update(bar());
    monitor.hold({ A: 1 });
    const before = JSON.stringify(monitor.snapshot());
    const code = (expected: string) => expect.objectContaining({ code: expected });
    expect(() => monitor.update({ A: 1, B: 2 })).toThrow(code('risk/bad-sample'));
    expect(() => monitor.update({ A: 1, B: 2, C: Number.NaN })).toThrow(code('risk/bad-sample'));
    expect(() => monitor.hold({ D: 1 })).toThrow(code('risk/unknown-symbol'));
    expect(() => monitor.hold({ A: 2, B: Number.NaN })).toThrow(code('risk/bad-position'));
    expect(() => monitor.whatIf({ D: 1 })).toThrow(code('risk/unknown-symbol'));
    expect(() => monitor.whatIf({ A: 1, B: Number.NaN })).toThrow(code('risk/bad-position'));
    expect(JSON.stringify(monitor.snapshot())).toBe(before);
  });

  test('rounding does not pile up over many changes of a position', () => {
    const monitor = createHistoricalVarMonitor(config);
    for (let t = 0; t < 20; t++) monitor.update(bar());
    for (let k = 0; k < 5000; k++) monitor.hold({ A: 1e6 * random.nextNormal() });
    monitor.hold({ A: 0 });
    const { valueAtRisk } = assume(monitor.read(), 'ready');
    // 904 changes of up to 1e6 since the last fresh sum, each half a rounding of 1e-10.
    expect(Math.abs(valueAtRisk)).toBeLessThan(1e-7);
  });

  test('configuration is checked', () => {
    const bad = expect.objectContaining({ code: 'risk/bad-option' });
    expect(() => createHistoricalVarMonitor({ ...config, symbols: [] })).toThrow(bad);
    expect(() => createHistoricalVarMonitor({ ...config, symbols: ['A', 'A'] })).toThrow(bad);
    expect(() => createHistoricalVarMonitor({ ...config, windowBars: 0 })).toThrow(bad);
  });
});
