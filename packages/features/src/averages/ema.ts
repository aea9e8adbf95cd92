import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import { type CloseInput, field } from '../sources/field.ts';
import { checkWindow } from '../window/check-window.ts';
import { smoothed } from './smoothed.ts';

const define = <In>(spanBars: number, of: Feature<In>): Feature<In> => {
  checkWindow(spanBars, 'spanBars');
  return smoothed('exponential-moving-average', { spanBars }, of, spanBars, 2 / (spanBars + 1));
};

/**
 * Exponential moving average with weight 2 / (spanBars + 1), seeded by the simple average of the
 * first `spanBars` readings, as TA-Lib seeds it.
 *
 * @throws PlimsollError `features/invalid-window`.
 */
export function ema(spanBars: number): Feature<CloseInput>;
export function ema<In>(spanBars: number, options: OfOption<In>): Feature<In>;
export function ema<In>(
  spanBars: number,
  options?: OfOption<In>,
): Feature<In> | Feature<CloseInput> {
  return options === undefined ? define(spanBars, field('close')) : define(spanBars, options.of);
}
