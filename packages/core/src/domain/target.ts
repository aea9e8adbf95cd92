import type { UnixMs } from './units.ts';

/** Unit of a target's values. */
export type TargetKind = 'weights' | 'units' | 'notional' | 'active';

/** What an account should hold. */
export interface Target {
  /** Minted by the proposer. */
  readonly targetId: string;
  /** Account. */
  readonly account: string;
  /** Strategy. */
  readonly strategy: string;
  /** Unit of `values`: fractions of NAV, smallest units, quote currency, or weights over a benchmark. */
  readonly kind: TargetKind;
  /** Value by instrument. An instrument not named is to be closed. */
  readonly values: Readonly<Record<string, number>>;
  /** Cash to keep, in the unit of `values`; `null` when it is whatever remains. */
  readonly cash: number | null;
  /** The NAV that weights refer to, and the time of its marks; `null` when not weights. */
  readonly denominator: { readonly nav: number; readonly marksAt: UnixMs } | null;
  /** Benchmark of an `active` target, or `null`. */
  readonly benchmarkId: string | null;
  /** Horizon the decision is meant for, ms. */
  readonly horizonMs: number;
  /** After this time the target must not be traded towards. */
  readonly validUntil: UnixMs;
}
