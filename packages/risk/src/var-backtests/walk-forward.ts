import { checkInteger, type WorkOptions } from '@plimsoll/core';
import { checkSeries, checkTail } from '../value-at-risk/fitted-tail.ts';
import type { TailOptions, VarModel } from '../value-at-risk/var-model.ts';
import type { InsufficientData, VarOutcome } from '../value-at-risk/var-outcome.ts';
import { type ExceptionRecord, exceptionsOf } from './exceptions.ts';

/** Options of {@link walkForward}. */
export interface WalkForwardOptions extends TailOptions, WorkOptions {
  /** Returns a forecast may see: those just before its bar. */
  readonly windowBars: number;
}

/** A bar on which the model gave no forecast; it is not counted in the exceptions. */
export interface UnansweredBar {
  /** Zero-based position in the returns. */
  readonly bar: number;
  /** What the model answered instead. */
  readonly status: Exclude<VarOutcome['status'], 'fitted'>;
}

/** Forecasts with the outcomes that followed them; element `i` of each list belongs together. */
export interface ForecastHistory {
  /** Zero-based positions in the returns. */
  readonly bars: readonly number[];
  /** The outcome of each bar. */
  readonly profitAndLoss: readonly number[];
  /** Value at risk forecast before it. */
  readonly valueAtRisk: readonly number[];
  /** Expected shortfall forecast before it. */
  readonly expectedShortfall: readonly number[];
  /** Exceptions; their positions count within these lists, not within the returns. */
  readonly exceptions: ExceptionRecord;
  /** Bars without a forecast. */
  readonly unanswered: readonly UnansweredBar[];
}

/** Answer of {@link walkForward}. */
export type WalkForwardOutcome =
  | (ForecastHistory & {
      /** Every bar after the first window. */
      readonly status: 'tested';
    })
  | (ForecastHistory & {
      /** Those before `signal` was set. */
      readonly status: 'cancelled';
    })
  | InsufficientData;

/**
 * Runs a model over a series as it would have run live: the forecast for a bar sees only the
 * `windowBars` returns before it. Its `exceptions` go into every test of this entry, the whole
 * history into the shortfall tests.
 *
 * @throws PlimsollError `risk/bad-sample`, `risk/bad-option`, `risk/bad-probability`.
 *
 * @example
 * ```ts
 * const history = assume(walkForward(historicalVar(), returns, { windowBars: 250, tailProbability: 0.05 }), 'tested');
 * kupiecTest(history.exceptions, { tailProbability: 0.05 });
 * ```
 */
export function walkForward(
  model: VarModel,
  returns: ArrayLike<number>,
  options: WalkForwardOptions,
): WalkForwardOutcome {
  const { windowBars, tailProbability, signal, onProgress } = options;
  checkInteger(windowBars, 'risk/bad-option', ['windowBars'], { min: 1 });
  checkTail(tailProbability);
  const series = checkSeries(returns);
  const observations = series.length;
  if (observations <= windowBars) {
    return { status: 'insufficient-data', observations, needed: windowBars + 1 };
  }
  const bars: number[] = [];
  const profitAndLoss: number[] = [];
  const valueAtRisk: number[] = [];
  const expectedShortfall: number[] = [];
  const unanswered: UnansweredBar[] = [];
  let bar = windowBars;
  for (; bar < observations && signal?.aborted !== true; bar++) {
    const outcome = model.estimate(series.subarray(bar - windowBars, bar), { tailProbability });
    if (outcome.status === 'fitted') {
      bars.push(bar);
      profitAndLoss.push(series[bar] as number);
      valueAtRisk.push(outcome.valueAtRisk);
      expectedShortfall.push(outcome.expectedShortfall);
    } else {
      unanswered.push({ bar, status: outcome.status });
    }
    onProgress?.(bar - windowBars + 1, observations - windowBars);
  }
  return {
    status: bar < observations ? 'cancelled' : 'tested',
    bars,
    profitAndLoss,
    valueAtRisk,
    expectedShortfall,
    exceptions: exceptionsOf(profitAndLoss, valueAtRisk),
    unanswered,
  };
}
