import {
  checkNumber,
  configHash,
  misuse,
  type Snapshot,
  type SnapshotIdentity,
  snapshotState,
} from '@plimsoll/core';
import type { LiveVolumeCurve, VolumeCurve, VolumeForecast } from './volume-curve.ts';

/** Options of {@link staticVolumeCurve}. */
export interface StaticVolumeCurveOptions {
  /**
   * Relative volume of bins of equal trading time, in order; any positive total. Within a bin
   * volume is even.
   */
  readonly weights: readonly number[];
}

/**
 * A volume curve that is the same in every session, e.g. the average of past days.
 *
 * @throws PlimsollError `execution/bad-volume-curve` on a negative weight or a total of zero.
 *
 * @example
 * ```ts
 * staticVolumeCurve({ weights: [0.2, 0.12, 0.1, 0.16, 0.42] }).expected(0.4); // 0.32
 * ```
 */
export function staticVolumeCurve(options: StaticVolumeCurveOptions): VolumeCurve {
  const code = 'execution/bad-volume-curve';
  const weights = options.weights.map((weight, bin) =>
    checkNumber(weight, code, ['weights', bin], { min: 0 }),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && Number.isFinite(total))) {
    misuse(code, ['weights'], options.weights, 'Give at least one bin with a positive weight.');
  }
  const cumulative: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    cumulative.push(Math.min(1, sum / total));
  }
  cumulative[cumulative.length - 1] = 1;
  const definition = { kind: 'static-volume-curve', version: 1, params: { weights } };
  const forecast: VolumeForecast = { cumulative };

  return {
    ...definition,
    expected(elapsed: number): number {
      const position = Math.min(1, Math.max(0, elapsed)) * weights.length;
      const bin = Math.min(weights.length - 1, Math.floor(position));
      const low = bin === 0 ? 0 : (cumulative[bin - 1] as number);
      return low + (position - bin) * ((cumulative[bin] as number) - low);
    },
    start(from?: Snapshot): LiveVolumeCurve {
      const { kind, version } = definition;
      const identity: SnapshotIdentity = { kind, version, configHash: configHash(definition) };
      if (from !== undefined) snapshotState(from, identity);
      return { update: () => forecast, snapshot: () => ({ ...identity, state: null }) };
    },
  };
}

/** The curve of a market that trades evenly all session, as crypto markets nearly do. */
export function uniformVolumeCurve(): VolumeCurve {
  return staticVolumeCurve({ weights: [1] });
}
