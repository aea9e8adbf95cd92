// npm run bench -- packages/risk/bench/greeks
import { bench, describe } from 'vitest';
import {
  type BlackScholesOption,
  blackScholesGreeks,
  blackScholesImpliedVolatility,
  blackScholesPrice,
} from '../src/greeks.ts';

const options: BlackScholesOption[] = [];
for (const type of ['call', 'put'] as const) {
  for (const strike of [60, 80, 90, 95, 100, 105, 110, 125, 160]) {
    for (const yearsToExpiry of [0.02, 0.1, 0.5, 2]) {
      for (const volatility of [0.1, 0.2, 0.45, 0.9]) {
        const terms = { type, spot: 100, strike, yearsToExpiry, rate: 0.03, dividendYield: 0.01 };
        const price = blackScholesPrice({ ...terms, volatility });
        if (blackScholesImpliedVolatility(terms, { price }).status === 'found') {
          options.push({ ...terms, volatility });
        }
      }
    }
  }
}
const quotes = options.map((option) => ({ price: blackScholesPrice(option) }));
let sink = 0;

describe(`${options.length} calls and puts, strikes 60 to 160, a week to two years`, () => {
  bench('price, all', () => {
    for (const option of options) sink += blackScholesPrice(option);
  });
  bench('price and Greeks, all', () => {
    for (const option of options) sink += blackScholesGreeks(option).price;
  });
  bench('implied volatility, all', () => {
    for (let i = 0; i < options.length; i += 1) {
      const outcome = blackScholesImpliedVolatility(
        options[i] as BlackScholesOption,
        quotes[i] as { price: number },
      );
      if (outcome.status === 'found') sink += outcome.volatility;
    }
  });
});

if (sink === Math.PI) throw new Error('never');
