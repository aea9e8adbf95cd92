import type { Measure } from '@plimsoll/core';
import { annualisedVolatility } from './annualised-volatility.ts';
import { maxDrawdown, painIndex, ulcerIndex } from './drawdown-measures.ts';
import { calmarRatio } from './drawdown-ratios.ts';
import { cagr, totalReturn } from './growth.ts';
import { hitRate } from './hit-rate.ts';
import { omegaRatio } from './omega-ratio.ts';
import type { ExcessOptions, GrowthOptions, Returns } from './performance-options.ts';
import { conventionOf } from './performance-options.ts';
import { excessKurtosis, skewness } from './shape.ts';
import { sharpeRatio } from './sharpe-ratio.ts';
import { sortinoRatio } from './sortino-ratio.ts';
import { tailRatio } from './tail-ratio.ts';

/** The measures of {@link summarisePerformance}. */
export type PerformanceSummary = Readonly<
  Record<
    | 'totalReturn'
    | 'cagr'
    | 'annualisedVolatility'
    | 'sharpeRatio'
    | 'sortinoRatio'
    | 'maxDrawdown'
    | 'calmarRatio'
    | 'ulcerIndex'
    | 'painIndex'
    | 'omegaRatio'
    | 'tailRatio'
    | 'hitRate'
    | 'skewness'
    | 'excessKurtosis',
    Measure
  >
>;

/**
 * The measures a report shows, under one convention. `riskFree` also is the Sortino target.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-periods-per-year`.
 */
export function summarisePerformance(
  returns: Returns,
  options: ExcessOptions & GrowthOptions,
): PerformanceSummary {
  const convention = conventionOf(options);
  const { periodsPerYear, riskFree } = options;
  const target = riskFree === undefined ? {} : { target: riskFree };
  return {
    totalReturn: totalReturn(returns),
    cagr: cagr(returns, options),
    annualisedVolatility: annualisedVolatility(returns, options),
    sharpeRatio: sharpeRatio(returns, options),
    sortinoRatio: sortinoRatio(returns, { periodsPerYear, convention, ...target }),
    maxDrawdown: maxDrawdown(returns),
    calmarRatio: calmarRatio(returns, options),
    ulcerIndex: ulcerIndex(returns, { convention }),
    painIndex: painIndex(returns),
    omegaRatio: omegaRatio(returns),
    tailRatio: tailRatio(returns),
    hitRate: hitRate(returns),
    skewness: skewness(returns, { convention }),
    excessKurtosis: excessKurtosis(returns, { convention }),
  };
}
