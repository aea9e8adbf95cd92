import type { Measure } from '@plimsoll/core';
import { centralMoment, deviationOf, meanOf } from './mean-and-deviation.ts';
import { absent, present } from './measure-of.ts';
import type { PerformanceConvention } from './performance-convention.ts';
import { checkReturns, conventionOf, type Returns } from './performance-options.ts';

/** Options of {@link skewness} and {@link excessKurtosis}. */
export interface ShapeOptions {
  /** Its `shape` is used. @defaultValue plimsollConvention */
  readonly convention?: PerformanceConvention;
}

const standardised = (
  returns: Returns,
  options: ShapeOptions,
  power: 3 | 4,
): { readonly value: number | Measure; readonly n: number; readonly text: string } => {
  const { name, shape } = conventionOf(options);
  const text = `${name}: ${shape} moments`;
  const series = checkReturns(returns);
  const n = series.length;
  const needed = shape === 'sample' ? power : 1;
  if (n < needed) return { value: absent('too-few-observations', text), n, text };
  if (deviationOf(series, 0) === 0) return { value: absent('zero-dispersion', text), n, text };
  const mean = meanOf(series);
  const variance = centralMoment(series, mean, 2);
  const value = centralMoment(series, mean, power) / variance ** (power / 2);
  return { value, n, text };
};

/**
 * Skewness of the returns: third standardised moment, `population` (divisor n) or `sample`
 * (bias-adjusted G1, Joanes and Gill 1998). Absent where the returns do not vary.
 *
 * @throws PlimsollError `numerics/bad-returns`.
 */
export function skewness(returns: Returns, options: ShapeOptions = {}): Measure {
  const { value, n, text } = standardised(returns, options, 3);
  if (typeof value !== 'number') return value;
  const adjusted = conventionOf(options).shape === 'sample';
  return present(adjusted ? (value * Math.sqrt(n * (n - 1))) / (n - 2) : value, text);
}

/**
 * Excess kurtosis of the returns: fourth standardised moment minus 3, `population` (divisor n) or
 * `sample` (bias-adjusted G2). Absent where the returns do not vary.
 *
 * @throws PlimsollError `numerics/bad-returns`.
 */
export function excessKurtosis(returns: Returns, options: ShapeOptions = {}): Measure {
  const { value, n, text } = standardised(returns, options, 4);
  if (typeof value !== 'number') return value;
  const excess = value - 3;
  const adjusted = conventionOf(options).shape === 'sample';
  const scale = (n - 1) / ((n - 2) * (n - 3));
  return present(adjusted ? scale * ((n + 1) * excess + 6) : excess, text);
}
