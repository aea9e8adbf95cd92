import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import type { CloseInput } from '../sources/field.ts';
import { laggedReturn, positiveClose, type ReturnOptions } from './lagged-return.ts';

// log1p keeps full precision for small moves; beyond a factor of two the quotient is as good.
const between = (from: number, to: number): number => {
  const move = (to - from) / from;
  return move > -0.5 && move < 1 ? Math.log1p(move) : Math.log(to / from);
};

/**
 * Log return ln(P[t] / P[t - lagBars]) of the close, or of any positive feature. A fraction: 0.01
 * is about one per cent.
 *
 * @throws PlimsollError `features/invalid-window`; from `update`, `features/invalid-input` for a
 * close that is not positive and `features/non-positive-price` for such a reading of `of`.
 */
export function logReturn(options?: ReturnOptions): Feature<CloseInput>;
export function logReturn<In>(options: ReturnOptions & OfOption<In>): Feature<In>;
export function logReturn<In>(
  options: ReturnOptions & Partial<OfOption<In>> = {},
): Feature<In> | Feature<CloseInput> {
  const { lagBars, of } = options;
  return of === undefined
    ? laggedReturn('log-return', lagBars, positiveClose(), true, between)
    : laggedReturn('log-return', lagBars, of, false, between);
}
