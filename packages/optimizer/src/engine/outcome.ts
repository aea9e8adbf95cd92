import type { BindingLimit } from '@plimsoll/core';
import type { PortfolioEvidence } from '../certificate/evidence.ts';
import type { InsufficientData } from '../problem/read-problem.ts';

/** One limit of a set that no portfolio satisfies. */
export interface ConflictLimit {
  /** Name of the limit. */
  readonly limit: string;
  /** Which of its sides. */
  readonly side: 'min' | 'max';
  /** The bound. */
  readonly bound: number;
  /** Unit of the bound. */
  readonly unit: string;
  /**
   * Positive weight in the contradiction: the limits, each as `a'w <= b` and times its weight, add up
   * to `0 <= -gap`.
   */
  readonly weight: number;
}

/** How far one bound would have to give. */
export interface Relaxation {
  /** Name of the limit. */
  readonly limit: string;
  /** Which of its sides. */
  readonly side: 'min' | 'max';
  /** By how much, in the limit's own unit; positive. */
  readonly by: number;
  /** The bound after that. */
  readonly bound: number;
  /** Unit of both. */
  readonly unit: string;
}

/** Weights with their value and proof. */
export interface PortfolioAnswer {
  /** Weight by asset name. */
  readonly weights: Readonly<Record<string, number>>;
  /** Value of the objective at the weights. */
  readonly objective: {
    /** The number. */
    readonly value: number;
    /** Whether small or large is good. */
    readonly sense: 'minimise' | 'maximise';
    /** Its unit. */
    readonly unit: string;
  };
  /**
   * Limits that hold with equality. `multiplier` is the improvement of the objective per unit by which
   * the limit is relaxed; for an equality, per unit by which its bound is raised, of either sign.
   */
  readonly binding: readonly BindingLimit[];
  /** Certificate by the separate verifier. */
  readonly evidence: PortfolioEvidence;
}

/** Answer of `solve`. */
export type SolveOutcome =
  | ({
      /** Solved, and the separate verifier agrees. */
      readonly status: 'optimal';
    } & PortfolioAnswer)
  | ({
      /** The engine ended, but the verifier found a residual above tolerance. */
      readonly status: 'unverified';
    } & PortfolioAnswer)
  | ({
      /** The limit on iterations was reached; the weights are the last point. */
      readonly status: 'iteration-limit';
    } & PortfolioAnswer)
  | ({
      /** Rounding kept the engine from settling; the weights are the last point. */
      readonly status: 'numerical';
    } & PortfolioAnswer)
  | ({
      /** `signal` was set; the weights are the last point. */
      readonly status: 'cancelled';
    } & PortfolioAnswer)
  | {
      /** No portfolio satisfies the limits. */
      readonly status: 'infeasible';
      /** An irreducible set of limits that contradict one another: without any one they do not. */
      readonly conflict: readonly ConflictLimit[];
      /** The smallest total relaxation, each limit counted per unit of its largest coefficient. */
      readonly relaxation: readonly Relaxation[];
      /** Proof of the contradiction. */
      readonly evidence: PortfolioEvidence;
    }
  | {
      /** The objective improves without end. */
      readonly status: 'unbounded';
      /** Direction by asset name along which it does. */
      readonly ray: Readonly<Record<string, number>>;
      /** Proof of the direction. */
      readonly evidence: PortfolioEvidence;
    }
  | {
      /** No portfolio within the limits gains more than the hurdle, so no ratio is positive. */
      readonly status: 'no-positive-excess';
      /** The largest gain less hurdle there is, at most zero. */
      readonly bestExcess: number;
      /** A portfolio that attains it. */
      readonly weights: Readonly<Record<string, number>>;
      /** Proof that it is the largest. */
      readonly evidence: PortfolioEvidence;
    }
  | InsufficientData;
