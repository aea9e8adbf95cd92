import type { TailEstimate } from '../var-outcome.ts';

/** What one position adds to the risk of the portfolio. All in the unit of the positions. */
export interface Contribution {
  /** The position itself. */
  readonly position: number;
  /** Part of value at risk; the parts add up to the whole. Negative for a hedge. */
  readonly componentValueAtRisk: number;
  /** Part of expected shortfall; the parts add up to the whole. */
  readonly componentExpectedShortfall: number;
  /** Value at risk gained per unit of position, for a small change. */
  readonly marginalValueAtRisk: number;
  /** Expected shortfall gained per unit of position. */
  readonly marginalExpectedShortfall: number;
  /** Value at risk with the position less value at risk without it, by full revaluation. */
  readonly incrementalValueAtRisk: number;
  /** Expected shortfall with the position less without it. */
  readonly incrementalExpectedShortfall: number;
}

/** Risk of a portfolio and who contributes it. */
export interface PortfolioTail extends Omit<TailEstimate, 'observations' | 'tailObservations'> {
  /** Scenarios used, or `null` where moments were given instead. */
  readonly observations: number | null;
  /** By symbol, in the order of the input, positions of 0 included. */
  readonly contributions: Readonly<Record<string, Contribution>>;
}

/** Answer of the contribution functions. */
export type PortfolioTailOutcome =
  | (PortfolioTail & {
      /** The figures stand. */
      readonly status: 'fitted';
    })
  | {
      /** The portfolio does not vary, so nothing contributes. */
      readonly status: 'degenerate';
      /** Why. */
      readonly reason: 'zero-dispersion';
    }
  | {
      /** No scenarios. */
      readonly status: 'insufficient-data';
      /** Scenarios given. */
      readonly observations: number;
      /** Scenarios needed. */
      readonly needed: number;
    };
