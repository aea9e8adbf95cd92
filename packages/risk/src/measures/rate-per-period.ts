import { checkNumber, checkOneOf } from '@plimsoll/core';

/** A rate with its unit: an annual rate taken for a daily one makes a Sharpe ratio of -35. */
export interface QuotedRate {
  /** The rate, a fraction: 0.03 is three per cent. */
  readonly rate: number;
  /**
   * `annual-compound`: (1 + rate) a year; `annual-simple`: rate / periodsPerYear a period;
   * `per-period`: already what it should be.
   */
  readonly unit: 'annual-compound' | 'annual-simple' | 'per-period';
  /** Periods in a year, e.g. 252. */
  readonly periodsPerYear: number;
}

/**
 * A quoted rate as a return a period, which is what `riskFree` and `target` expect.
 *
 * @throws PlimsollError `risk/bad-rate` (an annual compound rate must exceed -1),
 * `risk/bad-periods-per-year`.
 *
 * @example
 * ```ts
 * ratePerPeriod({ rate: 0.035, unit: 'annual-simple', periodsPerYear: 12 }); // 0.0029166…
 * ```
 */
export function ratePerPeriod({ rate, unit, periodsPerYear }: QuotedRate): number {
  checkOneOf(unit, ['annual-compound', 'annual-simple', 'per-period'], 'risk/bad-rate', ['unit']);
  checkPeriodsPerYear(periodsPerYear);
  checkNumber(
    rate,
    'risk/bad-rate',
    ['rate'],
    unit === 'annual-compound' ? { min: -1, above: true } : {},
  );
  switch (unit) {
    case 'annual-compound':
      return Math.expm1(Math.log1p(rate) / periodsPerYear);
    case 'annual-simple':
      return rate / periodsPerYear;
    case 'per-period':
      return rate;
  }
}

/** Returns `periodsPerYear` if it is positive; throws `risk/bad-periods-per-year`. */
export function checkPeriodsPerYear(periodsPerYear: number): number {
  const bounds = { min: 0, above: true };
  return checkNumber(periodsPerYear, 'risk/bad-periods-per-year', ['periodsPerYear'], bounds);
}
