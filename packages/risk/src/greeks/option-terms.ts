import { checkNumber, checkOneOf, misuse } from '@plimsoll/core';

/** Right to buy or right to sell. */
export type OptionType = 'call' | 'put';

/** A European option on a spot asset with continuous yield, all but its volatility. */
export interface BlackScholesTerms {
  /** Call or put. */
  readonly type: OptionType;
  /** Price of the underlying, above 0. */
  readonly spot: number;
  /** Strike, above 0, in the unit of `spot`. */
  readonly strike: number;
  /** Time to expiry in years, at least 0. */
  readonly yearsToExpiry: number;
  /** Continuously compounded interest rate a year, a fraction. */
  readonly rate: number;
  /** Continuous dividend yield (or foreign rate) a year, a fraction. @defaultValue 0 */
  readonly dividendYield?: number;
}

/** {@link BlackScholesTerms} with a volatility. */
export interface BlackScholesOption extends BlackScholesTerms {
  /** Standard deviation of the log return a year, a fraction (0.2 = 20 %), at least 0. */
  readonly volatility: number;
}

/** A European option on a forward or futures price, all but its volatility. */
export interface Black76Terms {
  /** Call or put. */
  readonly type: OptionType;
  /** Forward or futures price, above 0. */
  readonly forward: number;
  /** Strike, above 0, in the unit of `forward`. */
  readonly strike: number;
  /** Time to expiry in years, at least 0. */
  readonly yearsToExpiry: number;
  /** Continuously compounded interest rate a year, a fraction. */
  readonly rate: number;
}

/** {@link Black76Terms} with a volatility. */
export interface Black76Option extends Black76Terms {
  /** Standard deviation of the log return a year, a fraction (0.2 = 20 %), at least 0. */
  readonly volatility: number;
}

const above = { min: 0, above: true };

const notNegative = { min: 0 };
const types = ['call', 'put'] as const;

// Slow and precise: names the field. The doors below ask first whether there is anything to name.
const check = ({ type, strike, yearsToExpiry, rate }: BlackScholesTerms | Black76Terms): void => {
  checkOneOf(type, types, 'risk/bad-option', ['type']);
  checkNumber(strike, 'risk/bad-option', ['strike'], above);
  checkNumber(yearsToExpiry, 'risk/bad-option', ['yearsToExpiry'], notNegative);
  checkNumber(rate, 'risk/bad-option', ['rate']);
};

const sound = (price: number, terms: BlackScholesTerms | Black76Terms): boolean =>
  (terms.type === 'call' || terms.type === 'put') &&
  Number.isFinite(price) &&
  price > 0 &&
  Number.isFinite(terms.strike) &&
  terms.strike > 0 &&
  Number.isFinite(terms.yearsToExpiry) &&
  terms.yearsToExpiry >= 0 &&
  Number.isFinite(terms.rate);

/** An option as the formulas read it. */
export interface Legs {
  /** 1 for a call, -1 for a put. */
  readonly sign: 1 | -1;
  /** Price of the underlying. */
  readonly spot: number;
  /** Time to expiry in years. */
  readonly years: number;
  /** Interest rate. */
  readonly rate: number;
  /** Yield of the underlying; the interest rate for a forward. */
  readonly dividendYield: number;
  /** `ln(forward / strike)`. */
  readonly logMoneyness: number;
  /** Magnitude of the terms that `logMoneyness` was summed from. */
  readonly logScale: number;
  /** `spot · exp(-yield · years)`. */
  readonly asset: number;
  /** `strike · exp(-rate · years)`. */
  readonly cash: number;
}

// ln(a / b), by the exact difference where a and b are close.
const logRatio = (a: number, b: number): number =>
  a > 0.5 * b && a < 2 * b ? Math.log1p((a - b) / b) : Math.log(a / b);

const legs = (
  terms: BlackScholesTerms | Black76Terms,
  spot: number,
  dividendYield: number,
): Legs => {
  const { type, strike, yearsToExpiry: years, rate } = terms;
  const ratio = logRatio(spot, strike);
  const carry = (rate - dividendYield) * years;
  const asset = spot * Math.exp(-dividendYield * years);
  const cash = strike * Math.exp(-rate * years);
  if (!(asset > 0 && cash > 0 && Number.isFinite(asset + cash))) {
    const remedy = 'Keep rate and yield times years within what a double can discount.';
    misuse('risk/bad-option', ['yearsToExpiry'], years, remedy);
  }
  return {
    sign: type === 'call' ? 1 : -1,
    spot,
    years,
    rate,
    dividendYield,
    logMoneyness: ratio + carry,
    logScale: Math.abs(ratio) + Math.abs(carry),
    asset,
    cash,
  };
};

/** Checks and reduces an option on a spot asset. */
export function spotLegs(terms: BlackScholesTerms): Legs {
  const dividendYield = terms.dividendYield ?? 0;
  if (!(sound(terms.spot, terms) && Number.isFinite(dividendYield))) {
    check(terms);
    checkNumber(terms.spot, 'risk/bad-option', ['spot'], above);
    checkNumber(dividendYield, 'risk/bad-option', ['dividendYield']);
  }
  return legs(terms, terms.spot, dividendYield);
}

/** Checks and reduces an option on a forward: a spot asset that yields the interest rate. */
export function forwardLegs(terms: Black76Terms): Legs {
  if (!sound(terms.forward, terms)) {
    check(terms);
    checkNumber(terms.forward, 'risk/bad-option', ['forward'], above);
  }
  return legs(terms, terms.forward, terms.rate);
}

/** Standard deviation to expiry, `volatility · √years`; what no double can resolve counts as 0. */
export function totalDeviation(volatility: number, years: number): number {
  checkNumber(volatility, 'risk/bad-option', ['volatility'], { min: 0 });
  const deviation = volatility * Math.sqrt(years);
  return deviation < 1e-50 ? 0 : deviation;
}
