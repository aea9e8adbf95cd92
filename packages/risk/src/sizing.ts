// How much to hold: pure sizing rules, in reading order.

export { assume, PlimsollError } from '@plimsoll/core';
// Kelly
export {
  type ContinuousKelly,
  continuousKelly,
  type DiffusiveAsset,
  type DiscreteBet,
  type DiscreteKelly,
  discreteKelly,
  type KellyOptions,
  kellyDefaults,
  kellyFractionForDrawdown,
  touchProbability,
} from './sizing/kelly.ts';
export type { CovarianceOf } from './sizing/portfolio.ts';
export {
  type DegenerateKelly,
  type DiffusiveAssets,
  multiAssetKelly,
  type SizedKelly,
} from './sizing/multi-asset-kelly.ts';
export {
  type KellyScenarios,
  scenarioKelly,
  type UnboundedKelly,
} from './sizing/scenario-kelly.ts';
// exposure multipliers
export {
  type DrawdownStep,
  drawdownScale,
  regimeScale,
  type VolatilityTarget,
  volatilityTarget,
} from './sizing/scaling.ts';
// a trade, and the heat of all of them
export {
  type LotRounding,
  type RiskPerTrade,
  riskPerTrade,
  type StoppedPosition,
  type StoppedTrade,
  stopHeat,
} from './sizing/risk-per-trade.ts';
// beside what is already held
export {
  type CorrelationToRest,
  correlationAwareSize,
  correlationToRest,
  valueAtRiskHeat,
  type WeightedPortfolio,
} from './sizing/correlation.ts';
export {
  type BandDecision,
  type BandEnd,
  noTradeBand,
  noTradeBandDefaults,
} from './sizing/no-trade-band.ts';
