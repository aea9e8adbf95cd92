import { checkInteger, checkNumber, misuse } from '@plimsoll/core';
import { checkSeries } from '../value-at-risk/fitted-tail.ts';

/** How many exceptions there were. */
export interface ExceptionCount {
  /** Forecasts compared with an outcome. */
  readonly observations: number;
  /** Losses strictly larger than the value at risk of their bar. */
  readonly exceptions: number;
}

/** Which bars were exceptions. */
export interface ExceptionRecord extends ExceptionCount {
  /** Zero-based positions of the exceptions, ascending. */
  readonly bars: readonly number[];
}

/** One forecast for all bars, or one a bar. */
export type Forecast = number | ArrayLike<number>;

/** Expands a forecast to one number a bar. */
export function forecastSeries(forecast: Forecast, length: number, name: string): Float64Array {
  if (typeof forecast === 'number') {
    return new Float64Array(length).fill(checkNumber(forecast, 'risk/bad-forecast', [name]));
  }
  if (forecast.length !== length) {
    misuse('risk/bad-forecast', [name], forecast.length, `Give ${length} values, one a bar.`);
  }
  return checkSeries(forecast, name);
}

/**
 * Compares outcomes with forecasts made before them: an exception is a loss strictly greater than
 * value at risk.
 *
 * @param profitAndLoss - Returns or money, gains positive, oldest first.
 * @param valueAtRisk - Losses, positive, in the same unit.
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-forecast`.
 */
export function exceptionsOf(
  profitAndLoss: ArrayLike<number>,
  valueAtRisk: Forecast,
): ExceptionRecord {
  const outcomes = checkSeries(profitAndLoss, 'profitAndLoss');
  const forecasts = forecastSeries(valueAtRisk, outcomes.length, 'valueAtRisk');
  const bars: number[] = [];
  outcomes.forEach((outcome, bar) => {
    if (-outcome > (forecasts[bar] as number)) bars.push(bar);
  });
  return { observations: outcomes.length, exceptions: bars.length, bars };
}

/** Checks a count. */
export function checkCount({ observations, exceptions }: ExceptionCount): void {
  checkInteger(observations, 'risk/bad-exceptions', ['observations'], { min: 0 });
  checkInteger(exceptions, 'risk/bad-exceptions', ['exceptions'], { min: 0, max: observations });
}

/** Checks a record: whole ascending positions, as many as `exceptions` says. */
export function checkRecord(record: ExceptionRecord): void {
  checkCount(record);
  const { bars, exceptions, observations } = record;
  if (bars.length !== exceptions) {
    misuse('risk/bad-exceptions', ['bars'], bars.length, `Name ${exceptions} bars.`);
  }
  bars.forEach((bar, i) => {
    const min = i === 0 ? 0 : (bars[i - 1] as number) + 1;
    checkInteger(bar, 'risk/bad-exceptions', ['bars', i], { min, max: observations - 1 });
  });
}
