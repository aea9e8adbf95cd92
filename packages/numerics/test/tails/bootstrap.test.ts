import { assume, createRandom } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { type BlockMethod, blockBootstrap, blockIndices } from '../../src/tails.ts';
import { errorCode } from '../support/error-code.ts';

const mean = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / x.length;

/** An autocorrelated series: what blocks are for. */
function autoregression(n: number, persistence: number, name: string): number[] {
  const random = createRandom(3).fork(name);
  const out: number[] = [];
  let last = 0;
  for (let i = 0; i < n; i++) {
    last = persistence * last + random.nextNormal();
    out.push(last);
  }
  return out;
}

const a = autoregression(120, 0.6, 'a');
const noise = autoregression(120, 0, 'b');
const b = a.map((v, i) => v + 0.1 * (noise[i] as number));

/** Variance of the mean of a stationary resample, exactly (Politis and Romano 1994, lemma 1). */
function stationaryVariance(x: readonly number[], blockLength: number): number {
  const n = x.length;
  const centre = x.reduce((sum, v) => sum + v, 0) / n;
  const circular = (lag: number): number =>
    x.reduce((sum, v, i) => sum + (v - centre) * ((x[(i + lag) % n] as number) - centre), 0) / n;
  const q = 1 - 1 / blockLength;
  let total = circular(0);
  for (let lag = 1; lag < n; lag++) total += 2 * (1 - lag / n) * q ** lag * circular(lag);
  return total / n;
}

/** Variance of the mean of a resample of whole moving blocks, exactly (Künsch 1989). */
function movingVariance(x: readonly number[], length: number): number {
  const blocks = x.slice(length - 1).map((_, i) => {
    const block = x.slice(i, i + length);
    return block.reduce((sum, v) => sum + v, 0) / length;
  });
  const centre = blocks.reduce((sum, v) => sum + v, 0) / blocks.length;
  const variance = blocks.reduce((sum, v) => sum + (v - centre) ** 2, 0) / blocks.length;
  return variance / (x.length / length);
}

