import { misuse } from '@plimsoll/core';
import { cholesky } from '@plimsoll/numerics/linear-algebra';
import { diagnosePsd, repairPsd } from '@plimsoll/numerics/moments';
import type { PsdPolicy } from './problem.ts';

/** What became of the covariance at the door. */
export interface PsdReport {
  /** The policy in force. */
  readonly policy: PsdPolicy;
  /** What was found; `assumed` when nobody looked. */
  readonly status: 'definite' | 'semidefinite' | 'repaired' | 'assumed';
  /** Frobenius norm of the repair over that of the matrix; `0` without a repair. */
  readonly distance: number;
}

/** Applies the policy. A definite matrix costs one Cholesky factorisation, others an eigensystem. */
export function applyPsdPolicy(
  covariance: Float64Array,
  n: number,
  policy: PsdPolicy,
): { readonly covariance: Float64Array; readonly report: PsdReport } {
  if (policy === 'assume') {
    return { covariance, report: { policy, status: 'assumed', distance: 0 } };
  }
  if (cholesky(covariance, n).status === 'factored') {
    return { covariance, report: { policy, status: 'definite', distance: 0 } };
  }
  const matrix = Array.from({ length: n }, (_, i) => covariance.subarray(i * n, (i + 1) * n));
  const found = covariance.every((value) => value === 0) ? null : diagnosePsd(matrix);
  if (found?.status !== 'indefinite') {
    return { covariance, report: { policy, status: 'semidefinite', distance: 0 } };
  }
  if (policy === 'reject') {
    misuse(
      'optimizer/indefinite-covariance',
      ['moments', 'covariance'],
      found.smallest,
      "Its smallest eigenvalue is below zero. Say psd: 'repair' to take the nearest covariance.",
    );
  }
  const repaired = repairPsd(matrix);
  return {
    covariance: Float64Array.from(repaired.matrix.flat()),
    report: { policy, status: 'repaired', distance: repaired.distance },
  };
}
