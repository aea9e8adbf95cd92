import type { Definition } from '@plimsoll/core';
import type { ImpactContext } from '../market/market-profile.ts';

/** Coefficients of a model that is linear in both parts. */
export interface LinearCoefficients {
  /** Permanent impact γ: quote currency per base quantity, per base quantity traded. */
  readonly permanent: number;
  /** Temporary impact η: quote currency per base quantity, per base quantity a day. */
  readonly temporary: number;
}

/**
 * Seam: how our own trading moves the price. Quantities and rates are unsigned base quantity,
 * days are trading days, answers are unsigned quote currency per base quantity. Stateless.
 */
export interface ImpactModel extends Definition {
  /** Concession while trading at `rate` base quantity a day; gone when trading stops. */
  temporary(rate: number, context: ImpactContext): number;
  /** Lasting displacement of the price after `quantity` has traded; linear in quantity. */
  permanent(quantity: number, context: ImpactContext): number;
  /** The coefficients where both parts are linear, else `null`; closed forms need them. */
  linear(context: ImpactContext): LinearCoefficients | null;
}
