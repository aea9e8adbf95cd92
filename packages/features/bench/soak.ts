// A long stream: time, heap and drift. Run from the repository root:
//   node --expose-gc --conditions=@plimsoll/source --import tsx packages/features/bench/soak.ts [bars]
import {
  atr,
  computeFeature,
  createFeatureSet,
  ema,
  logReturn,
  realisedVolatility,
  rsi,
  sma,
} from '../src/index.ts';
import { walkBars } from '../test/support/bars.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const cycle = walkBars(10_000, 7);
const features = {
  logReturn: logReturn(),
  sma20: sma(20),
  sma200: sma(200),
  ema12: ema(12),
  rsi14: rsi(14),
  atr14: atr(14),
  vol20: realisedVolatility({ windowBars: 20, periodsPerYear: 252 }),
};
const set = createFeatureSet(features, { historyBars: 300 });
const collect = (globalThis as { gc?: () => void }).gc;
const heap = (): number => {
  collect?.();
  return process.memoryUsage().heapUsed;
};

const bar = { open: 0, high: 0, low: 0, close: 0, closeAt: 0 };
const feed = (from: number, to: number): void => {
  for (let i = from; i < to; i++) {
    const source = cycle[i % cycle.length] as (typeof cycle)[number];
    bar.open = source.open;
    bar.high = source.high;
    bar.low = source.low;
    bar.close = source.close;
    bar.closeAt = i + 1;
    set.update('A', bar);
  }
};

feed(0, 20_000);
const before = heap();
const start = process.hrtime.bigint();
feed(20_000, count);
const nanoseconds = Number(process.hrtime.bigint() - start) / (count - 20_000);
const grown = heap() - before;

// The windows must hold nothing but the last bars: compare with features started shortly before.
let drift = 0;
const tail = Array.from({ length: 250 }, (_, i) => cycle[(count - 250 + i) % cycle.length]);
for (const name of ['sma20', 'sma200', 'vol20', 'logReturn'] as const) {
  const fresh = computeFeature(features[name], tail as typeof cycle).values.at(-1) as number;
  const long = set.columns('A').columns[name].values.at(-1) as number;
  drift = Math.max(drift, Math.abs(long / fresh - 1));
}
console.log(
  `${count} bars of ${Object.keys(features).length} features: ${nanoseconds.toFixed(0)} ns a bar`,
);
console.log(
  `heap growth: ${collect === undefined ? 'not measured (--expose-gc)' : `${grown} bytes`}`,
);
console.log(`largest relative difference to fresh windows: ${drift}`);
