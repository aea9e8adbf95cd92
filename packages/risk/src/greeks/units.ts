import { checkNumber } from '@plimsoll/core';

/** Default of {@link perDay}. */
export const perDayDefaults: { readonly daysPerYear: number } = { daysPerYear: 365 };

/** From per 1.00 to per 0.01: vega per volatility point, rho per percentage point. */
export function perPoint(greek: number): number {
  return checkNumber(greek, 'risk/bad-option', ['greek']) / 100;
}

/**
 * From per year to per day: theta, charm, veta and color a day. Desks divide by 365, 365.25 or 252:
 * the convention changes the number by up to 45 %.
 *
 * @param options - `daysPerYear`, @defaultValue 365
 */
export function perDay(
  greek: number,
  options: { readonly daysPerYear?: number } = perDayDefaults,
): number {
  const { daysPerYear = perDayDefaults.daysPerYear } = options;
  checkNumber(daysPerYear, 'risk/bad-option', ['daysPerYear'], { min: 0, above: true });
  return checkNumber(greek, 'risk/bad-option', ['greek']) / daysPerYear;
}
