import { expect, test } from 'vitest';
import { computeFeature, logRange, logReturn } from '../../src/index.ts';

// Both switch from log1p to the logarithm of a quotient beyond a factor of two.
test('log range and log return are right on both sides of a factor of two', () => {
  const closes = [1, 1.9, 4, 1.9, 1, 1.5, 1.5];
  const bars = closes.map((close) => ({ close, high: close * 4, low: close / 2 }));
  const { values } = computeFeature(logReturn(), bars);
  for (let i = 1; i < closes.length; i++) {
    const expected = Math.log(closes[i] as number) - Math.log(closes[i - 1] as number);
    expect(values[i]).toBeCloseTo(expected, 14);
  }
  for (const range of computeFeature(logRange(), bars).values) {
    expect(range).toBeCloseTo(Math.log(8), 14);
  }
  expect(computeFeature(logRange(), [{ high: 3, low: 3 }]).values[0]).toBe(0);
  expect(computeFeature(logRange(), [{ high: 3, low: 2 }]).values[0]).toBeCloseTo(
    Math.log(1.5),
    15,
  );
});
