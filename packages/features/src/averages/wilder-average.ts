import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import { type CloseInput, field } from '../sources/field.ts';
import { checkWindow } from '../window/check-window.ts';
import { smoothed } from './smoothed.ts';

const define = <In>(windowBars: number, of: Feature<In>): Feature<In> => {
  checkWindow(windowBars, 'windowBars');
  return smoothed('wilder-average', { windowBars }, of, windowBars, 1 / windowBars);
};

/**
 * Wilder's smoothing: weight 1 / windowBars, seeded by the simple average of the first `windowBars`
 * readings (Wilder, New Concepts in Technical Trading Systems, 1978).
 *
 * @throws PlimsollError `features/invalid-window`.
 */
export function wilderAverage(windowBars: number): Feature<CloseInput>;
export function wilderAverage<In>(windowBars: number, options: OfOption<In>): Feature<In>;
export function wilderAverage<In>(
  windowBars: number,
  options?: OfOption<In>,
): Feature<In> | Feature<CloseInput> {
  return options === undefined
    ? define(windowBars, field('close'))
    : define(windowBars, options.of);
}
