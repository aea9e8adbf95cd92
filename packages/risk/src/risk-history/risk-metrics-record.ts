import { checkName, checkNumber, type Measure } from '@plimsoll/core';
import { maxDrawdown, type Returns, sharpeRatio } from '@plimsoll/numerics/performance';
import { historicalValueAtRisk } from '@plimsoll/numerics/tails';
import { correlationWith } from '../benchmark-relative/regression.ts';
import { absent, present } from '../measures/measure-of.ts';

/** One row of a history of risk metrics: plain JSON, to be stored by the host. */
export interface RiskMetricsRecord {
  /** When it was measured, Unix milliseconds. */
  readonly at: number;
  /** Returns it was measured on. */
  readonly observations: number;
  /** Loss of one period exceeded with probability 5 %, a fraction. */
  readonly valueAtRisk95: Measure;
  /** Loss of one period exceeded with probability 1 %, a fraction. */
  readonly valueAtRisk99: Measure;
  /** Largest drawdown of the window, a non-negative fraction. */
  readonly maxDrawdown: Measure;
  /** Annual Sharpe ratio. */
  readonly sharpe: Measure;
  /** What `correlation` is with, e.g. `BTC`. */
  readonly reference: string;
  /** Correlation with the reference's returns. */
  readonly correlation: Measure;
}

/** Options of {@link riskMetricsRecord}. */
export interface RiskMetricsOptions {
  /** When it is measured, Unix milliseconds. */
  readonly at: number;
  /** Periods in a year, e.g. 252. */
  readonly periodsPerYear: number;
  /** Return a period subtracted in the Sharpe ratio. @defaultValue 0 */
  readonly riskFree?: number | Returns;
  /** What to correlate with. */
  readonly reference: {
    /** Its name. */
    readonly symbol: string;
    /** Its returns over the same periods. */
    readonly returns: Returns;
  };
}

const valueAtRisk = (returns: Returns, tailProbability: number): Measure => {
  const convention = 'historical, quantile type 7';
  if (returns.length === 0) return absent('no-observations', convention);
  const { value } = historicalValueAtRisk(returns, { tailProbability });
  return value === null ? absent('no-observations', convention) : present(value, convention);
};

/**
 * Measures one row: value at risk at 95 and 99 %, largest drawdown, Sharpe ratio and correlation
 * with a reference, all over the returns given.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`, `risk/bad-sample`,
 * `risk/bad-record`.
 */
export function riskMetricsRecord(
  returns: Returns,
  { at, periodsPerYear, riskFree = 0, reference }: RiskMetricsOptions,
): RiskMetricsRecord {
  checkNumber(at, 'risk/bad-record', ['at']);
  checkName(reference.symbol, 'risk/bad-record', ['reference', 'symbol']);
  const sharpe = sharpeRatio(returns, { periodsPerYear, riskFree });
  return {
    at,
    observations: returns.length,
    valueAtRisk95: valueAtRisk(returns, 0.05),
    valueAtRisk99: valueAtRisk(returns, 0.01),
    maxDrawdown: maxDrawdown(returns),
    sharpe,
    reference: reference.symbol,
    correlation: correlationWith(returns, { benchmark: reference.returns }),
  };
}
