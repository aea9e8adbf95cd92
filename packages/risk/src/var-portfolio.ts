// Value at risk of a portfolio: who contributes it, and what the next order would add. Models:
// '@plimsoll/risk/var'.

export { assume, PlimsollError, type Table } from '@plimsoll/core';
export type { TailOptions } from './value-at-risk/var-model.ts';
export type { TailRisk, VarFlag } from './value-at-risk/var-outcome.ts';
// portfolios: who contributes what
export type {
  Contribution,
  PortfolioTail,
  PortfolioTailOutcome,
} from './value-at-risk/portfolio/contributions.ts';
export {
  type HistoricalContributionOptions,
  historicalContributionDefaults,
  historicalContributions,
  portfolioProfitAndLoss,
} from './value-at-risk/portfolio/historical-contributions.ts';
export {
  type NormalContributionOptions,
  normalContributionDefaults,
  normalContributions,
} from './value-at-risk/portfolio/normal-contributions.ts';
export type { Positions } from './value-at-risk/portfolio/positions.ts';
// joint scenarios
export {
  type ScenarioOutcome,
  type SimulateScenariosOptions,
  simulateScenarios,
} from './value-at-risk/simulation/simulate-scenarios.ts';
// options
export {
  type DeltaGammaOptions,
  type DeltaGammaTail,
  deltaGammaTail,
} from './value-at-risk/portfolio/delta-gamma-tail.ts';
// live
export {
  createHistoricalVarMonitor,
  type HistoricalVarMonitor,
  type HistoricalVarMonitorConfig,
  type VarReading,
} from './value-at-risk/streaming/historical-var-monitor.ts';
