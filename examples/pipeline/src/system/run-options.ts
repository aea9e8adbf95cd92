/** Everything that tells one run of the pipeline from another. */
export interface RunOptions {
  /** Monthly returns behind each covariance. */
  readonly windowMonths: number;
  /** Months by which all information is delayed; 0 decides on the close it is told. */
  readonly lagMonths: number;
  /** Multiplier on half-spread, commission and impact. */
  readonly costScale: number;
  /** States of the hidden Markov model. */
  readonly states: number;
  /** Seed of price paths and of the model's starts. */
  readonly seed: number;
  /** Whether the drawdown machine is in the gate. */
  readonly drawdownMachine: boolean;
}

/** The main run. */
export const mainRun: RunOptions = {
  windowMonths: 36,
  lagMonths: 0,
  costScale: 1,
  states: 2,
  seed: 1,
  drawdownMachine: true,
};

/** Fixed for every run; each is a row of the report's assumptions table. */
export const assumptions = {
  /** Opening cash, base currency. */
  openingCash: 500_000_000,
  /** Currency of everything. */
  currency: 'USD',
  /** Weight bounds of eligible assets. */
  minimumWeight: 0.05,
  maximumWeight: 0.4,
  /** Exposure = 1 − this × P(high volatility). */
  exposureSlope: 0.5,
  /** Half of the quoted spread, basis points of price. */
  halfSpreadBps: 5,
  /** Commission, basis points of traded value. */
  commissionBps: 1,
  /** What the market is assumed to trade in one name a day, base currency. */
  dailyVolumeNotional: 2_000_000_000,
  /** Cash kept back from buys for costs, basis points of their value. */
  keptBackBps: 30,
  /** Slices of a parent over one session. */
  slices: 13,
  /** Bars before the first regime reading. */
  regimeWarmupBars: 504,
  /** Bars between refits. */
  regimeRefitBars: 63,
  /** Seeded starts of each fit. */
  regimeStarts: 10,
  /** Drawdown thresholds of the named preset. */
  preset: 'multi-model',
  /** Months after a halt at which the scripted person resets the machine. */
  resetAfterMonths: 3,
  /** Trading days a month, for daily volatility from monthly returns. */
  tradingDaysPerMonth: 21,
} as const;

/** Account and strategy of every order. */
export const ACCOUNT = 'fund';
export const STRATEGY = 'minvar';
/** Universe of the traded assets. */
export const UNIVERSE = 'assets';
/** Instrument that the regime detector watches. */
export const INDEX = 'INDEX';
/** Detector and venue names in events. */
export const DETECTOR = 'volatility';
export const VENUE = 'simulated';
export const CALENDAR = 'XNYS';
