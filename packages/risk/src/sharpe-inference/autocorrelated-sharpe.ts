import { checkInteger, checkNumber, type Measure, misuse } from '@plimsoll/core';
import { type Returns, sharpeRatio } from '@plimsoll/numerics/performance';
import { absent, present } from '../measures/measure-of.ts';
import { checkSeries } from '../value-at-risk/fitted-tail.ts';

/** Options of {@link annualisationFactor}. */
export interface AnnualisationOptions {
  /** Periods in a year, a whole number here: the year is a sum of so many returns. */
  readonly periodsPerYear: number;
}

const checkWholePeriods = (periodsPerYear: number): number =>
  checkInteger(periodsPerYear, 'risk/bad-periods-per-year', ['periodsPerYear'], { min: 1 });

/**
 * Factor from the Sharpe ratio per period to the annual one under autocorrelation:
 * `q / sqrt(q + 2 Σ (q - k) ρ_k)` (Lo 2002). The root of q where all are 0.
 *
 * @param autocorrelations - Of lag 1, 2, …, at most `periodsPerYear - 1`; missing lags are 0.
 * @returns Absent where the autocorrelations give the year no positive variance.
 * @throws PlimsollError `risk/bad-autocorrelation`, `risk/bad-periods-per-year`.
 */
export function annualisationFactor(
  autocorrelations: ArrayLike<number>,
  options: AnnualisationOptions,
): Measure {
  const q = checkWholePeriods(options.periodsPerYear);
  const code = 'risk/bad-autocorrelation';
  const lags = autocorrelations.length;
  if (lags >= q) misuse(code, ['length'], lags, `Give at most ${q - 1}.`);
  let variance = q;
  for (let k = 1; k <= lags; k++) {
    const bounds = { min: -1, max: 1 };
    variance += 2 * (q - k) * checkNumber(autocorrelations[k - 1], code, [k - 1], bounds);
  }
  const text = `Lo (2002), ${lags} lags, ${q} periods a year`;
  if (variance <= 0) return absent('negative-long-run-variance', text);
  return present(q / Math.sqrt(variance), text);
}

/** Sample autocorrelations of lag 1 to `lags`, divisor n and the full mean at every lag. */
function sampleAutocorrelations(series: Float64Array, lags: number): Float64Array {
  const mean = series.reduce((sum, x) => sum + x, 0) / series.length;
  const gaps = series.map((x) => x - mean);
  const squares = gaps.reduce((sum, x) => sum + x * x, 0);
  return Float64Array.from({ length: lags }, (_, lag) => {
    let sum = 0;
    for (let i = lag + 1; i < gaps.length; i++) {
      sum += (gaps[i] as number) * (gaps[i - lag - 1] as number);
    }
    return sum / squares;
  });
}

/** Options of {@link autocorrelatedSharpeRatio}. */
export interface AutocorrelatedSharpeOptions extends AnnualisationOptions {
  /** Autocorrelations used, below `periodsPerYear`; the rest count as 0. */
  readonly lags: number;
  /** Return a period subtracted from each return: one number, or a series as long. @defaultValue 0 */
  readonly riskFree?: number | Returns;
}

/**
 * Annual Sharpe ratio with the variance of a year estimated under autocorrelation (Lo 2002): smooth
 * returns, as of funds that hold what rarely trades, make the usual root-of-time ratio too high.
 *
 * @throws PlimsollError `numerics/bad-returns`, `risk/bad-lags`, `risk/bad-periods-per-year`.
 */
export function autocorrelatedSharpeRatio(
  returns: Returns,
  options: AutocorrelatedSharpeOptions,
): Measure {
  const { lags, periodsPerYear, riskFree = 0 } = options;
  checkWholePeriods(periodsPerYear);
  checkInteger(lags, 'risk/bad-lags', ['lags'], { min: 0, max: periodsPerYear - 1 });
  const perPeriod = sharpeRatio(returns, { periodsPerYear: 1, riskFree });
  const text = `Lo (2002), ${lags} sample autocorrelations, ddof 1, ${periodsPerYear} periods a year`;
  if (perPeriod.value === null) return { ...perPeriod, convention: text };
  if (returns.length <= lags + 1) return absent('too-few-observations', text);
  const excess = checkSeries(returns).map(
    (x, i) => x - (typeof riskFree === 'number' ? riskFree : (riskFree[i] as number)),
  );
  const factor = annualisationFactor(sampleAutocorrelations(excess, lags), { periodsPerYear });
  if (factor.value === null) return { ...factor, convention: text };
  return present(perPeriod.value * factor.value, text);
}
