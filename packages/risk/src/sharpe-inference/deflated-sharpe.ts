import { checkInteger, checkNumber, type Measure } from '@plimsoll/core';
import { normalQuantile } from '@plimsoll/numerics/distributions';
import { checkPeriodsPerYear } from '../measures/rate-per-period.ts';
import { probabilityAbove } from './probabilistic-sharpe.ts';
import { checkMoments, type SharpeMoments } from './sharpe-moments.ts';

const eulerMascheroni = 0.5772156649015329;

/** Options of {@link deflatedSharpeRatio} and {@link expectedBestSharpe}. */
export interface TrialOptions {
  /** Periods in a year, e.g. 252. */
  readonly periodsPerYear: number;
  /** Independent strategies tried before this one was chosen, itself included; at least 1. */
  readonly trials: number;
  /** Variance of the annual Sharpe ratios across those trials. */
  readonly annualSharpeVariance: number;
}

/**
 * Annual Sharpe ratio that the best of so many trials without skill shows on average (False
 * Strategy theorem, Bailey and López de Prado 2014). 0 for one trial.
 *
 * @throws PlimsollError `risk/bad-trials`, `risk/bad-periods-per-year`.
 */
export function expectedBestSharpe({
  periodsPerYear,
  trials,
  annualSharpeVariance,
}: TrialOptions): number {
  checkPeriodsPerYear(periodsPerYear);
  checkInteger(trials, 'risk/bad-trials', ['trials'], { min: 1 });
  checkNumber(annualSharpeVariance, 'risk/bad-trials', ['annualSharpeVariance'], { min: 0 });
  if (trials === 1) return 0;
  const best =
    (1 - eulerMascheroni) * normalQuantile(1 - 1 / trials) +
    eulerMascheroni * normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(annualSharpeVariance) * best;
}

/**
 * Deflated Sharpe ratio: the probabilistic Sharpe ratio against the best result that chance alone
 * would have shown in as many trials (Bailey and López de Prado 2014).
 *
 * @throws PlimsollError `risk/bad-moments`, `risk/bad-trials`, `risk/bad-periods-per-year`.
 */
export function deflatedSharpeRatio(track: SharpeMoments, options: TrialOptions): Measure {
  checkMoments(track);
  const benchmark = expectedBestSharpe(options);
  const text = `${track.convention}, best of ${options.trials} trials`;
  return probabilityAbove(track, benchmark / Math.sqrt(options.periodsPerYear), text);
}
