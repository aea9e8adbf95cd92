import { checkOneOf, type Measure } from '@plimsoll/core';
import { cagr, type Returns, totalReturn } from '@plimsoll/numerics/performance';
import { absent, present, ratio } from '../measures/measure-of.ts';
import { checkPeriodsPerYear } from '../measures/rate-per-period.ts';
import { pairOf } from './paired-series.ts';

/** Options of the capture ratios. */
export interface CaptureOptions {
  /** The benchmark's returns over the same periods. */
  readonly benchmark: Returns;
  /** Periods in a year, e.g. 12. Used by `compound` alone. */
  readonly periodsPerYear: number;
  /**
   * `mean`: ratio of the mean returns of the chosen periods; `cumulative`: of their compound total
   * returns, as PerformanceAnalytics, which drifts with the length of the record; `compound`: of
   * their compound annual growth, as empyrical. @defaultValue captureDefaults.method
   */
  readonly method?: CaptureMethod;
}

/** How the returns of the chosen periods become one number. */
export type CaptureMethod = 'mean' | 'cumulative' | 'compound';

/** Defaults of {@link CaptureOptions}. */
export const captureDefaults: Readonly<{ method: CaptureMethod }> = { method: 'mean' };

function captureOf(returns: Returns, options: CaptureOptions, side: 1 | -1): Measure {
  const { benchmark, periodsPerYear, method } = { ...captureDefaults, ...options };
  checkPeriodsPerYear(periodsPerYear);
  checkOneOf(method, ['mean', 'cumulative', 'compound'], 'risk/bad-option', ['method']);
  const { own, other } = pairOf(returns, { benchmark });
  const text = `${method} returns where the benchmark ${side > 0 ? 'rose' : 'fell'}, ${periodsPerYear} periods a year`;
  if (own.length === 0) return absent('no-observations', text);
  const none = side > 0 ? 'no-benchmark-gain' : 'no-benchmark-loss';
  const chosen = own.filter((_, i) => (other[i] as number) * side > 0);
  const against = other.filter((x) => x * side > 0);
  if (against.length === 0) return absent(none, text);
  const level = (series: Float64Array): Measure => {
    if (method === 'cumulative') return totalReturn(series);
    if (method === 'compound') return cagr(series, { periodsPerYear });
    return present(series.reduce((sum, x) => sum + x, 0) / series.length, text);
  };
  return ratio(level(chosen), level(against), none, text);
}

/**
 * Up capture: return in the periods the benchmark rose, over the benchmark's. Above 1 is good.
 *
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-periods-per-year`, `risk/bad-option`.
 */
export function upCapture(returns: Returns, options: CaptureOptions): Measure {
  return captureOf(returns, options, 1);
}

/**
 * Down capture: return in the periods the benchmark fell, over the benchmark's. Below 1 is good,
 * below 0 a gain while it fell.
 *
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-periods-per-year`, `risk/bad-option`.
 */
export function downCapture(returns: Returns, options: CaptureOptions): Measure {
  return captureOf(returns, options, -1);
}

/**
 * Capture ratio: up capture over down capture. Where the latter is negative, a larger number is no
 * better; look at both.
 *
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-periods-per-year`, `risk/bad-option`.
 */
export function captureRatio(returns: Returns, options: CaptureOptions): Measure {
  const up = upCapture(returns, options);
  return ratio(up, downCapture(returns, options), 'no-loss', up.convention);
}
