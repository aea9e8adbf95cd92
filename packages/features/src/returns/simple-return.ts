import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import type { CloseInput } from '../sources/field.ts';
import { laggedReturn, positiveClose, type ReturnOptions } from './lagged-return.ts';

const between = (from: number, to: number): number => (to - from) / from;

/**
 * Simple return P[t] / P[t - lagBars] - 1 of the close, or of any positive feature. A fraction.
 *
 * @throws PlimsollError `features/invalid-window`; from `update`, `features/invalid-input` for a
 * close that is not positive and `features/non-positive-price` for such a reading of `of`.
 */
export function simpleReturn(options?: ReturnOptions): Feature<CloseInput>;
export function simpleReturn<In>(options: ReturnOptions & OfOption<In>): Feature<In>;
export function simpleReturn<In>(
  options: ReturnOptions & Partial<OfOption<In>> = {},
): Feature<In> | Feature<CloseInput> {
  const { lagBars, of } = options;
  return of === undefined
    ? laggedReturn('simple-return', lagBars, positiveClose(), true, between)
    : laggedReturn('simple-return', lagBars, of, false, between);
}
