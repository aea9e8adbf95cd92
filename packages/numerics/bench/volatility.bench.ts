import { bench, describe } from 'vitest';
import { ewmaVariance, filterVariance, fitGarch, garchVariance } from '../src/volatility.ts';

// A simulated GARCH(1,1) series; the shocks are a seeded Box–Muller stream.
const simulate = (count: number): Float64Array => {
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  let h = 1;
  let square = 1;
  return Float64Array.from({ length: count }, () => {
    h = 0.05 + 0.1 * square + 0.85 * h;
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const value = normal * Math.sqrt(h);
    square = value * value;
    return value;
  });
};

const returns = simulate(2000);
const parameters = { mu: 0, omega: 0.05, alpha: 0.1, beta: 0.85, firstVariance: 1 };

describe('2000 returns', () => {
  bench('fitGarch', () => {
    fitGarch(returns);
  });
  bench('GARCH filter, streaming', () => {
    filterVariance(garchVariance(parameters), returns);
  });
  bench('EWMA filter, streaming', () => {
    filterVariance(ewmaVariance(), returns);
  });
});
