import type { Measure } from '@plimsoll/core';
import { drawdownEpisodes, type PathOptions, type Returns } from '@plimsoll/numerics/performance';
import { absent, present } from '../measures/measure-of.ts';
import { periodDrawdowns } from './conditional-drawdown.ts';

/** Answer of {@link timeUnderWater}. Lengths in periods, from the peak. */
export interface UnderWater {
  /** Share of the periods that end below an earlier peak. */
  readonly share: Measure;
  /** Periods that end below an earlier peak. */
  readonly periods: Measure;
  /** Longest stretch from a peak to its recovery, or to the end of the path. */
  readonly longestPeriods: Measure;
  /** Mean periods from peak to trough. */
  readonly averagePeriodsToTrough: Measure;
  /** Mean periods from trough to recovery, over the drawdowns that recovered. */
  readonly averagePeriodsToRecovery: Measure;
  /** Longest way from trough to recovery, over the same. */
  readonly longestPeriodsToRecovery: Measure;
  /** Mean depth of the drawdowns, a non-negative fraction. */
  readonly averageDepth: Measure;
  /** Drawdown at the end of the path, 0 at a peak. */
  readonly currentDepth: Measure;
  /** Periods since the last peak, 0 at one. */
  readonly currentPeriods: Measure;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How long a path stays below its peaks and how long it takes to come back. A drawdown that has
 * not recovered counts as under water and in depth, not in recovery times.
 *
 * @throws PlimsollError as `drawdownSeries`.
 */
export function timeUnderWater(path: Returns, options: PathOptions = {}): UnderWater {
  const text = 'periods counted from the peak';
  const depths = periodDrawdowns(path, options);
  const n = depths.length;
  const episodes = drawdownEpisodes(path, options);
  // Index of the last period in the numbering of the episodes, where equity starts at 0.
  const last = path.length - 1;
  const below = depths.filter((depth) => depth > 0).length;
  const lengths = episodes.map(
    ({ peakIndex, recoveryIndex }) => (recoveryIndex ?? last) - peakIndex,
  );
  const recoveries = episodes.flatMap(({ troughIndex, recoveryIndex }) =>
    recoveryIndex === null ? [] : [recoveryIndex - troughIndex],
  );
  const final = episodes.at(-1);
  const whenAny = (value: number): Measure =>
    n === 0 ? absent('no-observations', text) : present(value, text);
  const ofEpisodes = (
    values: readonly number[],
    of: (list: readonly number[]) => number,
  ): Measure =>
    values.length > 0
      ? present(of(values), text)
      : absent(episodes.length > 0 ? 'no-recovered-drawdown' : 'no-drawdown', text);
  return {
    share: whenAny(below / n),
    periods: whenAny(below),
    longestPeriods: whenAny(lengths.reduce((longest, length) => Math.max(longest, length), 0)),
    averagePeriodsToTrough: ofEpisodes(
      episodes.map(({ peakIndex, troughIndex }) => troughIndex - peakIndex),
      meanOf,
    ),
    averagePeriodsToRecovery: ofEpisodes(recoveries, meanOf),
    longestPeriodsToRecovery: ofEpisodes(recoveries, (list) =>
      list.reduce((longest, length) => Math.max(longest, length), 0),
    ),
    averageDepth: ofEpisodes(
      episodes.map(({ depth }) => depth),
      meanOf,
    ),
    currentDepth: whenAny(depths[n - 1] ?? 0),
    currentPeriods: whenAny(
      final === undefined || final.recoveryIndex !== null ? 0 : last - final.peakIndex,
    ),
  };
}
