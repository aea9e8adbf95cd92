import {
  atr,
  defineFeature,
  ema,
  type Feature,
  field,
  logRange,
  logReturn,
  realisedVolatility,
  rootMeanSquare,
  rsi,
  simpleReturn,
  sma,
  standardDeviation,
  trueRange,
  wilderAverage,
} from '../../src/index.ts';
import type { TestBar } from './bars.ts';

/** Every built-in at small windows, by the name the exact vectors give it. */
export const builtIns: Readonly<Record<string, () => Feature<TestBar>>> = {
  'sma(5)': () => sma(5),
  'sma(1)': () => sma(1),
  'ema(5)': () => ema(5),
  'wilderAverage(5)': () => wilderAverage(5),
  'rsi(7)': () => rsi(7),
  'trueRange()': () => trueRange(),
  'atr(7)': () => atr(7),
  'logRange()': () => logRange(),
  'logReturn()': () => logReturn(),
  'logReturn(5)': () => logReturn({ lagBars: 5 }),
  'simpleReturn()': () => simpleReturn(),
  'simpleReturn(5)': () => simpleReturn({ lagBars: 5 }),
  'standardDeviation(6)': () => standardDeviation(6),
  'standardDeviation(6, 0)': () => standardDeviation(6, { ddof: 0 }),
  'realisedVolatility(10)': () => realisedVolatility({ windowBars: 10, periodsPerYear: 252 }),
  'realisedVolatility(10, zero)': () =>
    realisedVolatility({ windowBars: 10, periodsPerYear: 252, about: 'zero' }),
  'sma(3) of rsi(7)': () => sma(3, { of: rsi(7) }),
};

/** More definitions for the contract: other inputs, other options, a step that may refuse. */
export const furtherBuiltIns: Readonly<Record<string, () => Feature<TestBar>>> = {
  'sma(4) of field(open)': () => sma(4, { of: field('open') }),
  'ema(3) of atr(3)': () => ema(3, { of: atr(3) }),
  'wilderAverage(3) of logRange': () => wilderAverage(3, { of: logRange() }),
  'logReturn of ema(4)': () => logReturn({ of: ema(4) }),
  'simpleReturn of sma(4)': () => simpleReturn({ of: sma(4), lagBars: 2 }),
  'standardDeviation(5) of rsi(3)': () => standardDeviation(5, { of: rsi(3) }),
  'rootMeanSquare(5) of simpleReturn': () => rootMeanSquare(5, { of: simpleReturn() }),
  'rsi(3) of field(high)': () => rsi(3, { of: field('high') }),
  'realised volatility of simple returns': () =>
    realisedVolatility({ windowBars: 5, periodsPerYear: 12, returns: 'simple' }),
  'a spread of two averages': () =>
    defineFeature<TestBar>({
      kind: 'average-spread',
      params: {},
      inputs: [ema(3), ema(6)],
      warmupBars: 1,
      stateLength: 1,
      step: (state, inputs) => {
        state[0] = (inputs[0] as number) - (inputs[1] as number);
      },
    }),
};
