import type { Measure } from '@plimsoll/core';
import { cagr } from './growth.ts';
import { meanOf } from './mean-and-deviation.ts';
import { absent, present } from './measure-of.ts';
import type { PerformanceConvention } from './performance-convention.ts';

/** Annual return of an excess series, as the convention annualises returns. */
export function annualReturnOf(
  excess: Float64Array,
  periodsPerYear: number,
  convention: PerformanceConvention,
): Measure {
  const text = `${convention.annualReturn} annual return`;
  if (excess.length === 0) return absent('no-observations', text);
  const mean = meanOf(excess);
  switch (convention.annualReturn) {
    case 'arithmetic':
      return present(mean * periodsPerYear, text);
    case 'geometric':
      return cagr(excess, { periodsPerYear });
    case 'compounded-mean':
      return mean < -1
        ? absent('wealth-not-positive', text)
        : present(Math.expm1(Math.log1p(mean) * periodsPerYear), text);
  }
}
