import { misuse } from '@plimsoll/core';
import { checkSeries, checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';
import { type Forecast, forecastSeries } from './exceptions.ts';
import { observationsNeeded } from './likelihood-ratio.ts';
import type { TestOutcome } from './test-outcome.ts';

/** Outcomes with the forecasts made for them. */
export interface ShortfallBacktest {
  /** Returns or money, gains positive, oldest first. */
  readonly profitAndLoss: ArrayLike<number>;
  /** Value at risk, a loss, for all bars or one a bar. */
  readonly valueAtRisk: Forecast;
  /** Expected shortfall, a positive loss, for all bars or one a bar. */
  readonly expectedShortfall: Forecast;
}

/** The same, checked and expanded. */
export interface ShortfallSeries {
  /** Outcomes. */
  readonly outcomes: Float64Array;
  /** Expected shortfall a bar. */
  readonly shortfalls: Float64Array;
  /** Positions where the loss exceeded value at risk. */
  readonly bars: readonly number[];
}

/** Checks a backtest of expected shortfall. */
export function shortfallSeries(backtest: ShortfallBacktest): ShortfallSeries {
  const outcomes = checkSeries(backtest.profitAndLoss, 'profitAndLoss');
  const n = outcomes.length;
  const levels = forecastSeries(backtest.valueAtRisk, n, 'valueAtRisk');
  const shortfalls = forecastSeries(backtest.expectedShortfall, n, 'expectedShortfall');
  shortfalls.forEach((shortfall, bar) => {
    if (shortfall <= 0) {
      misuse('risk/bad-forecast', ['expectedShortfall', bar], shortfall, 'Give losses above zero.');
    }
  });
  const bars = Array.from(outcomes.keys()).filter(
    (bar) => -(outcomes[bar] as number) > (levels[bar] as number),
  );
  return { outcomes, shortfalls, bars };
}

/** Figures of {@link acerbiSzekelyTest}. */
export interface ShortfallTest {
  /**
   * Mean of loss over forecast on the exceptions, against 1; `null` without an exception. 0 is
   * expected, below 0 expected shortfall is too small. Blind to how often exceptions come.
   */
  readonly z1: number | null;
  /** The same summed against the expected count, so frequency and size are tested together. */
  readonly z2: number;
  /** Exceptions found. */
  readonly exceptions: number;
  /** Bars compared. */
  readonly observations: number;
}

/**
 * First and second test of expected shortfall of Acerbi and Székely (2014):
 * `z1 = Σ(X I / ES) / ΣI + 1`, `z2 = Σ(X I / ES) / (T tail) + 1`. For critical values see
 * `acerbiSzekelyCriticalValue`; at 250 days and 2.5 % `z2` below about -0.7 rejects at 5 %,
 * below -1.8 at 0.01 %.
 *
 * @returns `insufficient-data` where less than one exception is expected.
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-forecast`, `risk/bad-probability`.
 */
export function acerbiSzekelyTest(
  backtest: ShortfallBacktest,
  { tailProbability }: TailOptions,
): TestOutcome<ShortfallTest> {
  checkTail(tailProbability);
  const { outcomes, shortfalls, bars } = shortfallSeries(backtest);
  const observations = outcomes.length;
  const needed = observationsNeeded(tailProbability);
  if (observations < needed) return { status: 'insufficient-data', observations, needed };
  const sum = bars.reduce(
    (total, bar) => total + (outcomes[bar] as number) / (shortfalls[bar] as number),
    0,
  );
  return {
    status: 'tested',
    z1: bars.length === 0 ? null : sum / bars.length + 1,
    z2: sum / (observations * tailProbability) + 1,
    exceptions: bars.length,
    observations,
  };
}
