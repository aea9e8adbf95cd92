import { checkNumber, checkOneOf } from '@plimsoll/core';
import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import { logReturn } from '../returns/log-return.ts';
import { simpleReturn } from '../returns/simple-return.ts';
import type { CloseInput } from '../sources/field.ts';
import { rootMeanSquare } from './root-mean-square.ts';
import { standardDeviation } from './standard-deviation.ts';

/** Options of {@link realisedVolatility}. */
export interface RealisedVolatilityOptions {
  /** Returns in the window, at least 2. */
  readonly windowBars: number;
  /** Bars in a year, for annualisation: 252 for daily bars of a stock, 365 of a coin, 12 monthly. */
  readonly periodsPerYear: number;
  /** Kind of return. @defaultValue realisedVolatilityDefaults.returns */
  readonly returns?: 'log' | 'simple';
  /**
   * `mean`: sample deviation about the window's mean (ddof 1); `zero`: root mean square.
   * @defaultValue realisedVolatilityDefaults.about
   */
  readonly about?: 'mean' | 'zero';
}

/** Defaults of {@link RealisedVolatilityOptions}. */
export const realisedVolatilityDefaults: Required<
  Pick<RealisedVolatilityOptions, 'returns' | 'about'>
> = { returns: 'log', about: 'mean' };

/**
 * Close-to-close volatility of the last `windowBars` returns, times the square root of
 * `periodsPerYear`. An annual fraction: 0.16 is 16 per cent a year; exactly 0 in a flat market.
 *
 * @throws PlimsollError `features/invalid-window`, `features/invalid-periods-per-year`,
 * `features/invalid-option`.
 */
export function realisedVolatility(options: RealisedVolatilityOptions): Feature<CloseInput> {
  const { windowBars, periodsPerYear } = options;
  const code = 'features/invalid-periods-per-year';
  checkNumber(periodsPerYear, code, ['periodsPerYear'], { min: 0, above: true, max: 1e9 });
  const about = options.about ?? realisedVolatilityDefaults.about;
  const kind = options.returns ?? realisedVolatilityDefaults.returns;
  checkOneOf(about, ['mean', 'zero'], 'features/invalid-option', ['about']);
  checkOneOf(kind, ['log', 'simple'], 'features/invalid-option', ['returns']);
  const of = kind === 'log' ? logReturn() : simpleReturn();
  const perBar =
    about === 'mean' ? standardDeviation(windowBars, { of }) : rootMeanSquare(windowBars, { of });
  const scale = Math.sqrt(periodsPerYear);
  return defineFeature<CloseInput>({
    kind: 'realised-volatility',
    params: { periodsPerYear },
    inputs: [perBar],
    warmupBars: 1,
    stateLength: 1,
    infallible: true,
    step: (state, inputs) => {
      state[0] = scale * (inputs[0] as number);
    },
  });
}
