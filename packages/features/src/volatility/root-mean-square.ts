import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import { checkWindow } from '../window/check-window.ts';
import { pushSum, windowSumLength } from '../window/window-sum.ts';

/**
 * Root mean square of a feature over the last `windowBars` bars: the deviation about zero, which
 * for daily returns estimates volatility with less noise than the deviation about their mean.
 *
 * @throws PlimsollError `features/invalid-window`.
 */
export function rootMeanSquare<In>(windowBars: number, options: OfOption<In>): Feature<In> {
  checkWindow(windowBars, 'windowBars');
  return defineFeature<In>({
    kind: 'root-mean-square',
    params: { windowBars },
    inputs: [options.of],
    warmupBars: windowBars,
    stateLength: 1 + windowSumLength(windowBars),
    infallible: true,
    step: (state, inputs) => {
      const x = inputs[0] as number;
      state[0] = Math.sqrt(pushSum(state, 1, windowBars, x * x) / windowBars);
    },
  });
}
