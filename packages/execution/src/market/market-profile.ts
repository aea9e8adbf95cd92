import {
  checkNumber,
  type FeeModel,
  type Instrument,
  misuse,
  type SessionInterval,
} from '@plimsoll/core';
import type { VolumeCurve } from './volume-curve.ts';

/** What an impact model may know of the market: one asset, in quote currency, base quantity, days. */
export interface ImpactContext {
  /** Mid price when the plan is made, quote currency per base quantity. */
  readonly arrivalPrice: number;
  /** Standard deviation of the return over one trading day, a fraction (0.02 is 2 %). */
  readonly dailyVolatility: number;
  /** Base quantity the whole market trades in one day. */
  readonly averageDailyVolume: number;
  /** Base quantity in existence, for models that use it; `null` when unknown. */
  readonly sharesOutstanding: number | null;
}

/** Everything a plan may depend on besides the order: data, valid at the time of planning. */
export interface MarketProfile extends ImpactContext {
  /** The instrument, as it is defined now. */
  readonly instrument: Instrument;
  /** Half the quoted spread, quote currency per base quantity. */
  readonly halfSpread: number;
  /** Sessions that may overlap the order; empty when trading never stops. */
  readonly sessions: readonly SessionInterval[];
  /** Trading time of one day, ms: 23 400 000 for New York, 86 400 000 for crypto. */
  readonly tradingDayMs: number;
  /** What the venue charges, or `null` to leave fees out of expected costs. */
  readonly fees: FeeModel | null;
  /** How volume spreads over a session, for schedulers that follow the market's own. */
  readonly volumeCurve: VolumeCurve | null;
}

/**
 * Checks the numbers of a profile at the door.
 *
 * @throws PlimsollError `execution/bad-profile` with the field.
 */
export function checkProfile(market: MarketProfile): void {
  const code = 'execution/bad-profile';
  const positive = { min: 0, above: true };
  checkNumber(market.arrivalPrice, code, ['arrivalPrice'], positive);
  checkNumber(market.dailyVolatility, code, ['dailyVolatility'], { min: 0 });
  checkNumber(market.averageDailyVolume, code, ['averageDailyVolume'], positive);
  checkNumber(market.halfSpread, code, ['halfSpread'], { min: 0 });
  checkNumber(market.tradingDayMs, code, ['tradingDayMs'], positive);
  if (market.sharesOutstanding !== null) {
    checkNumber(market.sharesOutstanding, code, ['sharesOutstanding'], positive);
  }
  if (market.instrument.payoff !== 'linear') {
    misuse(
      'execution/payoff-not-supported',
      ['instrument', 'payoff'],
      market.instrument.payoff,
      'Only linear instruments can be planned today.',
    );
  }
}

/** Base quantity of one lot. */
export function lotQuantity(instrument: Instrument): number {
  return Number(instrument.lotSize);
}
