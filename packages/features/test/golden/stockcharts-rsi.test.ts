import { expect, test } from 'vitest';
import { computeFeature, rsi, value } from '../../src/index.ts';

// The worked example of StockCharts' ChartSchool, "Relative Strength Index (RSI)": closes of QQQQ,
// 14 December 2009 to 1 February 2010, and the RSI(14) it prints to two decimals.
const closes = [
  44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931,
  46.0328, 45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521,
  45.7137, 46.4515, 45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
];
const printed = [
  70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46,
  41.87, 45.46, 37.3, 33.08, 37.77,
];

test('RSI(14) prints the published table of StockCharts', () => {
  const { values, ready } = computeFeature(rsi(14, { of: value() }), closes);
  expect(Array.from(ready.subarray(0, 15))).toEqual([...new Array(14).fill(0), 1]);
  expect(Array.from(values.subarray(14), (x) => Number(x.toFixed(2)))).toEqual(printed);
});
