import {
  checkInteger,
  checkNumber,
  configHash,
  type Definition,
  misuse,
  type Snapshot,
  snapshotState,
} from '@plimsoll/core';
import type { LiveVariance } from './variance-model.ts';

/** What distinguishes one streaming variance model from another. */
export interface VarianceRules {
  /** Mean subtracted from each return. */
  readonly mean: number;
  /** Variance of the first return, or `null` when its own square stands in. */
  readonly first: number | null;
  /** Variance after `variance` and a residual. */
  next(variance: number, squaredResidual: number): number;
  /** Variance `steps` bars after `next`. */
  ahead(next: number, steps: number): number;
}

const stateOf = (state: unknown): number | null =>
  state === null || (typeof state === 'number' && state >= 0 && Number.isFinite(state))
    ? state
    : misuse(
        'numerics/bad-snapshot',
        ['from', 'state'],
        state,
        'Give a snapshot exactly as snapshot() returned it.',
      );

/** Starts a variance model from its rules, fresh or from a snapshot. The state is one variance. */
export function startVariance(
  { kind, version, params }: Definition,
  rules: VarianceRules,
  from?: Snapshot,
): LiveVariance {
  const identity = () => ({ kind, version, configHash: configHash({ kind, version, params }) });
  let expected = from === undefined ? rules.first : stateOf(snapshotState(from, identity()));
  return {
    update(value) {
      const residual = checkNumber(value, 'numerics/bad-returns', ['value']) - rules.mean;
      const squared = residual * residual;
      const variance = expected ?? squared;
      const nextVariance = rules.next(variance, squared);
      checkNumber(nextVariance, 'numerics/bad-returns', ['value']);
      expected = nextVariance;
      return { variance, residual, nextVariance };
    },
    forecast(horizonBars) {
      checkInteger(horizonBars, 'numerics/bad-horizon', ['horizonBars'], { min: 1, max: 1e7 });
      const next = expected;
      if (next === null) {
        return misuse('numerics/no-observations', [], next, 'Update with a return first.');
      }
      return Array.from({ length: horizonBars }, (_, steps) => rules.ahead(next, steps));
    },
    snapshot: () => ({ ...identity(), state: expected === null ? null : expected + 0 }),
  };
}
