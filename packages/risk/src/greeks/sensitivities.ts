import { normalCdf, normalPdf } from '@plimsoll/numerics/distributions';
import {
  type Black76Option,
  type BlackScholesOption,
  forwardLegs,
  type Legs,
  spotLegs,
  totalDeviation,
} from './option-terms.ts';
import { priceOf } from './price.ts';

/**
 * Price and its derivatives in base units: spot (or forward) in its own unit, volatility and rates
 * per 1.00, time per year. Time derivatives are with respect to calendar time passing, so decay is
 * negative.
 */
export interface OptionGreeks {
  /** Every derivative exists. */
  readonly status: 'defined';
  /** Value of the option. */
  readonly price: number;
  /** Price per 1 of spot. */
  readonly delta: number;
  /** Delta per 1 of spot. */
  readonly gamma: number;
  /** Price per 1.00 of volatility (100 points). */
  readonly vega: number;
  /** Price per year passing. */
  readonly theta: number;
  /** Price per 1.00 of interest rate. For Black-76 the forward stays where it is. */
  readonly rho: number;
  /** Delta per 1.00 of volatility; the same number is vega per 1 of spot. */
  readonly vanna: number;
  /** Vega per 1.00 of volatility; also called vomma. */
  readonly volga: number;
  /** Delta per year passing. */
  readonly charm: number;
  /** Vega per year passing. */
  readonly veta: number;
  /** Gamma per 1 of spot. */
  readonly speed: number;
  /** Gamma per 1.00 of volatility. */
  readonly zomma: number;
  /** Gamma per year passing. */
  readonly color: number;
  /** Volga per 1.00 of volatility. */
  readonly ultima: number;
}

/** {@link OptionGreeks} of an option on a spot asset. */
export interface BlackScholesGreeks extends OptionGreeks {
  /** Price per 1.00 of dividend yield. */
  readonly dividendRho: number;
}

/** At expiry or without volatility, with forward = strike: the pay-off has a corner there. */
export interface AtKink {
  /** The price exists, delta jumps and gamma is infinite. */
  readonly status: 'at-kink';
  /** Value of the option, 0. */
  readonly price: number;
}

type Flat = Omit<BlackScholesGreeks, 'price' | 'rho' | 'dividendRho' | 'delta' | 'theta' | 'charm'>;

const flat: Flat = {
  status: 'defined',
  gamma: 0,
  vega: 0,
  vanna: 0,
  volga: 0,
  veta: 0,
  speed: 0,
  zomma: 0,
  color: 0,
  ultima: 0,
};

function greeksOf(legs: Legs, volatility: number): BlackScholesGreeks | AtKink {
  const { sign, spot, years, rate, dividendYield, logMoneyness, asset, cash } = legs;
  const deviation = totalDeviation(volatility, years);
  const price = priceOf(legs, deviation);
  if (deviation === 0 && logMoneyness === 0) return { status: 'at-kink', price };
  const d1 = deviation === 0 ? Infinity * logMoneyness : logMoneyness / deviation + deviation / 2;
  const d2 = d1 - deviation;
  // Adding 0 turns -0 into 0.
  const inAsset = sign * assetShare(sign * d1) + 0;
  const inCash = sign * assetShare(sign * d2) + 0;
  const density = Math.abs(d1) > 40 ? 0 : normalPdf(d1);
  const delta = (asset / spot) * inAsset;
  const carried = dividendYield * asset * inAsset - rate * cash * inCash;
  const rho = years * cash * inCash;
  const dividendRho = -years * asset * inAsset + 0;
  if (density === 0) {
    const charm = dividendYield * delta + 0;
    return { ...flat, price, delta, theta: carried + 0, rho, dividendRho, charm };
  }
  const carry = ((rate - dividendYield) * d1) / deviation;
  const product = d1 * d2;
  const discounted = (asset / spot) * density;
  const gamma = discounted / (spot * deviation);
  const vega = asset * density * Math.sqrt(years);
  const halfYears = 0.5 / years;
  return {
    status: 'defined',
    price,
    delta,
    gamma,
    vega,
    theta: carried - asset * density * deviation * halfYears,
    rho,
    vanna: -discounted * (d2 / volatility),
    volga: vega * (product / volatility),
    charm:
      dividendYield * delta - discounted * ((rate - dividendYield) / deviation - d2 * halfYears),
    veta: vega * (dividendYield + carry - (1 + product) * halfYears),
    speed: -(gamma / spot) * (d1 / deviation + 1),
    zomma: gamma * ((product - 1) / volatility),
    color: gamma * (dividendYield + carry + (1 - product) * halfYears),
    ultima: -(vega / volatility) * ((product * (1 - product) + d1 * d1 + d2 * d2) / volatility),
    dividendRho,
  };
}

// Beyond 40 standard deviations the share is 0 or 1; d may be infinite there.
const assetShare = (d: number): number => (d > 40 ? 1 : d < -40 ? 0 : normalCdf(d));

/**
 * Price, first- and second-order Greeks of a European option under Black-Scholes-Merton with
 * continuous yield (Haug 2007, "The Complete Guide to Option Pricing Formulas", chapter 2). At expiry
 * or without volatility they are those of the discounted intrinsic value, `at-kink` where forward
 * and strike agree.
 *
 * @throws PlimsollError `risk/bad-option` naming the field.
 */
export function blackScholesGreeks(option: BlackScholesOption): BlackScholesGreeks | AtKink {
  return greeksOf(spotLegs(option), option.volatility);
}

/**
 * As {@link blackScholesGreeks} for an option on a forward or futures price (Black 1976): delta,
 * gamma and their kin are per 1 of forward, and time passes and rates move at constant forward.
 *
 * @throws PlimsollError `risk/bad-option` naming the field.
 */
export function black76Greeks(option: Black76Option): OptionGreeks | AtKink {
  const greeks = greeksOf(forwardLegs(option), option.volatility);
  if (greeks.status === 'at-kink') return greeks;
  const { dividendRho, ...rest } = greeks;
  return { ...rest, rho: rest.rho + dividendRho };
}
