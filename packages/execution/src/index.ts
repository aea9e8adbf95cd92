// Table of contents, in reading order. Explicit names only; one block a room.

// what first contact needs
export { assume, PlimsollError } from '@plimsoll/core';
// executor
export { createExecutor } from './executor/create-executor.ts';
export type {
  Executor,
  ExecutorConfig,
  ExecutorOptions,
  ExecutorView,
  OrderView,
} from './executor/executor.ts';
export type {
  ExecutorEffect,
  ExecutorEvent,
  ExecutorInput,
  ExecutorOutput,
  ExecutorPublication,
} from './executor/executor-messages.ts';
export {
  type CatchUp,
  checkExecutorPolicy,
  type EndPolicy,
  type ExecutorPolicy,
  executorDefaults,
} from './executor/executor-policy.ts';
export type { LotBalance } from './executor/lot-account.ts';
// lots
export { roundLots } from './lots/round-lots.ts';
export {
  alwaysOpen,
  type MarketSources,
} from './market/market-memory.ts';
// market
export {
  checkProfile,
  type ImpactContext,
  lotQuantity,
  type MarketProfile,
} from './market/market-profile.ts';
export type {
  DailyVolume,
  LiveMarketProfiler,
  MarketProfiler,
  ProfileReading,
} from './market/market-profiler.ts';
export {
  type FixedProfileOptions,
  fixedProfile,
  type TrailingProfileOptions,
  trailingProfile,
} from './market/profilers.ts';
export {
  type StaticVolumeCurveOptions,
  staticVolumeCurve,
  uniformVolumeCurve,
} from './market/static-volume-curve.ts';
export { type TimeCuts, type TradingTime, tradingTime } from './market/trading-time.ts';
export type {
  LiveVolumeCurve,
  VolumeCurve,
  VolumeForecast,
  VolumeObservation,
} from './market/volume-curve.ts';
export {
  type PerShareFeeOptions,
  type ProportionalFeeOptions,
  perShareFee,
  perShareFeeDefaults,
  proportionalFee,
} from './models/fees.ts';
// models: impact, fees, spread
export type { ImpactModel, LinearCoefficients } from './models/impact-model.ts';
export {
  type LinearImpactOptions,
  linearImpact,
  type ParticipationImpactOptions,
  participationImpact,
  participationImpactDefaults,
} from './models/linear-impact.ts';
export { type LinearisedImpactOptions, linearisedImpact } from './models/linearised-impact.ts';
export {
  checkNoDynamicArbitrage,
  dynamicArbitrage,
  type ImpactDecay,
  type ImpactShape,
  smallestDecayExponent,
} from './models/no-dynamic-arbitrage.ts';
export {
  type Almgren2005ImpactOptions,
  almgren2005Impact,
  almgren2005ImpactDefaults,
  type SquareRootImpactOptions,
  squareRootImpact,
  squareRootImpactDefaults,
} from './models/power-law-impact.ts';
export {
  type ProportionalSpreadOptions,
  proportionalSpread,
  type SpreadModel,
} from './models/spread.ts';
export {
  type ExecutionPlan,
  type PlanDetail,
  type PlanExpectation,
  type PlanOutcome,
  targetLots,
} from './plan/execution-plan.ts';
export { minimumSliceLots, planDefaults } from './plan/minimum-slice.ts';
// plan
export { plan } from './plan/plan.ts';
export {
  type GridOutcome,
  largestGrid,
  type ScheduleGrid,
  type Slicing,
  tradingGrid,
} from './plan/schedule-grid.ts';
export type {
  Infeasible,
  PlanOrder,
  Scheduled,
  ScheduleOutcome,
  Scheduler,
} from './plan/scheduler.ts';
export {
  type JudgedPlan,
  type PlanCheck,
  type PlanInput,
  type PlanVerdict,
  verifyPlan,
} from './plan/verify-plan.ts';
export {
  type AlmgrenChrissOptions,
  almgrenChriss,
  type Decay,
  type Eagerness,
} from './schedulers/almgren-chriss.ts';
// schedulers
export { type TwapOptions, twap } from './schedulers/twap.ts';
export { type VwapOptions, vwap } from './schedulers/vwap.ts';
// transaction-cost analysis
export { type CostAnalysis, type CostEvent, createCostAnalysis } from './tca/cost-analysis.ts';
export type { OrderCost } from './tca/order-cost.ts';
export {
  type ImplementationShortfall,
  implementationShortfall,
  type ShortfallInput,
} from './tca/implementation-shortfall.ts';
export { type PredictionScore, predictionScore } from './tca/prediction-score.ts';
export { createSimulatedVenue } from './venue/create-simulated-venue.ts';
export type {
  SimulatedVenueMachine,
  VenueEffect,
  VenueInput,
  VenueView,
} from './venue/simulated-venue-machine.ts';
export {
  type BrownianPathOptions,
  brownianPath,
  brownianPathDefaults,
  type PathStart,
  type PathWalk,
  type PricePath,
} from './venue/price-path.ts';
// venue
export type { Venue } from './venue/venue.ts';
export {
  noVenueFaults,
  type SimulatedVenueConfig,
  simulatedVenueDefaults,
  type VenueFaults,
} from './venue/venue-config.ts';
