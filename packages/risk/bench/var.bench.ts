// npm run bench -- packages/risk/bench/var.bench.ts
import { createRandom } from '@plimsoll/core';
import { bench, describe } from 'vitest';
import { fitGeneralisedPareto, historicalVar, peaksOverThresholdVar } from '../src/var.ts';
import { walkForward } from '../src/var-backtests.ts';
import {
  createHistoricalVarMonitor,
  historicalContributions,
  portfolioProfitAndLoss,
} from '../src/var-portfolio.ts';

const random = createRandom(1);
const series = (n: number) => Float64Array.from({ length: n }, () => 0.01 * random.nextNormal());
const tail = { tailProbability: 0.05 };

const bars = 2500;
const symbols = Array.from({ length: 1000 }, (_, i) => `S${i}`);
const rows = Array.from({ length: bars }, () => series(symbols.length));
const table = { symbols, closeAt: rows.map((_, t) => t), values: rows };
const positions = Object.fromEntries(symbols.map((symbol, i) => [symbol, (i % 7) - 3]));

const monitor = createHistoricalVarMonitor({ symbols, windowBars: bars, ...tail });
for (const row of rows) {
  monitor.update(Object.fromEntries(symbols.map((symbol, i) => [symbol, row[i] as number])));
}
monitor.hold(positions);
const flipped = Object.fromEntries(symbols.map((symbol, i) => [symbol, (i % 5) - 2]));
let side = false;

describe('1000 assets, 2500 scenarios', () => {
  bench('what if one order more (monitor, value at risk and shortfall)', () => {
    monitor.whatIf({ S17: 3 });
  });
  bench('a reading of the monitor', () => {
    monitor.read();
  });
  bench('value at risk anew, every position changed (monitor)', () => {
    side = !side;
    monitor.hold(side ? flipped : positions);
  });
  bench('profit and loss from a table, checked and transposed', () => {
    portfolioProfitAndLoss(table, positions);
  });
  bench('contributions of all positions, each revalued', () => {
    historicalContributions(table, { positions, ...tail });
  });
});

const one = series(2500);
const far = peaksOverThresholdVar();
const excesses = one.filter((x) => x > 0.013).map((x) => x - 0.013);

describe('one series of 2500', () => {
  bench('historical value at risk and shortfall', () => {
    historicalVar().estimate(one, tail);
  });
  bench('generalised Pareto fit', () => {
    fitGeneralisedPareto(excesses);
  });
  bench('peaks over threshold', () => {
    far.estimate(one, { tailProbability: 0.01 });
  });
  bench('walk forward, window 250', () => {
    walkForward(historicalVar(), one, { windowBars: 250, ...tail });
  });
});
