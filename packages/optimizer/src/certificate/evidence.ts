import type { Evidence } from '@plimsoll/core';
import type { MomentUnits } from '../problem/market.ts';
import type { PsdReport } from '../problem/psd.ts';

/** Largest residuals that count as proven. */
export const certificateTolerances: Readonly<{
  /** Violation of a limit, against the size of its terms. @defaultValue 1e-12 */
  primal: number;
  /** Stationarity, against the terms of each asset's own gradient. @defaultValue 1e-10 */
  dual: number;
  /** Multiplier times slack, against the objective's terms. @defaultValue 1e-10 */
  complementarity: number;
  /** Primal less dual value, against the objective's terms. @defaultValue 1e-10 */
  gap: number;
  /** Slack below which a limit may have a multiplier, against its terms. @defaultValue 1e-9 */
  activity: number;
}> = { primal: 1e-12, dual: 1e-10, complementarity: 1e-10, gap: 1e-10, activity: 1e-9 };

/** What the numbers were stated in, so that a certificate can be read alone. */
export interface CertificateContext {
  /** Units of the moments. */
  readonly moments: MomentUnits;
  /** What became of the covariance. */
  readonly psd: PsdReport;
}

/** Proof of optimality by the Karush-Kuhn-Tucker conditions. Every residual is free of scale. */
export interface KktDetail extends CertificateContext {
  /** Discriminates the proofs. */
  readonly proof: 'optimality';
  /** Worst violation of a limit. */
  readonly primal: number;
  /** Worst stationarity of an asset between its limits. */
  readonly dual: number;
  /** Worst wrong-signed gradient of an asset at a limit. */
  readonly sign: number;
  /** Worst multiplier times slack. */
  readonly complementarity: number;
  /** Primal less dual value. */
  readonly gap: number;
  /** Limits that hold with equality without a multiplier; sensitivities are one-sided there. */
  readonly weaklyActive: readonly string[];
  /** Risk tolerance at which a ratio's maximiser also maximises utility; `null` for other terms. */
  readonly riskTolerance: number | null;
}

/** Proof of infeasibility by Farkas' lemma. */
export interface ConflictDetail extends CertificateContext {
  /** Discriminates the proofs. */
  readonly proof: 'conflict';
  /** Worst coefficient of the weighted sum of the limits, which should be zero. */
  readonly cancellation: number;
  /** The contradiction: how far the weighted bounds are below zero, against their size; positive. */
  readonly gap: number;
}

/** Proof of an endless direction. */
export interface RayDetail extends CertificateContext {
  /** Discriminates the proofs. */
  readonly proof: 'ray';
  /** Worst limit that the direction leaves. */
  readonly primal: number;
  /** Curvature along the direction, against its size. */
  readonly curvature: number;
  /** Improvement along the direction, against its size; positive. */
  readonly slope: number;
}

/** What the evidence of the optimizer carries. */
export type PortfolioDetail = KktDetail | ConflictDetail | RayDetail;

/** Evidence with kind `kkt-certificate`, `farkas-certificate` or `ray-certificate`. */
export type PortfolioEvidence = Evidence<PortfolioDetail>;
