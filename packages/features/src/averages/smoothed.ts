import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';

/**
 * Exponential smoothing started by the simple average of the first `seedBars` readings of `of`.
 * State: value, readings seen (up to `seedBars`), sum of the seed.
 */
export function smoothed<In>(
  kind: string,
  params: Readonly<Record<string, number>>,
  of: Feature<In>,
  seedBars: number,
  weight: number,
): Feature<In> {
  return defineFeature<In>({
    kind,
    params,
    inputs: [of],
    warmupBars: seedBars,
    stateLength: 3,
    infallible: true,
    step: (state, inputs) => {
      const x = inputs[0] as number;
      const value = state[0] as number;
      if (state[1] === seedBars) {
        state[0] = value + weight * (x - value);
        return;
      }
      const seen = (state[1] as number) + 1;
      const sum = (state[2] as number) + x;
      state[0] = sum / seen;
      state[1] = seen;
      state[2] = sum;
    },
  });
}
