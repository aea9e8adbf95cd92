import { assertCausal } from '@plimsoll/regime';
import type { MarketData } from '../data/market-data.ts';
import { detectorOf, observationsOf } from '../system/regime-detector.ts';
import type { RunOptions } from '../system/run-options.ts';

/** Places at which the series is cut. */
const CUTS = 2;
/** Bars compared after a restart from a snapshot: across more than one refit. */
const RESUME_BARS = 130;

/**
 * The prefix test, inside the job: the detector's readings up to a cut are the same bits when the
 * future is missing and when it is noise. Throws when they are not.
 *
 * @returns Readings compared; 0 without an index.
 */
export function provePrefix(
  market: MarketData,
  options: Pick<RunOptions, 'states' | 'seed'>,
): number {
  const { index } = market;
  if (index === null) return 0;
  const rows = observationsOf(index).map(({ row }) => row);
  const report = assertCausal(() => detectorOf(index, options), rows, {
    cuts: CUTS,
    seed: options.seed,
    resumeBars: RESUME_BARS,
  });
  return report.comparedReadings;
}
