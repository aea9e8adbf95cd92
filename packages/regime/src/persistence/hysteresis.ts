import { checkNumber, misuse } from '@plimsoll/core';
import { identityOf, restoredState } from '../detector/identity-of.ts';
import type { PersistenceFilter } from './persistence-filter.ts';

/** Thresholds of {@link hysteresis}, as probabilities. */
export interface HysteresisOptions {
  /** Another label takes over when its probability is at least this. @defaultValue 0.8 */
  readonly enter?: number;
  /** The label is given up when its probability is at most this. @defaultValue 0.2 */
  readonly leave?: number;
}

/** Defaults of {@link hysteresis}. */
export const hysteresisDefaults: Required<HysteresisOptions> = { enter: 0.8, leave: 0.2 };

/**
 * Holds the label until another one is probable enough (`enter`) or it has become improbable itself
 * (`leave`); the most probable label then takes over. With two labels and `enter + leave = 1` the two
 * conditions are one.
 *
 * @throws PlimsollError `regime/bad-hysteresis`.
 */
export function hysteresis(options: HysteresisOptions = {}): PersistenceFilter {
  const { enter, leave } = { ...hysteresisDefaults, ...options };
  checkNumber(enter, 'regime/bad-hysteresis', ['enter'], { min: 0.5, max: 1 });
  checkNumber(leave, 'regime/bad-hysteresis', ['leave'], { min: 0, max: 1 });
  if (leave >= enter) {
    misuse('regime/bad-hysteresis', ['leave'], leave, `Give less than enter, ${enter}.`);
  }
  const filter: PersistenceFilter = {
    kind: 'hysteresis',
    version: 1,
    params: { enter, leave },
    start(from) {
      const identity = identityOf(filter);
      let held = restoredState<string>(from, identity);
      return {
        update({ candidate, probabilities }) {
          if (held === null) held = candidate;
          else {
            const rival = mostProbableOther(probabilities, held);
            const own = probabilities[held] ?? 0;
            const other = rival === null ? 0 : (probabilities[rival] ?? 0);
            if (rival !== null && (other >= enter || (own <= leave && other > own))) held = rival;
          }
          return held;
        },
        snapshot: () => ({ ...identity, state: held }),
      };
    },
  };
  return filter;
}

function mostProbableOther(
  probabilities: Readonly<Record<string, number>>,
  held: string,
): string | null {
  let best: string | null = null;
  for (const label of Object.keys(probabilities)) {
    if (label === held) continue;
    if (best === null || (probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label;
  }
  return best;
}
