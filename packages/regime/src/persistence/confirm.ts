import { checkInteger } from '@plimsoll/core';
import { identityOf, restoredState } from '../detector/identity-of.ts';
import type { PersistenceFilter } from './persistence-filter.ts';

interface ConfirmState {
  readonly held: string | null;
  readonly rival: string | null;
  readonly seen: number;
}

/**
 * Changes the label only when the same other label was the candidate on `bars` bars in a row.
 * `confirm(1)` changes at once.
 *
 * @throws PlimsollError `regime/bad-persistence`.
 */
export function confirm(bars: number): PersistenceFilter {
  checkInteger(bars, 'regime/bad-persistence', ['bars'], { min: 1 });
  const filter: PersistenceFilter = {
    kind: 'confirm',
    version: 1,
    params: { bars },
    start(from) {
      const identity = identityOf(filter);
      const state = restoredState<ConfirmState>(from, identity);
      let { held, rival, seen } = state ?? { held: null, rival: null, seen: 0 };
      return {
        update({ candidate }) {
          if (held === null || candidate === held) {
            held = candidate;
            rival = null;
            seen = 0;
            return held;
          }
          seen = candidate === rival ? seen + 1 : 1;
          rival = candidate;
          if (seen >= bars) {
            held = candidate;
            rival = null;
            seen = 0;
          }
          return held;
        },
        snapshot: () => ({ ...identity, state: { held, rival, seen } }),
      };
    },
  };
  return filter;
}
