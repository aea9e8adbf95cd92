import { createHash } from 'node:crypto';
import { createRandom, PlimsollError, type Snapshot } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createXoshiro128StarStar } from '../../src/random/xoshiro128-star-star.ts';
import { runs } from '../support/runs.ts';

const take = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return error.code;
  }
  return 'nothing thrown';
};

describe('xoshiro128**', () => {
  test('gives the published sequence from state 1, 2, 3, 4', () => {
    // Reference C implementation, version 1.1; also the test vector of Rust's rand_xoshiro.
    const generator = createXoshiro128StarStar([1, 2, 3, 4]);
    expect(take(10, generator.next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
    expect(generator.state()).toEqual([939045227, 1864939416, 1451579149, 2199351389]);
  });
});

describe('createRandom', () => {
  test('starts from the first 16 bytes of SHA-256 of seed and path', () => {
    for (const path of ['', 'venue', 'venue/slippage']) {
      const digest = createHash('sha256').update(`7/${path}`).digest();
      const expected = [0, 4, 8, 12].map((offset) => digest.readUInt32LE(offset));
      expect(createRandom(7, { path }).snapshot().state).toEqual(expected);
    }
  });

  test('forks by name, without moving the parent or depending on its position', () => {
    const parent = createRandom(1);
    const untouched = take(5, createRandom(1).nextUint32);
    const early = take(5, parent.fork('slippage').nextUint32);
    expect(take(5, parent.nextUint32)).toEqual(untouched);
    expect(take(5, parent.fork('slippage').nextUint32)).toEqual(early);
    expect(take(5, parent.fork('latency').nextUint32)).not.toEqual(early);
    expect(take(5, parent.fork('a').fork('b').nextUint32)).toEqual(
      take(5, createRandom(1, { path: 'a/b' }).nextUint32),
    );
  });

  test('continues exactly from a snapshot that went through JSON', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(40), (seed, drawn) => {
        const original = createRandom(seed).fork('x');
        take(drawn, original.nextNormal);
        const from = JSON.parse(JSON.stringify(original.snapshot())) as Snapshot;
        const restored = createRandom(seed, { path: 'x', from });
        expect(take(10, restored.nextNormal)).toEqual(take(10, original.nextNormal));
      }),
      runs(25),
    );
  });

  test('refuses foreign and damaged snapshots, seeds, names and bounds', () => {
    const from = createRandom(1).snapshot();
    expect(codeOf(() => createRandom(2, { from }))).toBe('core/snapshot-mismatch');
    expect(codeOf(() => createRandom(1, { path: 'x', from }))).toBe('core/snapshot-mismatch');
    for (const state of [
      null,
      [1, 2, 3],
      [0, 0, 0, 0],
      [1, 2, 3, -4],
      [1, 2, 3, 2 ** 32],
      [1, 2, 3, 0.5],
    ]) {
      expect(codeOf(() => createRandom(1, { from: { ...from, state } }))).toBe(
        'core/invalid-snapshot',
      );
    }
    expect(codeOf(() => createRandom(0.5))).toBe('core/invalid-seed');
    expect(codeOf(() => createRandom(1).fork(''))).toBe('core/invalid-stream-name');
    expect(codeOf(() => createRandom(1).fork('a/b'))).toBe('core/invalid-stream-name');
    for (const bound of [0, 2 ** 32 + 1, 1.5, Number.NaN]) {
      expect(codeOf(() => createRandom(1).nextInteger(bound))).toBe('core/invalid-bound');
    }
  });

  test('draws uniformly and normally', () => {
    const random = createRandom(1);
    const n = 20_000;
    const uniform = take(n, random.next);
    expect(uniform.every((u) => u >= 0 && u < 1)).toBe(true);
    const mean = (values: readonly number[]): number =>
      values.reduce((a, b) => a + b, 0) / values.length;
    // Four standard errors of the mean: 4·√(1/12/n).
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));

    const normal = take(n, random.nextNormal);
    expect(Math.abs(mean(normal))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(mean(normal.map((z) => z * z)) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(mean(normal.map((z) => z ** 4)) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));

    // Chi-square with 5 degrees of freedom; its 99.99 % quantile is 25.74 (R qchisq(.9999, 5)).
    const faces = [0, 0, 0, 0, 0, 0];
    for (const face of take(n, () => random.nextInteger(6)))
      faces[face] = (faces[face] as number) + 1;
    const chiSquare = faces.reduce((sum, count) => sum + (count - n / 6) ** 2 / (n / 6), 0);
    expect(chiSquare).toBeLessThan(25.74);
    expect(take(5, () => random.nextInteger(1))).toEqual([0, 0, 0, 0, 0]);
    expect(random.nextInteger(2 ** 32)).toBeGreaterThanOrEqual(0);
  });

  test('rejects the incomplete last cycle of a bound, so that no result is favoured', () => {
    // With bound 3·2^30 exactly a quarter of the raw draws must be rejected.
    const seed = 3;
    const random = createRandom(seed);
    const raw = createRandom(seed);
    const bound = 3 * 2 ** 30;
    const accepted = take(400, raw.nextUint32).filter((draw) => draw < bound);
    expect(take(accepted.length, () => random.nextInteger(bound))).toEqual(accepted);
    expect(accepted.length).toBeLessThan(340);
  });
});
