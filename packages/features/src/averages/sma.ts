import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import { type CloseInput, field } from '../sources/field.ts';
import { checkWindow } from '../window/check-window.ts';
import { pushSum, windowSumLength } from '../window/window-sum.ts';

const define = <In>(windowBars: number, of: Feature<In>): Feature<In> => {
  checkWindow(windowBars, 'windowBars');
  return defineFeature<In>({
    kind: 'simple-moving-average',
    params: { windowBars },
    inputs: [of],
    warmupBars: windowBars,
    stateLength: 1 + windowSumLength(windowBars),
    infallible: true,
    step: (state, inputs) => {
      state[0] = pushSum(state, 1, windowBars, inputs[0] as number) / windowBars;
    },
  });
};

/**
 * Simple moving average of the close, or of any feature, over the last `windowBars` bars.
 * Sums never subtract, so a spike leaves no error behind once it has left the window.
 *
 * @throws PlimsollError `features/invalid-window`.
 */
export function sma(windowBars: number): Feature<CloseInput>;
export function sma<In>(windowBars: number, options: OfOption<In>): Feature<In>;
export function sma<In>(
  windowBars: number,
  options?: OfOption<In>,
): Feature<In> | Feature<CloseInput> {
  return options === undefined
    ? define(windowBars, field('close'))
    : define(windowBars, options.of);
}
