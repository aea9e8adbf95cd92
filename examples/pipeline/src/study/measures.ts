import type { Measure } from '@plimsoll/core';
import {
  annualisedVolatility,
  cagr,
  maxDrawdown,
  sharpeRatio,
} from '@plimsoll/numerics/performance';

/** Months a year: every series here is monthly. */
const PERIODS = { periodsPerYear: 12 } as const;

/** The figures that every table shows for a monthly series of simple returns. */
export interface MonthlyMeasures {
  /** Compound growth a year. */
  readonly growth: Measure;
  /** Volatility a year. */
  readonly volatility: Measure;
  /** Sharpe ratio a year, risk-free rate 0. */
  readonly sharpe: Measure;
  /** Largest drawdown on month-end values, a fraction. */
  readonly drawdown: Measure;
}

/** Measures a monthly series. */
export function measuresOf(returns: readonly number[]): MonthlyMeasures {
  return {
    growth: cagr(returns, PERIODS),
    volatility: annualisedVolatility(returns, PERIODS),
    sharpe: sharpeRatio(returns, PERIODS),
    drawdown: maxDrawdown(returns),
  };
}

/** Without the sign of a number that rounds to 0. */
const fixed = (value: number, digits: number): string =>
  (Number(value.toFixed(digits)) + 0).toFixed(digits);

/** A fraction as per cent with one decimal, or the reason why there is none. */
export function percent(measure: Measure | number): string {
  const value = typeof measure === 'number' ? measure : measure.value;
  if (value === null) return typeof measure === 'number' ? '' : (measure.reason ?? 'none');
  return `${fixed(100 * value, 1)} %`;
}

/** A ratio with two decimals, or the reason why there is none. */
export function ratio(measure: Measure | number): string {
  const value = typeof measure === 'number' ? measure : measure.value;
  if (value === null) return typeof measure === 'number' ? '' : (measure.reason ?? 'none');
  return fixed(value, 2);
}
