import { drawdownSeries, type PathOptions } from './drawdown-series.ts';
import type { Returns } from './performance-options.ts';

/** One stretch below a peak. Indices count the periods of the path from 0. */
export interface DrawdownEpisode {
  /** The peak; -1 is the wealth before the first return. */
  readonly peakIndex: number;
  /** First period below the peak. */
  readonly startIndex: number;
  /** Deepest period, the first of equals. */
  readonly troughIndex: number;
  /** First period at or above the peak again, or `null` while it lasts. */
  readonly recoveryIndex: number | null;
  /** Drawdown at the trough, a positive fraction. */
  readonly depth: number;
}

/**
 * The drawdowns of a path one by one, in order of time. The last may not have recovered.
 *
 * @param path - Simple returns or equity, as `of` says.
 * @throws PlimsollError as {@link drawdownSeries}.
 */
export function drawdownEpisodes(
  path: Returns,
  options: PathOptions = {},
): readonly DrawdownEpisode[] {
  const depths = drawdownSeries(path, options);
  const episodes: DrawdownEpisode[] = [];
  for (let start = 0; start < depths.length; start++) {
    if (depths[start] === 0) continue;
    let end = start;
    let trough = start;
    while (end < depths.length && (depths[end] as number) > 0) {
      if ((depths[end] as number) > (depths[trough] as number)) trough = end;
      end += 1;
    }
    episodes.push({
      peakIndex: start - 1,
      startIndex: start,
      troughIndex: trough,
      recoveryIndex: end < depths.length ? end : null,
      depth: depths[trough] as number,
    });
    start = end;
  }
  return episodes;
}
