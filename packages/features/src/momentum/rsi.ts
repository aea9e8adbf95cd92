import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import type { OfOption } from '../definition/of-option.ts';
import { type CloseInput, field } from '../sources/field.ts';
import { checkWindow } from '../window/check-window.ts';

/** What {@link rsi} reads when nothing has moved: neither strength nor weakness. */
export const rsiFlat = 50;

// State: value, average gain, average loss, previous price, changes seen up to the window, started.
const define = <In>(windowBars: number, of: Feature<In>): Feature<In> => {
  checkWindow(windowBars, 'windowBars');
  return defineFeature<In>({
    kind: 'relative-strength-index',
    params: { windowBars },
    inputs: [of],
    warmupBars: windowBars + 1,
    stateLength: 6,
    infallible: true,
    step: (state, inputs) => {
      const price = inputs[0] as number;
      const change = state[5] === 0 ? 0 : price - (state[3] as number);
      let seen = state[4] as number;
      // The first `windowBars` changes are averaged plainly, later ones with weight 1 / windowBars.
      if (state[5] === 1 && seen < windowBars) seen += 1;
      const weight = 1 / (seen === 0 ? 1 : seen);
      const gain = state[1] as number;
      const loss = state[2] as number;
      const gains = gain + weight * (Math.max(change, 0) - gain);
      const losses = loss + weight * (Math.max(-change, 0) - loss);
      // The share first: 100 times the gains, divided, can round to more than 100.
      state[0] = gains + losses > 0 ? 100 * (gains / (gains + losses)) : rsiFlat;
      state[1] = gains;
      state[2] = losses;
      state[3] = price;
      state[4] = seen;
      state[5] = 1;
    },
  });
};

/**
 * Relative strength index, 0 to 100, with Wilder's smoothing seeded by the simple average of the
 * first `windowBars` changes (Wilder 1978). Full precision; {@link rsiFlat} where nothing has moved.
 * The first reading comes with bar `windowBars + 1`.
 *
 * @throws PlimsollError `features/invalid-window`.
 */
export function rsi(windowBars: number): Feature<CloseInput>;
export function rsi<In>(windowBars: number, options: OfOption<In>): Feature<In>;
export function rsi<In>(
  windowBars: number,
  options?: OfOption<In>,
): Feature<In> | Feature<CloseInput> {
  return options === undefined
    ? define(windowBars, field('close'))
    : define(windowBars, options.of);
}
