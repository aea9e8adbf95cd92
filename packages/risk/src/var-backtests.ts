// Was the value at risk right? Backtests, in reading order. Models: '@plimsoll/risk/var'.

export { assume, PlimsollError } from '@plimsoll/core';
export type { InsufficientData } from './value-at-risk/var-outcome.ts';
export type { TailOptions, VarModel } from './value-at-risk/var-model.ts';
// forecasts against outcomes
export {
  type ForecastHistory,
  type UnansweredBar,
  type WalkForwardOptions,
  type WalkForwardOutcome,
  walkForward,
} from './var-backtests/walk-forward.ts';
export {
  type ExceptionCount,
  type ExceptionRecord,
  exceptionsOf,
  type Forecast,
} from './var-backtests/exceptions.ts';
export type { LikelihoodRatio, TestOutcome } from './var-backtests/test-outcome.ts';
// how often
export {
  type CoverageTest,
  type KupiecRegion,
  type KupiecRegionOptions,
  kupiecRegion,
  kupiecRegionDefaults,
  kupiecTest,
} from './var-backtests/kupiec-test.ts';
export {
  type BaselMultipliers,
  type TrafficLight,
  type TrafficLightOptions,
  trafficLight,
  trafficLightDefaults,
} from './var-backtests/traffic-light.ts';
// and when
export {
  type ConditionalCoverageTest,
  christoffersenTest,
  type Transitions,
} from './var-backtests/christoffersen-test.ts';
export {
  type FirstFailureTest,
  haasTest,
  type MixedTest,
  timeUntilFirstFailure,
} from './var-backtests/duration-tests.ts';
// how much: expected shortfall
export {
  acerbiSzekelyTest,
  type ShortfallBacktest,
  type ShortfallTest,
} from './var-backtests/acerbi-szekely-test.ts';
export {
  acerbiSzekelyCriticalValue,
  type CriticalValueOptions,
  criticalValueDefaults,
} from './var-backtests/acerbi-szekely-critical-value.ts';
export {
  type CumulativeViolationTest,
  duEscancianoTest,
} from './var-backtests/du-escanciano-test.ts';
export {
  type McNeilFreyOptions,
  mcNeilFreyDefaults,
  mcNeilFreyTest,
  type ResidualTest,
} from './var-backtests/mcneil-frey-test.ts';
