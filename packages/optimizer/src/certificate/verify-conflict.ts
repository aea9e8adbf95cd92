import type { ConflictLimit } from '../engine/outcome.ts';
import type { Limit } from '../problem/limit.ts';
import type { ConflictDetail } from './evidence.ts';

/** What checking a contradiction yields. */
export interface ConflictCheck {
  /** The residuals. */
  readonly detail: Omit<ConflictDetail, 'moments' | 'psd'>;
  /** Whether the limits do contradict one another. */
  readonly verified: boolean;
}

/**
 * Checks a contradiction by adding up: the limits, each as `a'w <= b` times its weight, must cancel on
 * the left and leave a negative number on the right (Farkas' lemma).
 */
export function verifyConflict(
  conflict: readonly ConflictLimit[],
  limits: readonly Limit[],
  n: number,
): ConflictCheck {
  const left = new Float64Array(n);
  const size = new Float64Array(n);
  let right = 0;
  let rightSize = 0;
  let sound = conflict.length > 0;
  for (const { limit: name, side, weight } of conflict) {
    const limit = limits.find(({ limit: candidate }) => candidate === name);
    const bound = side === 'min' ? limit?.min : limit?.max;
    if (limit === undefined || bound === undefined || !Number.isFinite(bound) || !(weight > 0)) {
      sound = false;
      continue;
    }
    const sign = side === 'max' ? 1 : -1;
    right += sign * weight * bound;
    rightSize += Math.abs(weight * bound);
    limit.assets.forEach((asset, k) => {
      const term = sign * weight * (limit.coefficients[k] as number);
      left[asset] = (left[asset] as number) + term;
      size[asset] = (size[asset] as number) + Math.abs(term);
    });
  }
  let cancellation = 0;
  for (let i = 0; i < n; i += 1) {
    if (size[i] !== 0) {
      cancellation = Math.max(cancellation, Math.abs(left[i] as number) / (size[i] as number));
    }
  }
  const gap = rightSize > 0 ? -right / rightSize : 0;
  return {
    detail: { proof: 'conflict', cancellation, gap },
    verified: sound && cancellation <= 1e-10 && gap > 1e-10,
  };
}
