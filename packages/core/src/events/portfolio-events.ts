import type { Position } from '../domain/position.ts';
import type { Target } from '../domain/target.ts';
import type { UnixMs } from '../domain/units.ts';
import type { Evidence } from '../grammar/evidence.ts';

/** A strategy proposes what to hold. */
export interface TargetProposed {
  /** The target. */
  readonly target: Target;
  /** Proof of the decision. */
  readonly evidence: Evidence;
}

/** A strategy could not decide; the portfolio stays as it is. */
export interface TargetFailed {
  /** Account. */
  readonly account: string;
  /** Strategy. */
  readonly strategy: string;
  /** Outcome status of the solver, e.g. `infeasible`. */
  readonly status: string;
  /** One sentence for a person. */
  readonly message: string;
  /** Proof of the failure, or `null`. */
  readonly evidence: Evidence | null;
}

/** Holdings or cash changed; only what changed is named. */
export interface PortfolioChanged {
  /** Account. */
  readonly account: string;
  /** Positions that changed, complete. */
  readonly positions: readonly Position[];
  /** Balances that changed, by currency. */
  readonly cash: Readonly<Record<string, number>>;
  /** What brought it about. */
  readonly cause: 'fill' | 'flow' | 'adjustment' | 'correction' | 'bust';
}

/** The account was valued: once a slice or valuation timer, never per fill. */
export interface PortfolioValued {
  /** Account. */
  readonly account: string;
  /** Currency of every amount here. */
  readonly baseCurrency: string;
  /** Net asset value. */
  readonly nav: number;
  /** Highest flow-adjusted NAV so far. */
  readonly peakNav: number;
  /** Flow-adjusted fall from the peak, a fraction ≥ 0. */
  readonly drawdown: number;
  /** Deposits less withdrawals since the previous valuation. */
  readonly netFlow: number;
  /** Sum of absolute position values. */
  readonly gross: number;
  /** Sum of signed position values. */
  readonly net: number;
  /** Instruments and currencies whose marks are older than allowed. */
  readonly staleMarks: readonly string[];
  /** Share of gross value under stale marks, a fraction. */
  readonly staleShare: number;
  /** Time of the oldest mark used. */
  readonly marksAt: UnixMs;
}

/** Portfolio family. Subject: account. */
export interface PortfolioEvents {
  /** A target was proposed. */
  readonly 'portfolio.target-proposed': TargetProposed;
  /** No target could be found. */
  readonly 'portfolio.target-failed': TargetFailed;
  /** Holdings changed. */
  readonly 'portfolio.changed': PortfolioChanged;
  /** The account was valued. */
  readonly 'portfolio.valued': PortfolioValued;
}
