import { bench, describe } from 'vitest';
import { normalCdf, normalQuantile, studentTCdf, studentTQuantile } from '../src/distributions.ts';
import { blockBootstrap, historicalExpectedShortfall, selectInPlace } from '../src/tails.ts';
import { syntheticReturns } from '../test/support/return-tables.ts';

const returns = Float64Array.from(syntheticReturns(2500, 1).flat());

describe('the 125 worst of 2500 returns', () => {
  bench('selectInPlace', () => {
    selectInPlace(returns.slice(), 125);
  });
  bench('sort', () => {
    returns.slice().sort();
  });
  bench('historicalExpectedShortfall', () => {
    historicalExpectedShortfall(returns, { tailProbability: 0.05 });
  });
});

describe('distributions, 100 calls', () => {
  const xs = Array.from({ length: 100 }, (_, i) => -8 + 0.16 * i + 0.01);
  const ps = xs.map((x) => normalCdf(x)).filter((p) => p > 0 && p < 1);
  bench('normalCdf', () => {
    for (const x of xs) normalCdf(x);
  });
  bench('normalQuantile', () => {
    for (const p of ps) normalQuantile(p);
  });
  bench('studentTCdf, 4.5 degrees', () => {
    for (const x of xs) studentTCdf(x, { degreesOfFreedom: 4.5 });
  });
  bench('studentTQuantile, 4.5 degrees', () => {
    for (const p of ps) studentTQuantile(p, { degreesOfFreedom: 4.5 });
  });
});

describe('block bootstrap', () => {
  const series = { a: returns.subarray(0, 250), b: returns.subarray(250, 500) };
  const mean = (x: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i] as number;
    return sum / x.length;
  };
  bench('2000 resamples of two series of 250', () => {
    blockBootstrap(series, { statistics: { difference: (s) => mean(s.a) - mean(s.b) } });
  });
});
