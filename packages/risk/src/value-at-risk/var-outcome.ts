/**
 * What a reader should know beside the two numbers. `gain`: value at risk is negative, even the
 * tail earns. `few-tail-points`: the tail holds fewer observations than
 * `varDefaults.enoughTailObservations`. `not-monotone`: outside the region where the
 * Cornish-Fisher map is monotone (Maillard 2012), value at risk can fall as confidence rises.
 * `shortfall-clamped`: the expansion put expected shortfall below value at risk, it was raised to
 * it. `simulated`: the numbers carry sampling error and depend on `seed`.
 */
export type VarFlag =
  | 'gain'
  | 'few-tail-points'
  | 'not-monotone'
  | 'shortfall-clamped'
  | 'simulated';

/** Value at risk and expected shortfall of one period, both losses, positive. */
export interface TailRisk {
  /** The loss exceeded with probability `tailProbability`; negative where even the tail earns. */
  readonly valueAtRisk: number;
  /** The mean loss over the worst `tailProbability` of outcomes. */
  readonly expectedShortfall: number;
}

/** A tail estimate together with everything needed to compare it with another. */
export interface TailEstimate extends TailRisk {
  /** Probability of a worse outcome, e.g. 0.05. */
  readonly tailProbability: number;
  /** `1 - tailProbability`, the number in the name "95 % value at risk". */
  readonly confidence: number;
  /** How it was computed, in words: quantile type, divisor, mean, filter. */
  readonly convention: string;
  /** Returns used. */
  readonly observations: number;
  /** Observations that make the tail: `observations * tailProbability`, or its weighted analogue. */
  readonly tailObservations: number;
  /** What a reader should know beside the numbers. */
  readonly flags: readonly VarFlag[];
}

/**
 * Why there is no estimate though there were observations enough. `zero-dispersion`: the sample
 * does not vary. `infinite-mean`: the fitted tail is so heavy (shape at least 1) that expected
 * shortfall does not exist. `tail-beyond-threshold`: the tail asked for is larger than the part of
 * the sample over the threshold. `no-volatility-clustering`: GARCH is not identified, an
 * unfiltered model says the same. `likelihood-at-boundary`: the likelihood of the tail has no
 * interior maximum.
 */
export type VarDegeneracy =
  | 'zero-dispersion'
  | 'infinite-mean'
  | 'tail-beyond-threshold'
  | 'no-volatility-clustering'
  | 'likelihood-at-boundary';

/** Answer of a model when the sample is too short. */
export interface InsufficientData {
  /** Too few observations. */
  readonly status: 'insufficient-data';
  /** Observations given. */
  readonly observations: number;
  /** Observations needed. */
  readonly needed: number;
}

/** Answer of a model whose assumptions the sample does not meet. */
export interface DegenerateSample {
  /** The model does not apply. */
  readonly status: 'degenerate';
  /** Why. */
  readonly reason: VarDegeneracy;
  /** Observations given. */
  readonly observations: number;
}

/** Answer of a model whose own fit did not finish. */
export interface UnfinishedFit {
  /** The fit inside the model ended early; nothing is made up in its place. */
  readonly status: 'not-converged';
  /** Observations given. */
  readonly observations: number;
}

/** Answer of every value-at-risk model. */
export type VarOutcome =
  | (TailEstimate & {
      /** The estimate stands. */
      readonly status: 'fitted';
    })
  | InsufficientData
  | DegenerateSample
  | UnfinishedFit;
