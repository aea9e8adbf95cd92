import type { Table } from '@plimsoll/core';
import type { ReturnsKind } from '@plimsoll/numerics';
import type {
  CovarianceEstimator,
  MeanEstimator,
  MomentsInput,
  Period,
} from '@plimsoll/numerics/moments';
import type { Constraint } from '../constraints/constraint.ts';
import type { Objective } from '../objectives/objective.ts';
import type { Groups } from './market.ts';

/** Moments as a problem takes them: numbers with their units. Numerics' `Moments` fits. */
export interface ProblemMoments extends Omit<MomentsInput, 'mean'> {
  /** Mean return a period; may be left out when the objective is pure risk. */
  readonly mean?: MomentsInput['mean'];
  /** Simple or logarithmic returns. */
  readonly returns: ReturnsKind;
  /** What a period is. */
  readonly period: Period;
  /** Degrees of freedom subtracted in the divisor. @defaultValue not known */
  readonly ddof?: number;
  /** Rows the moments were estimated from. @defaultValue not known */
  readonly observations?: number;
}

/**
 * What to do with a covariance that has a negative eigenvalue: `reject` throws, `repair` replaces it
 * by the nearest semidefinite one and reports the distance, `assume` does not look. A singular
 * covariance is fine under all three.
 */
export type PsdPolicy = 'reject' | 'repair' | 'assume';

/** What every problem states. */
export interface ProblemBase {
  /** What is wanted. */
  readonly objective: Objective;
  /** What must hold; every one has a name. */
  readonly constraints: readonly Constraint[];
  /** Group of every asset by dimension, for `group` constraints. @defaultValue none */
  readonly groups?: Groups;
  /** What to do with an indefinite covariance. @defaultValue 'reject' */
  readonly psd?: PsdPolicy;
}

/** A problem on a table of returns; the moments are estimated. */
export interface DataProblem extends ProblemBase {
  /** Returns, a row a period. A table of prices is refused. */
  readonly data: Table;
  /** Kind of the returns; must agree with what the table records. */
  readonly returns?: ReturnsKind;
  /** Estimators. @defaultValue `problemDefaults.estimators` */
  readonly estimators?: {
    /** Estimator of the means. */
    readonly mean?: MeanEstimator;
    /** Estimator of the covariance. */
    readonly covariance?: CovarianceEstimator;
  };
  /** Length of a row's period. @defaultValue `{ label: 'row', periodsPerYear: null }` */
  readonly period?: Period;
}

/** A problem on moments that somebody else made. */
export interface MomentsProblem extends ProblemBase {
  /** Means and covariance with their units. */
  readonly moments: ProblemMoments;
}

/** A complete, immutable statement of what to solve. */
export type Problem = DataProblem | MomentsProblem;
