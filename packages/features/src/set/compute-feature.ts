import type { Feature } from '../definition/feature.ts';
import type { FeatureColumn } from './feature-columns.ts';

/**
 * Computes one feature over a whole series: the streaming feature fed bar by bar, so batch and
 * live agree bit for bit.
 *
 * @throws PlimsollError as the feature's `update` does.
 *
 * @example
 * ```ts
 * const { values, ready } = computeFeature(sma(20, { of: value() }), closes);
 * ```
 */
export function computeFeature<In>(feature: Feature<In>, inputs: ArrayLike<In>): FeatureColumn {
  const live = feature.start();
  const values = new Float64Array(inputs.length);
  const ready = new Uint8Array(inputs.length);
  for (let i = 0; i < inputs.length; i++) {
    const reading = live.update(inputs[i] as In);
    values[i] = reading ?? Number.NaN;
    ready[i] = reading === undefined ? 0 : 1;
  }
  return { values, ready };
}
