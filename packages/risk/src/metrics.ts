// Performance, drawdown and trade measures, in reading order. The first family is numerics'.

export { assume, type Measure, PlimsollError } from '@plimsoll/core';
// returns: growth, ratios, drawdown, conventions
export {
  type AbsenceReason,
  type ActiveOptions,
  type AnnualOptions,
  annualisedVolatility,
  cagr,
  calmarRatio,
  type DownsideOptions,
  type DrawdownEpisode,
  downsideDeviation,
  drawdownEpisodes,
  drawdownSeries,
  type ExcessOptions,
  empyricalConvention,
  excessKurtosis,
  type GrowthOptions,
  type HitRateOptions,
  hitRate,
  hitRateDefaults,
  informationRatio,
  leanConvention,
  martinRatio,
  maxDrawdown,
  type OmegaOptions,
  omegaDefaults,
  omegaRatio,
  type PathOptions,
  type PerformanceConvention,
  type PerformanceSummary,
  painIndex,
  painRatio,
  pathDefaults,
  performanceAnalyticsConvention,
  performanceDefaults,
  plimsollConvention,
  quantstatsConvention,
  type Returns,
  type ShapeOptions,
  sharpeRatio,
  skewness,
  sortinoRatio,
  summarisePerformance,
  type TailRatioOptions,
  type TurnoverOptions,
  tailRatio,
  tailRatioDefaults,
  totalReturn,
  trackingError,
  turnover,
  turnoverDefaults,
  type UlcerOptions,
  ulcerIndex,
  type WeightsByName,
} from '@plimsoll/numerics/performance';
// shared: reasons for having no value, units of rates, presets side by side
export type { MetricAbsence } from './measures/measure-of.ts';
export { type QuotedRate, ratePerPeriod } from './measures/rate-per-period.ts';
export {
  type CompareOptions,
  compareConventions,
  performanceConventions,
} from './measures/compare-conventions.ts';
// how sure a Sharpe ratio is
export type {
  DegenerateSample,
  InsufficientData,
  VarDegeneracy,
} from './value-at-risk/var-outcome.ts';
export {
  type SharpeMoments,
  type SharpeMomentsOptions,
  type SharpeMomentsOutcome,
  sharpeMoments,
  sharpeMomentsDefaults,
} from './sharpe-inference/sharpe-moments.ts';
export {
  probabilisticSharpeRatio,
  type SharpeBenchmarkOptions,
} from './sharpe-inference/probabilistic-sharpe.ts';
export {
  deflatedSharpeRatio,
  expectedBestSharpe,
  type TrialOptions,
} from './sharpe-inference/deflated-sharpe.ts';
export {
  minimumTrackRecord,
  type SharpeInterval,
  type SharpeIntervalOptions,
  sharpeInterval,
  type TrackRecordOptions,
} from './sharpe-inference/sharpe-interval.ts';
export {
  type AnnualisationOptions,
  type AutocorrelatedSharpeOptions,
  annualisationFactor,
  autocorrelatedSharpeRatio,
} from './sharpe-inference/autocorrelated-sharpe.ts';
// drawdown: accounts with flows, tails, recovery
export { type AccountPath, accountReturns } from './drawdown-statistics/account-returns.ts';
export {
  type ConditionalDrawdownOptions,
  conditionalDrawdown,
} from './drawdown-statistics/conditional-drawdown.ts';
export { timeUnderWater, type UnderWater } from './drawdown-statistics/under-water.ts';
export { burkeRatio, recoveryFactor } from './drawdown-statistics/recovery-ratios.ts';
// trades
export type { Trade } from './trade-statistics/trade.ts';
export {
  expectancy,
  payoffRatio,
  profitFactor,
  type SystemQualityOptions,
  systemQuality,
  systemQualityDefaults,
  type TradeProfit,
  winRate,
} from './trade-statistics/trade-profit.ts';
export { type TradeStreaks, tradeStreaks } from './trade-statistics/trade-streaks.ts';
export {
  type ExposureWindow,
  type HoldingPeriod,
  holdingPeriod,
  marketExposure,
  type TradeTimes,
} from './trade-statistics/trade-times.ts';
export {
  averageSlippage,
  summariseTrades,
  type TradeSummary,
} from './trade-statistics/summarise-trades.ts';
// against a benchmark
export type { BenchmarkOptions } from './benchmark-relative/paired-series.ts';
export {
  type AlphaOptions,
  alpha,
  alphaDefaults,
  beta,
  correlationWith,
} from './benchmark-relative/regression.ts';
export {
  type CaptureMethod,
  type CaptureOptions,
  captureDefaults,
  captureRatio,
  downCapture,
  upCapture,
} from './benchmark-relative/capture.ts';
// scores and records
export {
  type BalancedScore,
  balancedPerformanceScore,
  balancedScoreWeights,
  type ScoreInputs,
} from './performance-score/balanced-score.ts';
export { bandOf, type ScoreBand, sourceBands } from './performance-score/score-bands.ts';
export {
  type RiskMetricsOptions,
  type RiskMetricsRecord,
  riskMetricsRecord,
} from './risk-history/risk-metrics-record.ts';
