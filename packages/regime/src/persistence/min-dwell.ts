import { checkInteger } from '@plimsoll/core';
import { identityOf, restoredState } from '../detector/identity-of.ts';
import type { PersistenceFilter } from './persistence-filter.ts';

interface DwellState {
  readonly held: string | null;
  readonly bars: number;
}

/**
 * Keeps a label in force for at least `bars` bars, the bar of the change included; then it follows
 * the candidate again.
 *
 * @throws PlimsollError `regime/bad-persistence`.
 */
export function minDwell(bars: number): PersistenceFilter {
  checkInteger(bars, 'regime/bad-persistence', ['bars'], { min: 1 });
  const filter: PersistenceFilter = {
    kind: 'min-dwell',
    version: 1,
    params: { bars },
    start(from) {
      const identity = identityOf(filter);
      const state = restoredState<DwellState>(from, identity);
      let held = state?.held ?? null;
      let stayed = state?.bars ?? 0;
      return {
        update({ candidate }) {
          if (held === null || (candidate !== held && stayed >= bars)) {
            held = candidate;
            stayed = 1;
          } else stayed += 1;
          return held;
        },
        snapshot: () => ({ ...identity, state: { held, bars: stayed } }),
      };
    },
  };
  return filter;
}
