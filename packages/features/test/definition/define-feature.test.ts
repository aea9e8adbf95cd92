import { describe, expect, test } from 'vitest';
import {
  atr,
  computeFeature,
  defineFeature,
  ema,
  type Feature,
  type FeatureRecipe,
  field,
  logReturn,
  realisedVolatility,
  rootMeanSquare,
  rsi,
  simpleReturn,
  sma,
  standardDeviation,
  value,
  wilderAverage,
} from '../../src/index.ts';
import { walkBars } from '../support/bars.ts';
import { errorCode } from '../support/error-code.ts';

const recipe: FeatureRecipe<number> = {
  kind: 'sum',
  params: {},
  inputs: [value()],
  warmupBars: 1,
  stateLength: 1,
  step: (state, inputs) => {
    state[0] = (state[0] as number) + (inputs[0] as number);
  },
};

describe('defineFeature', () => {
  test('a running sum in one line of state', () => {
    expect(Array.from(computeFeature(defineFeature(recipe), [1, 2, 3]).values)).toEqual([1, 3, 6]);
  });
  test('the identity holds kind, version, parameters and inputs', () => {
    const { kind, version, params } = sma(5, { of: value() });
    expect({ kind, version, params }).toEqual({
      kind: 'simple-moving-average',
      version: 1,
      params: { windowBars: 5, inputs: [{ kind: 'value', version: 1, params: {} }] },
    });
  });
  test('warm-up adds up along the inputs', () => {
    expect(sma(5).warmupBars).toBe(5);
    expect(sma(5, { of: rsi(7) }).warmupBars).toBe(12);
    expect(atr(7).warmupBars).toBe(8);
    expect(realisedVolatility({ windowBars: 10, periodsPerYear: 12 }).warmupBars).toBe(11);
    expect(logReturn({ lagBars: 20 }).warmupBars).toBe(21);
  });
  test.each([
    [{ kind: '' }, 'features/invalid-recipe kind'],
    [{ version: 0 }, 'features/invalid-recipe version'],
    [{ stateLength: 0 }, 'features/invalid-recipe stateLength'],
    [{ warmupBars: 0 }, 'features/invalid-recipe warmupBars'],
    [{ params: { n: Number.NaN } }, 'core/not-json n'],
  ])('refuses %j', (change, code) => {
    expect(errorCode(() => defineFeature({ ...recipe, ...change }))).toBe(code);
  });
  test.each<[() => Feature<never>, string]>([
    [() => sma(0), 'features/invalid-window windowBars'],
    [() => sma(1.5), 'features/invalid-window windowBars'],
    [() => sma(1_000_001), 'features/invalid-window windowBars'],
    [() => ema(0), 'features/invalid-window spanBars'],
    [() => rsi(Number.NaN), 'features/invalid-window windowBars'],
    [() => wilderAverage(-1), 'features/invalid-window windowBars'],
    [() => standardDeviation(1), 'features/invalid-window windowBars'],
    [() => standardDeviation(5, { ddof: 2 as 1 }), 'features/invalid-ddof ddof'],
    [() => rootMeanSquare(0, { of: logReturn() }), 'features/invalid-window windowBars'],
    [() => logReturn({ lagBars: 0 }), 'features/invalid-window lagBars'],
    [() => field(''), 'features/invalid-field name'],
    [
      () => realisedVolatility({ windowBars: 5, periodsPerYear: 0 }),
      'features/invalid-periods-per-year periodsPerYear',
    ],
    [
      () => realisedVolatility({ windowBars: 5, periodsPerYear: 1, about: 'x' as 'mean' }),
      'features/invalid-option about',
    ],
    [
      () => realisedVolatility({ windowBars: 5, periodsPerYear: 1, returns: 'x' as 'log' }),
      'features/invalid-option returns',
    ],
  ])('%s is misuse', (make, code) => {
    expect(errorCode(make)).toBe(code);
  });
  test('wilderAverage and simpleReturn read the close unless told otherwise', () => {
    const bars = walkBars(30);
    const closes = bars.map((bar) => bar.close);
    const same = (a: ArrayLike<number>, b: ArrayLike<number>): void =>
      expect(Array.from(a)).toEqual(Array.from(b));
    same(
      computeFeature(wilderAverage(4), bars).values,
      computeFeature(wilderAverage(4, { of: value() }), closes).values,
    );
    same(
      computeFeature(simpleReturn(), bars).values,
      computeFeature(simpleReturn({ of: value() }), closes).values,
    );
  });
});

describe('the door', () => {
  test('names the field', () => {
    const live = field('spread').start();
    expect(errorCode(() => live.update({ spread: Number.NaN }))).toBe(
      'features/invalid-input spread',
    );
    expect(errorCode(() => live.update({} as { spread: number }))).toBe(
      'features/invalid-input spread',
    );
    expect(live.update({ spread: -0.25 })).toBe(-0.25);
    expect(Object.is(live.update({ spread: -0 }), 0)).toBe(true);
  });
  test('lets very large and very small prices through without overflow', () => {
    const extremes = [1e30, 1e-30, 1e30, 1e-30, 1e-30, 1e30];
    for (const of of [logReturn({ of: value() }), simpleReturn({ of: value() })]) {
      const { values } = computeFeature(standardDeviation(3, { of }), extremes);
      expect(values.subarray(3).every(Number.isFinite)).toBe(true);
    }
  });
});
