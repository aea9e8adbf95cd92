import { checkInteger, checkNumber, misuse } from '@plimsoll/core';
import { type PerformanceConvention, plimsollConvention } from './performance-convention.ts';

/** Simple returns, one a period, oldest first; fractions, so 0.01 is one per cent. */
export type Returns = ArrayLike<number>;

/** What annualised measures need. */
export interface AnnualOptions {
  /** Periods in a year: 252 for daily returns, 12 for monthly. Never guessed. */
  readonly periodsPerYear: number;
  /** The choices on which libraries differ. @defaultValue plimsollConvention */
  readonly convention?: PerformanceConvention;
}

/** What measures of growth need. */
export interface GrowthOptions extends AnnualOptions {
  /**
   * Years the returns span, where they are not one after the other: calendar days / 365.25.
   * @defaultValue number of returns / periodsPerYear
   */
  readonly years?: number;
}

/** What ratios of excess returns need. */
export interface ExcessOptions extends AnnualOptions {
  /** Return a period subtracted from each return: one number, or a series as long. @defaultValue 0 */
  readonly riskFree?: number | Returns;
}

/** Defaults of {@link ExcessOptions} and {@link AnnualOptions}. */
export const performanceDefaults: Readonly<{
  convention: PerformanceConvention;
  riskFree: number;
}> = { convention: plimsollConvention, riskFree: 0 };

/** Returns a finite copy of `series`; throws `numerics/bad-returns` naming the index. */
export function checkReturns(series: Returns, name = 'returns'): Float64Array {
  if (typeof series?.length !== 'number') {
    misuse('numerics/bad-returns', [name], series, 'Give a list of numbers or a Float64Array.');
  }
  const copy = new Float64Array(series.length);
  for (let i = 0; i < copy.length; i++) {
    copy[i] = checkNumber(series[i], 'numerics/bad-returns', [name, i]);
  }
  return copy;
}

/** Returns `periodsPerYear` if it is positive. */
export function checkPeriods({ periodsPerYear }: AnnualOptions): number {
  const code = 'numerics/bad-periods-per-year';
  return checkNumber(periodsPerYear, code, ['periodsPerYear'], { min: 0, above: true });
}

/** The convention asked for, its `ddof` checked. */
export function conventionOf(options: {
  readonly convention?: PerformanceConvention;
}): PerformanceConvention {
  const convention = options.convention ?? performanceDefaults.convention;
  const bounds = { min: 0, max: 1 };
  checkInteger(convention.ddof, 'numerics/bad-convention', ['convention', 'ddof'], bounds);
  return convention;
}

/** `series - other`, where `other` is one number or a series of the same length. */
export function minus(series: Float64Array, other: number | Returns, name: string): Float64Array {
  if (typeof other === 'number') {
    checkNumber(other, 'numerics/bad-returns', [name]);
    return other === 0 ? series : series.map((x) => x - other);
  }
  const subtrahend = checkReturns(other, name);
  if (subtrahend.length !== series.length) {
    const remedy = `Give ${series.length} numbers, one a return.`;
    misuse('numerics/bad-returns', [name, 'length'], subtrahend.length, remedy);
  }
  return series.map((x, i) => x - (subtrahend[i] as number));
}
