import type { MarketData } from '../../src/data/market-data.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';
import { type RecordedRun, recordedRun } from './recorded-run.ts';

/** Four assets over a calm, a stormy and the start of a calm year; the last one joins in April. */
export const baseMarket: MarketData = syntheticMarket({ months: 26, index: true, lateMonths: 3 });

let run: Promise<RecordedRun> | null = null;

/** The run that most tests look at, made once. */
export const baseRun = (): Promise<RecordedRun> => {
  run ??= recordedRun(baseMarket);
  return run;
};
