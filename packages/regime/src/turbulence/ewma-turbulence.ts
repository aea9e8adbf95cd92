import type { Snapshot } from '@plimsoll/core';
import { fSurvival } from '@plimsoll/numerics/distributions';
import { identityOf, plainJson, restoredState } from '../detector/identity-of.ts';
import { type LabelAge, nextAge, noLabel } from '../detector/label-age.ts';
import { type Observation, readObservation } from '../detector/observation.ts';
import type { LiveRegimeDetector, RegimeDetector } from '../detector/regime-detector.ts';
import { outOfRange } from '../hmm/out-of-range.ts';
import { sounds } from './alarm.ts';
import { absorb, type EwmaFactor, seedFactor, squaredDistance } from './ewma-factor.ts';
import { createRecentRanks } from './recent-ranks.ts';
import {
  type EwmaTurbulenceOptions,
  resolveTurbulence,
  type TurbulenceSettings,
} from './turbulence-options.ts';

/** Labels of {@link ewmaTurbulence}. */
export type TurbulenceLabel = 'calm' | 'turbulent';

interface TurbulenceState {
  readonly bars: number;
  readonly seed: readonly number[];
  readonly mean: readonly number[] | null;
  readonly factor: readonly number[];
  readonly floor: readonly number[];
  readonly past: readonly number[];
  readonly age: LabelAge<TurbulenceLabel>;
}

/** Beyond this a squared distance is bad data, not turbulence. */
const farthest = 1e300;

/**
 * Financial turbulence (Chow, Jacquier, Kritzman and Lowry, 1999; Kritzman and Li, 2010): the squared
 * Mahalanobis distance of each bar from an exponentially weighted mean and covariance that were known
 * *before* the bar. O(d^2) a bar by rank-one updates of the Cholesky factor.
 *
 * Diagnostics: `squaredDistance`, `distance`, `squaredDistancePerDimension`, `rankP` (rank among the
 * last `historyBars` distances) and `normalTheoryP` (F law of normal observations; markets exceed its
 * small levels far too often, so alarm on the rank).
 *
 * @throws PlimsollError `regime/bad-turbulence`, `regime/bad-alarm`, `regime/wrong-columns`.
 */
export function ewmaTurbulence(
  options: EwmaTurbulenceOptions,
): RegimeDetector<Observation, TurbulenceLabel> {
  const settings = resolveTurbulence(options);
  const { columns, decay, seedBars, historyBars, alarm } = settings;
  const detector: RegimeDetector<Observation, TurbulenceLabel> = {
    kind: 'ewma-turbulence',
    version: 1,
    params: plainJson({ columns, decay, seedBars, historyBars, alarm }),
    labels: ['calm', 'turbulent'],
    warmupBars: seedBars + 1,
    start: (from) => startTurbulence(detector, settings, from),
  };
  return detector;
}

function startTurbulence(
  detector: RegimeDetector<Observation, TurbulenceLabel>,
  { columns, decay, seedBars, historyBars, alarm, effectiveBars }: TurbulenceSettings,
  from: Snapshot | undefined,
): LiveRegimeDetector<Observation, TurbulenceLabel> {
  const identity = identityOf(detector);
  const d = columns.length;
  const state = restoredState<TurbulenceState>(from, identity);
  const seed: number[] = [...(state?.seed ?? [])];
  const past = createRecentRanks(historyBars, state?.past ?? []);
  let age: LabelAge<TurbulenceLabel> = state?.age ?? noLabel;
  let bars = state?.bars ?? 0;
  let moments: EwmaFactor | null = null;
  if (state !== null && state.mean !== null) {
    const { mean, factor, floor } = state;
    moments = {
      mean: Float64Array.from(mean),
      factor: Float64Array.from(factor),
      floor: Float64Array.from(floor),
    };
  }
  const x = new Float64Array(d);
  const scratch = new Float64Array(d);

  return {
    update(input) {
      readObservation(input, columns, x);
      if (moments === null) {
        seed.push(...x);
        bars += 1;
        // A singular seed (a constant column) is tried again with as many bars more.
        const missing = (seedBars - (bars % seedBars)) % seedBars;
        if (missing === 0) moments = seedFactor(Float64Array.from(seed), bars, d);
        if (moments === null)
          return { status: 'warming', remainingBars: (missing || seedBars) + 1 };
        seed.length = 0;
        return { status: 'warming', remainingBars: 1 };
      }
      const squared = squaredDistance(moments, x, scratch);
      if (!(squared <= farthest)) outOfRange(Array.from(x));
      const freedom = effectiveBars - d + 1;
      const rankP = past.pValue(squared);
      const normalTheoryP = fSurvival((squared * freedom) / (d * effectiveBars), {
        numerator: d,
        denominator: freedom,
      });
      const distance = Math.sqrt(squared);
      const turbulent = sounds(alarm, {
        'rank-p': rankP,
        'normal-theory-p': normalTheoryP,
        distance,
        'squared-distance': squared,
        'squared-distance-per-dimension': squared / d,
      });
      past.push(squared);
      absorb(moments, x, decay, scratch);
      const held = nextAge(age, turbulent ? 'turbulent' : 'calm');
      age = held;
      const law = { calm: turbulent ? 0 : 1, turbulent: turbulent ? 1 : 0 };
      return {
        status: 'ready',
        label: held.label,
        probabilities: law,
        predicted: law,
        confidence: 1,
        ageBars: held.ageBars,
        diagnostics: {
          squaredDistance: squared,
          distance,
          squaredDistancePerDimension: squared / d,
          rankP,
          normalTheoryP,
        },
      };
    },
    snapshot: () => ({
      ...identity,
      state: {
        bars,
        seed: [...seed],
        mean: moments === null ? null : Array.from(moments.mean, (value) => value + 0),
        factor: Array.from(moments?.factor ?? []),
        floor: Array.from(moments?.floor ?? []),
        past: past.values(),
        age: { label: age.label, ageBars: age.ageBars },
      },
    }),
  };
}
