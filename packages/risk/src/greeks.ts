// European options: price, Greeks and implied volatility, in reading order.

export { assume, PlimsollError } from '@plimsoll/core';
export type {
  Black76Option,
  Black76Terms,
  BlackScholesOption,
  BlackScholesTerms,
  OptionType,
} from './greeks/option-terms.ts';
export { black76Price, blackScholesPrice } from './greeks/price.ts';
export {
  type AtKink,
  type BlackScholesGreeks,
  black76Greeks,
  blackScholesGreeks,
  type OptionGreeks,
} from './greeks/sensitivities.ts';
export { perDay, perDayDefaults, perPoint } from './greeks/units.ts';
export {
  black76ImpliedVolatility,
  blackScholesImpliedVolatility,
  type ImpliedVolatilityOutcome,
} from './greeks/implied-volatility.ts';
