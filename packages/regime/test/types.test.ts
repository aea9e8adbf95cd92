import { expectTypeOf, test } from 'vitest';
import {
  fitGaussianHmm,
  gaussianHmm,
  hysteresis,
  type Lookahead,
  persist,
  type RegimeDetector,
  type RegimeReading,
  refitEvery,
  smoothWithLookahead,
} from '../src/index.ts';
import { twoMarkets } from './support/synthetic.ts';

test('labels are types, carried from names through decorators to readings', () => {
  const detector = persist(
    gaussianHmm({ states: 2, columns: ['r'], names: ['calm', 'storm'], refit: refitEvery(63) }),
    hysteresis(),
  );
  expectTypeOf(detector.labels).toEqualTypeOf<readonly ('calm' | 'storm')[]>();
  const reading = detector.start().update(0);
  // @ts-expect-error a reading may still be warming
  reading.label;
  if (reading.status === 'ready') {
    expectTypeOf(reading.probabilities.storm).toBeNumber();
    // @ts-expect-error no such label
    reading.probabilities.sunshine;
  }
});

test('what looks ahead cannot pass for what does not', () => {
  const smoothed = smoothWithLookahead(twoMarkets, [[0, -4]]);
  expectTypeOf(smoothed).toEqualTypeOf<
    Lookahead<readonly Readonly<Record<'calm' | 'turbulent', number>>[]>
  >();
  const backtest = (laws: readonly Readonly<Record<string, number>>[]): number => laws.length;
  // @ts-expect-error a Lookahead is no list of laws until someone unwraps it
  () => backtest(smoothed);
});

test('a plain object literal is a detector', () => {
  expectTypeOf<{
    kind: string;
    version: number;
    params: null;
    labels: ('a' | 'b')[];
    warmupBars: number;
    start(): {
      update(x: number): RegimeReading<'a' | 'b'>;
      snapshot(): { kind: string; version: number; configHash: string; state: null };
    };
  }>().toExtend<RegimeDetector<number, 'a' | 'b'>>();
});

test('an outcome must be looked at', () => {
  const outcome = fitGaussianHmm([1, 2, 3], { states: 2 });
  // @ts-expect-error there may be no model
  outcome.model;
});
