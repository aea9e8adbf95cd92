import { describe, expect, test } from 'vitest';
import { measuresOf, percent, ratio } from '../../src/study/measures.ts';

describe('measures of monthly simple returns', () => {
  const returns = [0.1, -0.2, 0.05, 0.1];
  const { growth, volatility, sharpe, drawdown } = measuresOf(returns);

  test('by hand', () => {
    // Wealth 1.1 · 0.8 · 1.05 · 1.1 = 1.0164 over a third of a year.
    expect(growth.value).toBeCloseTo(1.0164 ** 3 - 1, 12);
    // Mean 0.0125, squares 0.061875, s² = 0.020625.
    expect(volatility.value).toBeCloseTo(Math.sqrt(0.020625 * 12), 12);
    expect(sharpe.value).toBeCloseTo((0.0125 / Math.sqrt(0.020625)) * Math.sqrt(12), 12);
    expect(drawdown.value).toBeCloseTo(0.2, 12);
  });

  test('of no months are absent with a reason, never NaN', () => {
    for (const measure of Object.values(measuresOf([]))) {
      expect(measure.value).toBeNull();
      expect(percent(measure)).toBe(measure.reason);
    }
  });
});

test('percent and ratio print one and two decimals, or the reason', () => {
  const of = (value: number | null) => ({ value, reason: 'no-months', convention: '' });
  expect(percent(0.1234)).toBe('12.3 %');
  expect(percent(of(-0.02))).toBe('-2.0 %');
  expect(percent(of(null))).toBe('no-months');
  expect(percent({ ...of(null), reason: null })).toBe('none');
  expect(ratio(1.239)).toBe('1.24');
  expect(ratio(of(-0.5))).toBe('-0.50');
  expect(ratio(of(null))).toBe('no-months');
});

test('what rounds to 0 has no sign', () => {
  expect(percent(-0.0004)).toBe('0.0 %');
  expect(percent(-0.0006)).toBe('-0.1 %');
  expect(ratio({ value: -0.004, reason: null, convention: '' })).toBe('0.00');
});
