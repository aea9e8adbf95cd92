import { assume, type Bar } from '@plimsoll/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  atr,
  computeFeature,
  createFeatureSet,
  defineFeature,
  ema,
  type Feature,
  type FeatureSetInput,
  field,
  logReturn,
  realisedVolatility,
  rsi,
  sma,
  standardDeviation,
  trueRange,
} from '../../src/index.ts';
import { type TestBar, walkBars } from '../support/bars.ts';
import { errorCode } from '../support/error-code.ts';
import { highestClose } from '../support/highest-close.ts';

const bars = walkBars(80, 3);
const at = (i: number): TestBar => bars[i] as TestBar;

let calls = 0;
const counted = (): Feature<{ readonly close: number }> =>
  defineFeature({
    kind: 'counted',
    params: {},
    inputs: [field('close')],
    warmupBars: 3,
    stateLength: 2,
    infallible: true,
    step: (state, inputs) => {
      calls += 1;
      state[1] = (state[1] as number) + 1;
      state[0] = (inputs[0] as number) * (state[1] as number);
    },
  });

const many = () => ({
  sma5: sma(5),
  rsi7: rsi(7),
  atr7: atr(7),
  tr: trueRange(),
  vol: realisedVolatility({ windowBars: 10, periodsPerYear: 252 }),
  top: highestClose(),
  emaReturn: logReturn({ of: ema(4) }),
});