describe('blockBootstrap', () => {
  test.each<[BlockMethod, number, (x: readonly number[], length: number) => number]>([
    ['stationary', 1, stationaryVariance],
    ['stationary', 7.5, stationaryVariance],
    ['moving', 1, movingVariance],
    ['moving', 8, movingVariance],
  ])('%s blocks of %d give the exact standard error of a mean', (method, length, exact) => {
    const { intervals } = assume(
      blockBootstrap(
        { a },
        {
          statistics: { mean: (s) => mean(s.a) },
          method,
          blockLengthBars: length,
          resamples: 8000,
        },
      ),
      'fitted',
    );
    // The standard error of a standard error from 8000 draws is 0.8 %.
    const ratio = (intervals['mean']?.standardError ?? 0) / Math.sqrt(exact(a, length));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
  });

  test('pairs the series: the difference of two that move together is known far better', () => {
    const { intervals, design } = assume(
      blockBootstrap(
        { a, b },
        {
          statistics: { a: (s) => mean(s.a), difference: (s) => mean(s.a) - mean(s.b) },
          resamples: 1000,
        },
      ),
      'fitted',
    );
    const { a: alone, difference } = intervals;
    expect(difference?.standardError).toBeLessThan(0.2 * (alone?.standardError ?? 0));
    expect(difference?.low).toBeLessThan(difference?.estimate ?? 0);
    expect(difference?.high).toBeGreaterThan(difference?.estimate ?? 0);
    expect(design).toEqual({
      method: 'stationary',
      blockLengthBars: 5,
      resamples: 1000,
      confidence: 0.95,
      interval: 'percentile',
      seed: 1,
      observations: 120,
    });
  });

  test('depends on the seed and on nothing else', () => {
    const of = (seed: number, resamples = 200) =>
      blockBootstrap({ a }, { statistics: { mean: (s) => mean(s.a) }, seed, resamples });
    expect(of(1)).toEqual(of(1));
    expect(of(2)).not.toEqual(of(1));
  });

  test('a location shift moves every interval by exactly that much', () => {
    const interval = (shift: number, kind: 'percentile' | 'basic') =>
      assume(
        blockBootstrap(
          { a: a.map((v) => v + shift) },
          { statistics: { mean: (s) => mean(s.a) }, interval: kind, resamples: 300 },
        ),
        'fitted',
      ).intervals['mean'];
    for (const kind of ['percentile', 'basic'] as const) {
      expect(interval(3, kind)?.low).toBeCloseTo((interval(0, kind)?.low ?? 0) + 3, 12);
    }
    const percentile = interval(0, 'percentile');
    const basic = interval(0, 'basic');
    // The basic interval mirrors the percentile one about the estimate.
    expect((percentile?.low ?? 0) + (basic?.high ?? 0)).toBeCloseTo(
      2 * (percentile?.estimate ?? 0),
      12,
    );
  });

  test('counts resamples on which a statistic does not exist', () => {
    const { intervals } = assume(
      blockBootstrap(
        { a },
        {
          statistics: {
            sometimes: (s) => (mean(s.a) > 0 ? mean(s.a) : Number.NaN),
            never: () => Number.POSITIVE_INFINITY,
          },
          resamples: 200,
          interval: 'basic',
        },
      ),
      'fitted',
    );
    const { sometimes, never } = intervals;
    expect((sometimes?.usable ?? 0) + (sometimes?.undefinedResamples ?? 0)).toBe(200);
    expect(sometimes?.undefinedResamples).toBeGreaterThan(0);
    expect(never).toEqual({
      estimate: null,
      low: null,
      high: null,
      standardError: null,
      usable: 0,
      undefinedResamples: 200,
    });
  });

  test('summarises the resampled values as it says', () => {
    const draws: number[] = [];
    const { intervals } = assume(
      blockBootstrap(
        { a },
        {
          statistics: {
            mean: (s) => {
              draws.push(mean(s.a));
              return draws.at(-1) ?? 0;
            },
          },
          resamples: 11,
          confidence: 0.8,
        },
      ),
      'fitted',
    );
    // The first call is the estimate. Of 11 values the 10 % and 90 % quantiles are the 2nd and 10th.
    const resampled = Float64Array.from(draws.slice(1)).sort();
    const centre = mean(resampled);
    const squares = resampled.reduce((sum, v) => sum + (v - centre) ** 2, 0);
    expect(intervals['mean']?.estimate).toBe(draws[0]);
    expect(intervals['mean']?.standardError).toBeCloseTo(Math.sqrt(squares / 10), 14);
    expect(intervals['mean']?.low).toBeCloseTo(resampled[1] ?? 0, 14);
    expect(intervals['mean']?.high).toBeCloseTo(resampled[9] ?? 0, 14);
    const single = blockBootstrap({ a }, { statistics: { mean: (s) => mean(s.a) }, resamples: 1 });
    expect(assume(single, 'fitted').intervals['mean']?.standardError).toBeNull();
  });

  test('stops when asked, with what it has', () => {
    let seen = 0;
    const outcome = blockBootstrap(
      { a },
      {
        statistics: { mean: (s) => mean(s.a) },
        signal: {
          get aborted() {
            return seen >= 200;
          },
        },
        onProgress: (done) => {
          seen = done;
        },
      },
    );
    expect(outcome.status).toBe('cancelled');
    expect(assume(outcome, 'cancelled').design.resamples).toBe(200);
    const none = blockBootstrap(
      { a },
      { statistics: { mean: (s) => mean(s.a) }, signal: { aborted: true } },
    );
    expect(assume(none, 'cancelled').intervals['mean']?.low).toBeNull();
  });

  test('answers a series shorter than two blocks as a market fact', () => {
    const options = { statistics: { mean: () => 0 }, blockLengthBars: 10 };
    expect(blockBootstrap({ a: a.slice(0, 19) }, options)).toEqual({
      status: 'insufficient-data',
      observations: 19,
      needed: 20,
    });
    expect(blockBootstrap({ a: a.slice(0, 20) }, options).status).toBe('fitted');
  });

  test('refuses series and options that make no design', () => {
    const statistics = { zero: () => 0 };
    expect(errorCode(() => blockBootstrap({ a, b: [1] }, { statistics }))).toBe(
      'numerics/ragged-series b',
    );
    expect(errorCode(() => blockBootstrap({}, { statistics }))).toBe('numerics/ragged-series');
    expect(errorCode(() => blockBootstrap({ a: [1, Number.NaN] }, { statistics }))).toBe(
      'numerics/bad-sample a 1',
    );
    expect(errorCode(() => blockBootstrap({ a }, { statistics, blockLengthBars: 0.5 }))).toBe(
      'numerics/bad-block-length blockLengthBars',
    );
    expect(
      errorCode(() =>
        blockBootstrap({ a }, { statistics, method: 'moving', blockLengthBars: 2.5 }),
      ),
    ).toBe('numerics/bad-block-length blockLengthBars');
    expect(errorCode(() => blockBootstrap({ a }, { statistics, resamples: 0 }))).toBe(
      'numerics/bad-limit resamples',
    );
    expect(errorCode(() => blockBootstrap({ a }, { statistics, confidence: 1 }))).toBe(
      'numerics/bad-probability confidence',
    );
  });
});

describe('blockIndices', () => {
  test('moving blocks are runs of consecutive positions', () => {
    const out = new Uint32Array(23);
    blockIndices(out, { method: 'moving', blockLengthBars: 5 }, createRandom(4));
    for (let i = 0; i < 23; i++) {
      expect(out[i]).toBeLessThan(23);
      if (i % 5 !== 0) expect(out[i]).toBe((out[i - 1] as number) + 1);
    }
  });

  test('stationary blocks wrap around and have the mean length asked for', () => {
    const n = 50_000;
    const out = new Uint32Array(n);
    blockIndices(out, { method: 'stationary', blockLengthBars: 10 }, createRandom(4));
    let breaks = 0;
    for (let i = 1; i < n; i++) if (out[i] !== ((out[i - 1] as number) + 1) % n) breaks += 1;
    expect(n / breaks).toBeGreaterThan(9.4);
    expect(n / breaks).toBeLessThan(10.6);
  });
});
