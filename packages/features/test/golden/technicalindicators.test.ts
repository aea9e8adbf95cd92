import { ATR, EMA, RSI, SMA, TrueRange } from 'technicalindicators';
import { describe, expect, test } from 'vitest';
import { atr, computeFeature, ema, type Feature, rsi, sma, trueRange } from '../../src/index.ts';
import { type TestBar, walkBars } from '../support/bars.ts';

const bars = walkBars(600, 11);
const high = bars.map((bar) => bar.high);
const low = bars.map((bar) => bar.low);
const close = bars.map((bar) => bar.close);

const largestGap = (feature: Feature<TestBar>, oracle: readonly number[]): number => {
  const { values, ready } = computeFeature(feature, bars);
  const own = Array.from(values).filter((_, i) => ready[i] === 1);
  expect(own.length).toBe(oracle.length);
  return own.reduce((gap, x, i) => Math.max(gap, Math.abs(x / (oracle[i] as number) - 1)), 0);
};

// Batch mode of technicalindicators 3.1.0, an independent implementation with the same seeds.
describe('technicalindicators as oracle', () => {
  test('SMA agrees to 1e-12', () => {
    const oracle = SMA.calculate({ period: 20, values: close });
    expect(largestGap(sma(20), oracle)).toBeLessThan(1e-12);
  });
  test('EMA agrees to 1e-12', () => {
    const oracle = EMA.calculate({ period: 12, values: close });
    expect(largestGap(ema(12), oracle)).toBeLessThan(1e-12);
  });
  test('true range agrees to 1e-12', () => {
    expect(largestGap(trueRange(), TrueRange.calculate({ high, low, close }))).toBeLessThan(1e-12);
  });
  test('ATR agrees to 1e-12', () => {
    const oracle = ATR.calculate({ period: 14, high, low, close });
    expect(largestGap(atr(14), oracle)).toBeLessThan(1e-12);
  });
  test('RSI agrees to the two decimals it keeps', () => {
    const oracle = RSI.calculate({ period: 14, values: close });
    const { values } = computeFeature(rsi(14), bars);
    oracle.forEach((x, i) => {
      expect(Math.abs((values[i + 14] as number) - x)).toBeLessThanOrEqual(0.0051);
    });
  });
});
