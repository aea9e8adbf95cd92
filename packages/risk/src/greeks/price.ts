import {
  type Black76Option,
  type BlackScholesOption,
  forwardLegs,
  type Legs,
  spotLegs,
  totalDeviation,
} from './option-terms.ts';
import { timeValue } from './time-value.ts';

/** Discounted value of the forward's distance in the money, never below 0. */
export function intrinsicOf({ sign, asset, cash, logMoneyness }: Legs): number {
  if (sign * logMoneyness <= 0) return 0;
  // Near the money the two legs agree in their leading digits; expm1 keeps the rest.
  if (Math.abs(logMoneyness) < 0.5) return sign * cash * Math.expm1(logMoneyness);
  return sign * (asset - cash);
}

/** Price of a reduced option with standard deviation `deviation` to expiry. */
export function priceOf(legs: Legs, deviation: number): number {
  const intrinsic = intrinsicOf(legs);
  if (deviation === 0) return intrinsic;
  const scale = Math.sqrt(legs.asset) * Math.sqrt(legs.cash);
  return intrinsic + scale * timeValue(Math.abs(legs.logMoneyness), deviation);
}

/**
 * Black-Scholes-Merton price of a European option on an asset with continuous yield (Merton 1973).
 * At expiry or without volatility it is the discounted intrinsic value of the forward. Out of the
 * money the value is computed without cancellation; in the money the intrinsic value is added.
 *
 * @returns Price in the unit of `spot`.
 * @throws PlimsollError `risk/bad-option` naming the field.
 */
export function blackScholesPrice(option: BlackScholesOption): number {
  const legs = spotLegs(option);
  return priceOf(legs, totalDeviation(option.volatility, legs.years));
}

/**
 * Black (1976) price of a European option on a forward or futures price.
 *
 * @returns Price today in the unit of `forward`.
 * @throws PlimsollError `risk/bad-option` naming the field.
 */
export function black76Price(option: Black76Option): number {
  const legs = forwardLegs(option);
  return priceOf(legs, totalDeviation(option.volatility, legs.years));
}
