import { checkNumber } from '@plimsoll/core';
import {
  type Black76Terms,
  type BlackScholesTerms,
  forwardLegs,
  type Legs,
  spotLegs,
} from './option-terms.ts';
import { intrinsicOf } from './price.ts';
import { solveDeviation } from './solve-deviation.ts';
import { timeValueSlope } from './time-value.ts';

/** Answer of {@link blackScholesImpliedVolatility} and {@link black76ImpliedVolatility}. */
export type ImpliedVolatilityOutcome =
  | {
      /** There is exactly one. */
      readonly status: 'found';
      /** Volatility a year, a fraction. */
      readonly volatility: number;
      /** Change of the volatility for one unit in the last place of the price: what no method can beat. */
      readonly uncertainty: number;
    }
  | {
      /** Below the discounted intrinsic value of the forward: an arbitrage or a stale quote. */
      readonly status: 'below-intrinsic';
      /** That intrinsic value. */
      readonly intrinsic: number;
    }
  | {
      /** At or above what any volatility can give. */
      readonly status: 'above-maximum';
      /** That least upper bound: the discounted asset for a call, the discounted strike for a put. */
      readonly maximum: number;
    }
  | {
      /** The price does not hold the volatility. */
      readonly status: 'undetermined';
      /** Expired, or the time value is below the rounding of the price. */
      readonly reason: 'expired' | 'time-value-below-rounding';
    };

const epsilon = Number.EPSILON;

function impliedVolatilityOf(legs: Legs, price: number): ImpliedVolatilityOutcome {
  checkNumber(price, 'risk/bad-option', ['price']);
  const intrinsic = intrinsicOf(legs);
  const maximum = legs.sign === 1 ? legs.asset : legs.cash;
  const undetermined = (reason: 'expired' | 'time-value-below-rounding') =>
    ({ status: 'undetermined', reason }) as const;
  const rounding =
    intrinsic === 0 ? 0 : epsilon * Math.max(price, legs.cash * Math.min(1, legs.logScale));
  const over = price - intrinsic;
  if (over < -rounding || price < 0) return { status: 'below-intrinsic', intrinsic };
  if (legs.years === 0 && over <= rounding) return undetermined('expired');
  if (price >= maximum) return { status: 'above-maximum', maximum };
  if (legs.years === 0) return undetermined('expired');
  if (over <= rounding) return undetermined('time-value-below-rounding');
  const x = Math.abs(legs.logMoneyness);
  const scale = Math.sqrt(legs.asset) * Math.sqrt(legs.cash);
  const value = over / scale;
  // Below this the density underflows; at the top rounding has used up the distance to the limit.
  if (value < 1e-290 || value >= Math.exp(-0.5 * x)) {
    return undetermined('time-value-below-rounding');
  }
  const deviation = solveDeviation(x, value);
  const root = Math.sqrt(legs.years);
  const vega = scale * timeValueSlope(x, deviation) * root;
  if (vega === 0) return undetermined('time-value-below-rounding');
  return { status: 'found', volatility: deviation / root, uncertainty: (epsilon * price) / vega };
}

/**
 * The volatility at which Black-Scholes-Merton gives `price`. Bounds are checked first; the search
 * runs on the time value, the out-of-the-money side, so a deep in-the-money price loses no more than
 * its own rounding has lost. The error is a few times `uncertainty`.
 *
 * @throws PlimsollError `risk/bad-option` naming the field; no price is a throw unless not finite.
 */
export function blackScholesImpliedVolatility(
  terms: BlackScholesTerms,
  options: { readonly price: number },
): ImpliedVolatilityOutcome {
  return impliedVolatilityOf(spotLegs(terms), options.price);
}

/**
 * As {@link blackScholesImpliedVolatility} for an option on a forward or futures price.
 *
 * @throws PlimsollError `risk/bad-option` naming the field.
 */
export function black76ImpliedVolatility(
  terms: Black76Terms,
  options: { readonly price: number },
): ImpliedVolatilityOutcome {
  return impliedVolatilityOf(forwardLegs(terms), options.price);
}
