import { checkInteger, checkNumber, checkOneOf, misuse, type WorkOptions } from '@plimsoll/core';
import type { GaussianHmm } from '../hmm/gaussian-hmm.ts';
import type { InitialLaw } from './em-problem.ts';

/** Shape of the covariances. */
export type CovarianceShape = 'full' | 'diagonal';

/** What the states are ordered by, ascending. */
export type StateOrder = 'volatility' | 'mean';

/** A Dirichlet prior on each row of the transition matrix, in units of bars. */
export interface TransitionPrior {
  /** Duration of a regime that the prior expects. */
  readonly expectedDurationBars: number;
  /** How many observed transitions a row of the prior is worth. */
  readonly weightBars: number;
}

/** What a Gaussian HMM is, apart from how it is searched for. */
export interface GaussianHmmShape<Label extends string = string> {
  /** Number of states, 1 to 16. */
  readonly states: number;
  /**
   * State names in canonical order.
   * @defaultValue calm, turbulent · calm, normal, turbulent · state-1, state-2, …
   */
  readonly names?: readonly Label[];
  /** Column names. @defaultValue those of the table, else x1, x2, … */
  readonly columns?: readonly string[];
  /** Shape of the covariances. @defaultValue 'full' */
  readonly covariance?: CovarianceShape;
  /**
   * Pseudo-observations by which each covariance is drawn towards the pooled covariance of the data
   * (an inverse-Wishart prior in the data's own units); 0 gives maximum likelihood.
   * @defaultValue number of columns + 2
   */
  readonly covariancePriorBars?: number;
  /** Prior on the transitions; `null` gives maximum likelihood. @defaultValue 20 bars, weight 1 */
  readonly transitionPrior?: TransitionPrior | null;
  /**
   * Law of the first state: `free` estimates it (its maximum likelihood estimate puts all mass on one
   * state), `stationary` ties it to the transitions, `fixed` holds it uniform. Log-likelihoods of
   * different choices do not compare. @defaultValue 'stationary'
   */
  readonly initial?: InitialLaw;
  /** Canonical order of the states. @defaultValue 'volatility' */
  readonly order?: StateOrder;
  /** Column the order looks at. @defaultValue for volatility all columns, for mean the first one */
  readonly orderColumn?: string;
}

/** Options of {@link fitGaussianHmm}. */
export interface GaussianHmmFitOptions<Label extends string = string>
  extends GaussianHmmShape<Label>,
    WorkOptions {
  /** Number of seeded starting points; 0 only together with `warmStarts`. @defaultValue 10 */
  readonly starts?: number;
  /** Seed of the starting points. @defaultValue 1 */
  readonly seed?: number;
  /** Models to start from in addition. @defaultValue none */
  readonly warmStarts?: readonly GaussianHmm[];
  /** Passes over the data given to each seeded start before the best are chosen. @defaultValue 20 */
  readonly screeningIterations?: number;
  /** How many of the best seeded starts are taken to convergence. @defaultValue 3 */
  readonly finalists?: number;
  /** Largest number of passes over the data in one run to convergence. @defaultValue 1000 */
  readonly maximumIterations?: number;
  /** Gain of log-likelihood per observation by one EM step at which a run ends. @defaultValue 1e-8 */
  readonly tolerance?: number;
  /** Whether runs are accelerated by squared extrapolation. @defaultValue true */
  readonly accelerate?: boolean;
}

/** Defaults of {@link fitGaussianHmm} that do not depend on the data. */
export const gaussianHmmDefaults: {
  readonly covariance: CovarianceShape;
  readonly transitionPrior: TransitionPrior;
  readonly initial: InitialLaw;
  readonly order: StateOrder;
  readonly starts: number;
  readonly seed: number;
  readonly screeningIterations: number;
  readonly finalists: number;
  readonly maximumIterations: number;
  readonly tolerance: number;
} = {
  covariance: 'full',
  transitionPrior: { expectedDurationBars: 20, weightBars: 1 },
  initial: 'stationary',
  order: 'volatility',
  starts: 10,
  seed: 1,
  screeningIterations: 20,
  finalists: 3,
  maximumIterations: 1000,
  tolerance: 1e-8,
};

const maximumStates = 16;

