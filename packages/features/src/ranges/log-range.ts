import { defineFeature } from '../definition/define-feature.ts';
import type { Feature } from '../definition/feature.ts';
import { field, type WithField } from '../sources/field.ts';

/**
 * Log range ln(high / low) of one bar, at least 0: the simplest range estimate of its volatility
 * (Alizadeh, Brandt and Diebold, 2002). Zero for a bar that did not move.
 */
export function logRange(): Feature<WithField<'high' | 'low'>> {
  return defineFeature<WithField<'high' | 'low'>>({
    kind: 'log-range',
    params: {},
    inputs: [field('high', { positive: true }), field('low', { positive: true })],
    warmupBars: 1,
    stateLength: 1,
    infallible: true,
    step: (state, inputs) => {
      const high = inputs[0] as number;
      const low = inputs[1] as number;
      const move = (high - low) / low;
      state[0] = move < 1 ? Math.log1p(move) : Math.log(high / low);
    },
  });
}