describe('feature set', () => {
  test('reads exactly what each feature reads alone, warming and ready', () => {
    const features = many();
    const set = createFeatureSet(features);
    const alone = Object.entries(features).map(
      ([name, feature]) => [name, computeFeature(feature as Feature<TestBar>, bars)] as const,
    );
    bars.forEach((bar, i) => {
      const reading = set.update('AAPL', bar);
      const expected = alone
        .filter(([, column]) => column.ready[i] === 1)
        .map(([name, column]) => [name, column.values[i]]);
      expect(reading.values).toEqual(Object.fromEntries(expected));
      expect(reading.closeAt).toBe(bar.closeAt);
      expect(reading.status).toBe(i + 1 >= set.warmupBars ? 'ready' : 'warming');
      if (reading.status === 'warming') {
        expect(reading.remainingBars).toBe(set.warmupBars - i - 1);
      }
    });
    expect(set.warmupBars).toBe(11);
    expect(set.names).toEqual(Object.keys(features));
  });

  test('computes a definition that occurs several times once a bar and subject', () => {
    calls = 0;
    const set = createFeatureSet({
      one: counted(),
      two: counted(),
      three: sma(2, { of: counted() }),
      four: standardDeviation(2, { of: sma(2, { of: counted() }) }),
    });
    for (const bar of bars) set.update('A', bar);
    expect(calls).toBe(bars.length);
    for (const bar of bars) set.update('B', bar);
    expect(calls).toBe(2 * bars.length);
    // close, counted, its average, the deviation of that
    expect(set.nodeCount).toBe(4);
  });

  test('keeps subjects apart', () => {
    const other = walkBars(80, 9);
    const both = createFeatureSet(many());
    const alone = createFeatureSet(many());
    bars.forEach((bar, i) => {
      both.update('B', other[i] as TestBar);
      expect(both.update('A', bar)).toEqual(alone.update('A', bar));
    });
    expect(both.subjects()).toEqual(['B', 'A']);
  });

  test('peek answers what update then answers and registers nothing', () => {
    const set = createFeatureSet(many());
    for (const bar of bars) {
      const before = JSON.stringify(set.snapshot());
      const peeked = set.peek('A', bar);
      expect(JSON.stringify(set.snapshot())).toBe(before);
      expect(set.update('A', bar)).toEqual(peeked);
    }
  });

  test('a snapshot continues bit for bit, history included', () => {
    const options = { historyBars: 12 };
    const whole = createFeatureSet(many(), options);
    const first = createFeatureSet(many(), options);
    for (const bar of bars.slice(0, 40)) {
      whole.update('A', bar);
      whole.update('B', bar);
      first.update('A', bar);
      first.update('B', bar);
    }
    const from = JSON.parse(JSON.stringify(first.snapshot()));
    const second = createFeatureSet(many(), { ...options, from });
    expect(second.columns('A')).toEqual(first.columns('A'));
    for (const bar of bars.slice(40))
      expect(second.update('A', bar)).toEqual(whole.update('A', bar));
    expect(JSON.stringify(second.snapshot())).toBe(JSON.stringify(whole.snapshot()));
  });

  test('columns hold the last bars, oldest first, with a ready mask', () => {
    const set = createFeatureSet({ fast: sma(2), slow: sma(30) }, { historyBars: 40 });
    for (const bar of bars.slice(0, 35)) set.update('A', bar);
    const early = set.columns('A');
    expect(Array.from(early.closeAt)).toEqual(bars.slice(0, 35).map((bar) => bar.closeAt));
    const { fast, slow } = early.columns;
    expect([fast.ready[0], fast.ready[1], slow.ready[28], slow.ready[29]]).toEqual([0, 1, 0, 1]);
    expect(fast.values[0]).toBeNaN();
    const { values } = computeFeature(sma(2), bars);
    expect(Array.from(fast.values)).toEqual(Array.from(values.subarray(0, 35)));
    for (const bar of bars.slice(35)) set.update('A', bar);
    const late = set.columns('A');
    expect(Array.from(late.closeAt)).toEqual(bars.slice(40).map((bar) => bar.closeAt));
    expect(Array.from(late.columns.fast.values)).toEqual(Array.from(values.subarray(40)));
    expect(Array.from(late.columns.slow.ready)).toEqual(new Array(40).fill(1));
  });

  test('keeps no history unless asked', () => {
    const set = createFeatureSet({ fast: sma(2) });
    set.update('A', at(0));
    expect(set.columns('A').closeAt.length).toBe(0);
  });

  test('refuses bars out of order, bad times and bad prices, and stays as it was', () => {
    const set = createFeatureSet(many(), { historyBars: 5 });
    for (const bar of bars.slice(0, 30)) set.update('A', bar);
    const before = JSON.stringify(set.snapshot());
    const next = at(30);
    expect(errorCode(() => set.update('A', at(29)))).toBe('features/out-of-order closeAt');
    expect(errorCode(() => set.peek('A', at(3)))).toBe('features/out-of-order closeAt');
    expect(errorCode(() => set.update('A', { ...next, closeAt: Number.NaN }))).toBe(
      'features/invalid-input closeAt',
    );
    expect(errorCode(() => set.update('A', { ...next, close: Number.NaN }))).toBe(
      'features/invalid-input close',
    );
    expect(errorCode(() => set.update('A', { ...next, close: 0 }))).toBe(
      'features/invalid-input close',
    );
    expect(errorCode(() => set.update('A', { ...next, high: 1, low: 2 }))).toBe(
      'features/high-below-low high',
    );
    expect(errorCode(() => set.update('NEW', { ...next, close: -1 }))).not.toBe('no error');
    expect(set.subjects()).toEqual(['A']);
    expect(JSON.stringify(set.snapshot())).toBe(before);
    expect(set.update('A', next).status).toBe('ready');
  });

  test('a step that refuses leaves every node as it was', () => {
    const set = createFeatureSet({
      average: sma(3),
      guarded: logReturn({ of: field('open') }),
    });
    for (const bar of bars.slice(0, 10)) set.update('A', bar);
    const before = JSON.stringify(set.snapshot());
    expect(errorCode(() => set.update('A', { ...at(10), open: -1 }))).toBe(
      'features/non-positive-price of',
    );
    expect(JSON.stringify(set.snapshot())).toBe(before);
    const clean = createFeatureSet({ average: sma(3), guarded: logReturn({ of: field('open') }) });
    for (const bar of bars.slice(0, 10)) clean.update('A', bar);
    expect(set.update('A', at(10))).toEqual(clean.update('A', at(10)));
  });

  test('a reading of user code that is no usable number is refused', () => {
    const halves = (x: number): Feature<TestBar> =>
      defineFeature<TestBar>({
        kind: 'halves',
        params: {},
        inputs: [field('close')],
        warmupBars: 1,
        stateLength: 1,
        step: (state) => {
          state[0] = x;
        },
      });
    const code = 'features/unusable-reading halves';
    expect(errorCode(() => halves(Number.NaN).start().update(at(0)))).toBe(code);
    expect(errorCode(() => halves(1e61).start().update(at(0)))).toBe(code);
    expect(halves(1e60).start().update(at(0))).toBe(1e60);
    const silent: Feature<TestBar> = { ...highestClose(), warmupBars: 1 };
    const set = createFeatureSet({ silent });
    expect(errorCode(() => set.update('A', at(0)))).toBe('features/unusable-reading highest-close');
  });

  test('refuses nonsense when it is made', () => {
    expect(errorCode(() => createFeatureSet({}))).toBe('features/no-features features');
    expect(errorCode(() => createFeatureSet({ a: sma(2) }, { historyBars: -1 }))).toBe(
      'features/invalid-history historyBars',
    );
    const wrong = { a: sma as unknown as Feature<TestBar> };
    expect(errorCode(() => createFeatureSet(wrong))).toBe('features/not-a-feature features a');
    const set = createFeatureSet({ a: sma(2) });
    expect(errorCode(() => set.columns('A'))).toBe('features/unknown-subject subject');
    set.update('B', at(0));
    expect(() => set.columns('A')).toThrow('Ask for one of B.');
    expect(errorCode(() => createFeatureSet({ a: sma(3) }, { from: set.snapshot() }))).toBe(
      'core/snapshot-mismatch from configHash',
    );
  });

  test('refuses a damaged snapshot', () => {
    const make = (from: ReturnType<typeof set.snapshot>) => () =>
      createFeatureSet({ a: sma(2), top: highestClose() }, { historyBars: 2, from });
    const set = createFeatureSet({ a: sma(2), top: highestClose() }, { historyBars: 2 });
    for (const bar of bars.slice(0, 4)) set.update('A', bar);
    const good = set.snapshot();
    expect(errorCode(make(good))).toBe('no error');
    const { subjects } = good.state as unknown as {
      subjects: readonly [{ graph: { bars: number; steps: number[][]; opaque: object[] } }];
    };
    const [subject] = subjects;
    const withSubject = (change: object) => ({
      ...good,
      state: { subjects: [{ ...subject, ...change }] },
    });
    const withGraph = (change: object) => withSubject({ graph: { ...subject.graph, ...change } });
    const damaged = [
      { ...good, state: null },
      { ...good, state: { subjects: [7] } },
      { ...good, state: { subjects: [null] } },
      withSubject({ subject: 1 }),
      withSubject({ lastCloseAt: null }),
      withGraph({ bars: -1 }),
      withGraph({ bars: 1.5 }),
      withGraph({ steps: [] }),
      withGraph({ steps: [[1]] }),
      withGraph({ steps: subject.graph.steps.map((s) => s.map(() => null)) }),
      withGraph({ opaque: [] }),
    ];
    for (const from of damaged) {
      expect(errorCode(make(from as typeof good))).toBe('features/invalid-snapshot from state');
    }
    for (const history of [7, [[1]], [1, 2, 3], [['a', 1, 1, 1]]]) {
      expect(errorCode(make(withSubject({ history }) as typeof good))).toBe(
        'features/invalid-snapshot from state subjects history',
      );
    }
  });

  test('names become the typed record of the reading', () => {
    const set = createFeatureSet({ sma2: sma(2), atr2: atr(2) });
    type In = Parameters<typeof set.update>[1];
    expectTypeOf<In>().toMatchTypeOf<{
      high: number;
      low: number;
      close: number;
      closeAt: number;
    }>();
    expectTypeOf<FeatureSetInput<{ a: Feature<{ readonly open: number }> }>>().toEqualTypeOf<
      { readonly open: number } & { readonly closeAt: number }
    >();
    expectTypeOf<Bar>().toMatchTypeOf<In>();
    for (const bar of bars.slice(0, 2)) set.update('A', bar);
    const { values } = assume(set.update('A', at(2)), 'ready');
    expectTypeOf(values).toEqualTypeOf<Readonly<Record<'sma2' | 'atr2', number>>>();
    expect(values.sma2).toBe((at(1).close + at(2).close) / 2);
    // @ts-expect-error the set reads high and low as well
    expect(errorCode(() => set.update('A', { close: 1, closeAt: 1e15 }))).toBe(
      'features/invalid-input high',
    );
  });
});