/** Names of `states` states that came without. @internal */
export function defaultNames(states: number, order: StateOrder): readonly string[] {
  if (order === 'volatility' && states === 2) return ['calm', 'turbulent'];
  if (order === 'volatility' && states === 3) return ['calm', 'normal', 'turbulent'];
  return Array.from({ length: states }, (_, k) => `state-${k + 1}`);
}

/** The shape with every default filled in that does not need the data. @internal */
export interface ResolvedShape<Label extends string> {
  readonly states: number;
  readonly names: readonly Label[];
  readonly covariance: CovarianceShape;
  readonly covariancePriorBars: number | null;
  readonly transitionPrior: TransitionPrior | null;
  readonly initial: InitialLaw;
  readonly order: StateOrder;
  readonly orderColumn: string | null;
}

/**
 * Checks a shape and fills in defaults.
 *
 * @throws PlimsollError `regime/bad-states`, `regime/bad-names`, `regime/bad-prior`, `regime/bad-option`.
 * @internal
 */
export function resolveShape<Label extends string>(
  shape: GaussianHmmShape<Label>,
): ResolvedShape<Label> {
  const states = checkInteger(shape.states, 'regime/bad-states', ['states'], {
    min: 1,
    max: maximumStates,
  });
  const order = checkOneOf(
    shape.order ?? gaussianHmmDefaults.order,
    ['volatility', 'mean'],
    'regime/bad-option',
    ['order'],
  );
  const names = shape.names ?? (defaultNames(states, order) as readonly Label[]);
  if (names.length !== states || new Set(names).size !== states || names.includes('' as Label)) {
    misuse('regime/bad-names', ['names'], names, `Give ${states} different names.`);
  }
  const prior =
    shape.transitionPrior === undefined
      ? gaussianHmmDefaults.transitionPrior
      : shape.transitionPrior;
  if (prior !== null) {
    const path = ['transitionPrior'];
    checkNumber(prior.expectedDurationBars, 'regime/bad-prior', [...path, 'expectedDurationBars'], {
      min: 1,
    });
    checkNumber(prior.weightBars, 'regime/bad-prior', [...path, 'weightBars'], { min: 0 });
  }
  return {
    states,
    names: [...names],
    covariance: checkOneOf(
      shape.covariance ?? gaussianHmmDefaults.covariance,
      ['full', 'diagonal'],
      'regime/bad-option',
      ['covariance'],
    ),
    covariancePriorBars:
      shape.covariancePriorBars === undefined
        ? null
        : checkNumber(shape.covariancePriorBars, 'regime/bad-prior', ['covariancePriorBars'], {
            min: 0,
          }),
    transitionPrior: prior,
    initial: checkOneOf(
      shape.initial ?? gaussianHmmDefaults.initial,
      ['free', 'stationary', 'fixed'],
      'regime/bad-option',
      ['initial'],
    ),
    order,
    orderColumn: shape.orderColumn ?? null,
  };
}

/** How the maximum is searched for, checked. @internal */
export interface ResolvedSearch {
  readonly starts: number;
  readonly seed: number;
  readonly screeningIterations: number;
  readonly finalists: number;
  readonly maximumIterations: number;
  readonly tolerance: number;
  readonly accelerate: boolean;
}

/** Checks the search options and fills in defaults. @internal */
export function resolveSearch(options: GaussianHmmFitOptions): ResolvedSearch {
  const whole = (
    name: 'starts' | 'screeningIterations' | 'finalists' | 'maximumIterations',
    min: number,
  ): number =>
    checkInteger(options[name] ?? gaussianHmmDefaults[name], 'regime/bad-option', [name], { min });
  return {
    starts: whole('starts', (options.warmStarts?.length ?? 0) > 0 ? 0 : 1),
    seed: checkInteger(options.seed ?? gaussianHmmDefaults.seed, 'regime/bad-option', ['seed']),
    screeningIterations: whole('screeningIterations', 1),
    finalists: whole('finalists', 1),
    maximumIterations: whole('maximumIterations', 1),
    tolerance: checkNumber(
      options.tolerance ?? gaussianHmmDefaults.tolerance,
      'regime/bad-option',
      ['tolerance'],
      { min: 0 },
    ),
    accelerate: options.accelerate ?? true,
  };
}
