// Return and drawdown measures, in reading order.

export type { Measure } from '@plimsoll/core';
// against a benchmark
export {
  type ActiveOptions,
  informationRatio,
  trackingError,
} from './performance/active-return.ts';
export { annualisedVolatility } from './performance/annualised-volatility.ts';
export { type DrawdownEpisode, drawdownEpisodes } from './performance/drawdown-episodes.ts';
export {
  maxDrawdown,
  painIndex,
  type UlcerOptions,
  ulcerIndex,
} from './performance/drawdown-measures.ts';
export { calmarRatio, martinRatio, painRatio } from './performance/drawdown-ratios.ts';
// drawdown
export {
  drawdownSeries,
  type PathOptions,
  pathDefaults,
} from './performance/drawdown-series.ts';
// growth and risk
export { cagr, totalReturn } from './performance/growth.ts';
export { type HitRateOptions, hitRate, hitRateDefaults } from './performance/hit-rate.ts';
export type { AbsenceReason } from './performance/measure-of.ts';
// distribution
export { type OmegaOptions, omegaDefaults, omegaRatio } from './performance/omega-ratio.ts';
export {
  empyricalConvention,
  leanConvention,
  type PerformanceConvention,
  performanceAnalyticsConvention,
  plimsollConvention,
  quantstatsConvention,
} from './performance/performance-convention.ts';
// what they share: inputs, conventions, reasons for having no value
export {
  type AnnualOptions,
  type ExcessOptions,
  type GrowthOptions,
  performanceDefaults,
  type Returns,
} from './performance/performance-options.ts';
export { excessKurtosis, type ShapeOptions, skewness } from './performance/shape.ts';
export { sharpeRatio } from './performance/sharpe-ratio.ts';
export {
  type DownsideOptions,
  downsideDeviation,
  sortinoRatio,
} from './performance/sortino-ratio.ts';
// all at once
export {
  type PerformanceSummary,
  summarisePerformance,
} from './performance/summarise-performance.ts';
export { type TailRatioOptions, tailRatio, tailRatioDefaults } from './performance/tail-ratio.ts';
// trading
export {
  type TurnoverOptions,
  turnover,
  turnoverDefaults,
  type WeightsByName,
} from './performance/turnover.ts';
