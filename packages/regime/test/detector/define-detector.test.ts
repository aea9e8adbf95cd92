import type { Json } from '@plimsoll/core';
import { runContract } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { type DetectorRecipe, defineDetector, runBatch } from '../../src/index.ts';
import { regimeDetectorContract } from '../../src/testing.ts';

const recipe: DetectorRecipe<number, 'low' | 'high', number> = {
  kind: 'above-average',
  labels: ['low', 'high'],
  warmupBars: 2,
  initial: 0,
  step(sum, x) {
    const total = sum + x;
    const high = 1 / (1 + Math.exp(-x));
    return {
      state: total,
      regime: sum === 0 ? null : { low: 1 - high, high },
      predicted: { low: 0.5, high: 0.5 },
      diagnostics: { total },
    };
  },
};

describe('a detector from a pure function', () => {
  test('takes label, confidence and age from the law', () => {
    expect(runBatch(defineDetector(recipe), [1, 2, -2, -1])).toEqual([
      { status: 'warming', remainingBars: 1 },
      expect.objectContaining({ label: 'high', ageBars: 0, diagnostics: { total: 3 } }),
      expect.objectContaining({ label: 'low', ageBars: 0, predicted: { low: 0.5, high: 0.5 } }),
      expect.objectContaining({ label: 'low', ageBars: 1, confidence: 1 - 1 / (1 + Math.E) }),
    ]);
  });

  test('passes the contract', async () => {
    const inputs = Array.from({ length: 60 }, (_, t) => Math.sin(t) + 1.5 * Math.cos(t / 5));
    const outcome = await runContract(
      regimeDetectorContract(() => defineDetector(recipe), { inputs }),
    );
    expect(outcome.status).toBe('passed');
  });

  test.each<[string, object]>([
    ['no labels', { labels: [] }],
    ['a label twice', { labels: ['low', 'low'] }],
    ['no name', { kind: '' }],
    ['no warm-up bar', { warmupBars: 0 }],
    ['version nought', { version: 0 }],
  ])('%s is refused', (_, more) => {
    expect(() => defineDetector({ ...recipe, ...more })).toThrow(
      expect.objectContaining({ code: 'regime/bad-detector' }) as unknown as Error,
    );
  });

  test('a state that is not JSON is refused', () => {
    expect(() => defineDetector({ ...recipe, initial: Number.NaN })).toThrow('core/not-json');
  });

  test.each<[string, unknown]>([
    ['an unknown label', { regime: 'middle' }],
    ['probabilities that do not sum to one', { regime: { low: 0.5, high: 0.6 } }],
    ['a negative probability', { regime: { low: -0.5, high: 1.5 } }],
    ['a missing probability', { regime: { low: 1 } }],
    ['a prediction that is no law', { regime: 'low', predicted: { low: 2, high: -1 } }],
  ])('%s from step is refused, and the state stays', (_, answer) => {
    const live = defineDetector<number, 'low' | 'high', Json>({
      ...recipe,
      initial: 0,
      step: (state, x) =>
        x < 0
          ? ({ state: -1, ...(answer as object) } as ReturnType<typeof recipe.step>)
          : { state, regime: 'high' },
    }).start();
    live.update(1);
    const before = live.snapshot();
    expect(() => live.update(-1)).toThrow(
      expect.objectContaining({ code: 'regime/bad-detector' }) as unknown as Error,
    );
    expect(live.snapshot()).toEqual(before);
  });
});
