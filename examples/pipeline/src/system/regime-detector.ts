import type { Bar } from '@plimsoll/core';
import { logRange, logReturn } from '@plimsoll/features';
import {
  gaussianHmm,
  hysteresis,
  type Observation,
  persist,
  type RegimeDetector,
  refitEvery,
} from '@plimsoll/regime';
import { featureFeed, type RegimeFeed } from '@plimsoll/regime/agent';
import type { IndexSeries } from '../data/market-data.ts';
import { assumptions, INDEX, type RunOptions } from './run-options.ts';

/** The label whose probability scales exposure down. */
export const HIGH_VOLATILITY = 'high-volatility';

const labelsOf = (states: number): readonly string[] =>
  states === 2
    ? ['low-volatility', HIGH_VOLATILITY]
    : ['low-volatility', 'middle-volatility', HIGH_VOLATILITY];

/**
 * Hidden Markov model fixed in advance: on log return and log range where the source has highs and
 * lows, on log return alone otherwise; fitted to the past only, every 63 bars; labels held by
 * hysteresis.
 */
export function detectorOf(
  index: IndexSeries,
  options: Pick<RunOptions, 'states' | 'seed'>,
): RegimeDetector<Observation> {
  return persist(
    gaussianHmm({
      states: options.states,
      names: labelsOf(options.states),
      order: 'volatility',
      columns: index.hasRange ? ['logReturn', 'logRange'] : ['logReturn'],
      refit: refitEvery(assumptions.regimeRefitBars, {
        window: 'expanding',
        minimumBars: assumptions.regimeWarmupBars,
        starts: assumptions.regimeStarts,
        seed: options.seed,
      }),
    }),
    hysteresis({ enter: 0.8, leave: 0.2 }),
  );
}

/** Where the detector's inputs come from on the bus. */
export function feedOf(index: IndexSeries): RegimeFeed<Readonly<Record<string, number>>> {
  return index.hasRange
    ? featureFeed(INDEX, { logReturn: logReturn(), logRange: logRange() })
    : featureFeed(INDEX, { logReturn: logReturn() });
}

/** The same features without a bus, for the prefix test and the studies: one row a ready bar. */
export function observationsOf(
  index: IndexSeries,
): readonly { readonly closeAt: number; readonly row: Readonly<Record<string, number>> }[] {
  const read = feedOf(index).start() as (
    bar: Pick<Bar, 'high' | 'low' | 'close'>,
  ) => Readonly<Record<string, number>> | null;
  return index.days.flatMap((day) => {
    const row = read(day);
    return row === null ? [] : [{ closeAt: day.closeAt, row }];
  });
}
