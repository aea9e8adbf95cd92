import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import { field, type RangeInput } from '../sources/field.ts';

/**
 * True range: the bar's high or the previous close, whichever is higher, minus its low or the
 * previous close, whichever is lower (Wilder 1978). In price units. The first bar has no previous
 * close and gives no reading, as in TA-Lib.
 */
export function trueRange(): Feature<RangeInput> {
  return defineFeature<RangeInput>({
    kind: 'true-range',
    params: {},
    inputs: [field('high'), field('low'), field('close')],
    warmupBars: 2,
    stateLength: 2,
    infallible: true,
    step: (state, inputs) => {
      const high = inputs[0] as number;
      const low = inputs[1] as number;
      const previousClose = state[1] as number;
      state[0] = Math.max(high, previousClose) - Math.min(low, previousClose);
      state[1] = inputs[2] as number;
    },
  });
}
