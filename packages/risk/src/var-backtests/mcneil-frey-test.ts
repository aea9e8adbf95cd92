import { checkInteger, createRandom, misuse } from '@plimsoll/core';
import { type ShortfallBacktest, shortfallSeries } from './acerbi-szekely-test.ts';
import { type Forecast, forecastSeries } from './exceptions.ts';
import type { TestOutcome } from './test-outcome.ts';

/** Options of {@link mcNeilFreyTest}. */
export interface McNeilFreyOptions {
  /** Volatility forecasts by which residuals are scaled. @defaultValue 1, unscaled */
  readonly deviation?: Forecast;
  /** Fewest exceptions worth a bootstrap, at least 2. @defaultValue 5 */
  readonly minExceptions?: number;
  /** Number of resamples. @defaultValue 2000 */
  readonly resamples?: number;
  /** Seed of the stream `mcneil-frey`. @defaultValue 1 */
  readonly seed?: number;
}

/** Defaults of {@link mcNeilFreyTest}. */
export const mcNeilFreyDefaults: Readonly<{
  deviation: number;
  minExceptions: number;
  resamples: number;
  seed: number;
}> = { deviation: 1, minExceptions: 5, resamples: 2000, seed: 1 };

/** Figures of {@link mcNeilFreyTest}. */
export interface ResidualTest {
  /** Mean of `(loss - ES) / deviation` on the exceptions; above 0 expected shortfall is too small. */
  readonly meanResidual: number;
  /** That mean in units of its standard error, or `null` where the residuals are all equal. */
  readonly statistic: number | null;
  /** One-sided p-value of a mean not above 0; 0 or 1 by its sign where residuals are all equal. */
  readonly pValue: number;
  /** Exceptions found. */
  readonly exceptions: number;
  /** Resamples drawn. */
  readonly resamples: number;
}

const studentised = (values: Float64Array): { readonly mean: number; readonly t: number } => {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, t: mean / Math.sqrt(squares / (n - 1) / n) };
};

/**
 * Residual test of expected shortfall (McNeil and Frey 2000): on exceptions the scaled excess over
 * expected shortfall has mean zero if it is right; the p-value against a larger mean comes from a
 * bootstrap of the centred residuals.
 *
 * @returns `insufficient-data` below `minExceptions` exceptions, `observations` and `needed` then
 * counting exceptions.
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-forecast`, `risk/bad-option`.
 */
export function mcNeilFreyTest(
  backtest: ShortfallBacktest,
  options: McNeilFreyOptions = {},
): TestOutcome<ResidualTest> {
  const { deviation, minExceptions, resamples, seed } = { ...mcNeilFreyDefaults, ...options };
  checkInteger(minExceptions, 'risk/bad-option', ['minExceptions'], { min: 2 });
  checkInteger(resamples, 'risk/bad-option', ['resamples'], { min: 1, max: 1e7 });
  const { outcomes, shortfalls, bars } = shortfallSeries(backtest);
  const scales = forecastSeries(deviation, outcomes.length, 'deviation');
  const exceptions = bars.length;
  if (exceptions < minExceptions) {
    return { status: 'insufficient-data', observations: exceptions, needed: minExceptions };
  }
  const residuals = Float64Array.from(bars, (bar) => {
    const scale = scales[bar] as number;
    if (scale <= 0) misuse('risk/bad-forecast', ['deviation', bar], scale, 'Give values above 0.');
    return (-(outcomes[bar] as number) - (shortfalls[bar] as number)) / scale;
  });
  const { mean, t } = studentised(residuals);
  const common = { status: 'tested', meanResidual: mean, exceptions, resamples } as const;
  if (!Number.isFinite(t) || Math.abs(t) > 1e12) {
    return { ...common, statistic: null, pValue: mean > 0 ? 0 : 1 };
  }
  const random = createRandom(seed).fork('mcneil-frey');
  const draw = new Float64Array(exceptions);
  let larger = 0;
  for (let k = 0; k < resamples; k++) {
    for (let i = 0; i < exceptions; i++) {
      draw[i] = (residuals[random.nextInteger(exceptions)] as number) - mean;
    }
    // A resample of one repeated residual has no spread: its t is infinite by the sign of its mean.
    if (studentised(draw).t >= t) larger++;
  }
  // The sample itself counts as one draw, so that a p-value is never 0 (Davison and Hinkley 1997).
  return { ...common, statistic: t, pValue: (larger + 1) / (resamples + 1) };
}
