import type { ReturnsKind } from '@plimsoll/numerics';
import type { Period } from '@plimsoll/numerics/moments';

/** Group of every asset, by dimension and asset name: `{ sector: { AAPL: 'tech' } }`. */
export type Groups = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the moments are stated in; travels with every answer. */
export interface MomentUnits {
  /** Simple or logarithmic returns. */
  readonly returns: ReturnsKind;
  /** What a period is. */
  readonly period: Period;
  /** Degrees of freedom subtracted in the divisor of the covariance, or `null` when not known. */
  readonly ddof: number | null;
  /** Rows the moments were estimated from, or `null` when not known. */
  readonly observations: number | null;
}

/**
 * What objectives and constraints see: names and moments, checked and in one order. Read only.
 */
export interface Market {
  /** Asset names in the order of every vector here. */
  readonly symbols: readonly string[];
  /** Mean return a period, or `null` when the problem states none. */
  readonly mean: Float64Array | null;
  /** Covariance of returns a period, row-major, symmetric. */
  readonly covariance: Float64Array;
  /** Group of every asset by dimension. */
  readonly groups: Groups;
  /** Units of the moments. */
  readonly units: MomentUnits;
}
