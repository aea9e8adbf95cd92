import { bench, describe } from 'vitest';
import { drawdownEpisodes, sharpeRatio, summarisePerformance } from '../src/performance.ts';

const returns = Float64Array.from(
  { length: 5000 },
  (_, i) => 0.0004 + 0.01 * Math.sin(i * i * 1.3),
);
const options = { periodsPerYear: 252 };

describe('5000 returns', () => {
  bench('sharpeRatio', () => {
    sharpeRatio(returns, options);
  });
  bench('drawdownEpisodes', () => {
    drawdownEpisodes(returns);
  });
  bench('summarisePerformance, 14 measures', () => {
    summarisePerformance(returns, options);
  });
});
