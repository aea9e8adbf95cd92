import { ATR, EMA, RSI, SMA, TrueRange } from 'technicalindicators';
import { bench, describe } from 'vitest';
import {
  atr,
  createFeatureSet,
  ema,
  type Feature,
  logRange,
  logReturn,
  realisedVolatility,
  rsi,
  sma,
  trueRange,
} from '../src/index.ts';
import { type TestBar, walkBars } from '../test/support/bars.ts';

// One iteration streams 10 000 bars one at a time. Divide by 10 000 for nanoseconds a bar.
const bars = walkBars(10_000, 7);
const options = { time: 1000, warmupTime: 300 };

interface Batch {
  nextValue(input: never): unknown;
}

const pair = (
  name: string,
  make: () => Feature<TestBar>,
  other: () => Batch,
  input: (bar: TestBar) => unknown,
): void => {
  describe(name, () => {
    bench(
      '@plimsoll/features',
      () => {
        const live = make().start();
        for (const bar of bars) live.update(bar);
      },
      options,
    );
    bench(
      'technicalindicators 3.1.0 nextValue',
      () => {
        const live = other();
        for (const bar of bars) live.nextValue(input(bar) as never);
      },
      options,
    );
  });
};

const close = (bar: TestBar): number => bar.close;
const whole = (bar: TestBar): TestBar => bar;
const none = { high: [], low: [], close: [] };

pair(
  'SMA 20',
  () => sma(20),
  () => new SMA({ period: 20, values: [] }),
  close,
);
pair(
  'SMA 200',
  () => sma(200),
  () => new SMA({ period: 200, values: [] }),
  close,
);
pair(
  'EMA 12',
  () => ema(12),
  () => new EMA({ period: 12, values: [] }),
  close,
);
pair(
  'RSI 14',
  () => rsi(14),
  () => new RSI({ period: 14, values: [] }),
  close,
);
pair(
  'true range',
  () => trueRange(),
  () => new TrueRange(none),
  whole,
);
pair(
  'ATR 14',
  () => atr(14),
  () => new ATR({ period: 14, ...none }),
  whole,
);

describe('without a counterpart there', () => {
  bench(
    'log return',
    () => {
      const live = logReturn().start();
      for (const bar of bars) live.update(bar);
    },
    options,
  );
  bench(
    'realised volatility 20',
    () => {
      const live = realisedVolatility({ windowBars: 20, periodsPerYear: 252 }).start();
      for (const bar of bars) live.update(bar);
    },
    options,
  );
  bench(
    'a set of eight features, with its reading object',
    () => {
      const set = createFeatureSet({
        logReturn: logReturn(),
        logRange: logRange(),
        sma20: sma(20),
        ema12: ema(12),
        ema26: ema(26),
        rsi14: rsi(14),
        atr14: atr(14),
        vol20: realisedVolatility({ windowBars: 20, periodsPerYear: 252 }),
      });
      for (const bar of bars) set.update('A', bar);
    },
    options,
  );
});
