import { wilderAverage } from '../averages/wilder-average.ts';
import type { Feature } from '../definition/feature.ts';
import type { RangeInput } from '../sources/field.ts';
import { trueRange } from './true-range.ts';

/**
 * Average true range: Wilder's average of the true range, in price units. The first reading comes
 * with bar `windowBars + 1`, because the first bar has no true range.
 *
 * @throws PlimsollError `features/invalid-window`.
 */
export function atr(windowBars: number): Feature<RangeInput> {
  return wilderAverage(windowBars, { of: trueRange() });
}
