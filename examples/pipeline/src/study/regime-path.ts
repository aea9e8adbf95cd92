import { type ReadyRegimeReading, runBatch } from '@plimsoll/regime';
import type { MarketData } from '../data/market-data.ts';
import { detectorOf, HIGH_VOLATILITY, observationsOf } from '../system/regime-detector.ts';
import type { RunOptions } from '../system/run-options.ts';

/** A regime reading with its time. */
export interface DatedReading {
  /** Close up to which data was used. */
  readonly closeAt: number;
  /** The reading. */
  readonly reading: ReadyRegimeReading;
}

/** Every ready reading of the detector over the index, without a bus. */
export function regimePath(
  market: MarketData,
  options: Pick<RunOptions, 'states' | 'seed'>,
): readonly DatedReading[] {
  if (market.index === null) return [];
  const observations = observationsOf(market.index);
  const readings = runBatch(
    detectorOf(market.index, options),
    observations.map(({ row }) => row),
  );
  return readings.flatMap((reading, i) =>
    reading.status === 'ready' ? [{ closeAt: observations[i]?.closeAt ?? 0, reading }] : [],
  );
}

/** P(high volatility) of the last reading strictly before `at`, or `null` before the first. */
export function highVolatilityBefore(path: readonly DatedReading[], at: number): number | null {
  const found = path.findLast(({ closeAt }) => closeAt < at);
  return found?.reading.probabilities[HIGH_VOLATILITY] ?? null;
}
