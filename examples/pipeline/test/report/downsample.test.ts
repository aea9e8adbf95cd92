import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downsample } from '../../src/report/downsample.ts';
import { runs } from '../support/runs.ts';

const pointsOf = (values: readonly number[]) => values.map((value, at) => ({ at, value }));

test('a short series is kept whole, as a copy', () => {
  const points = pointsOf([3, 1, 2]);
  expect(downsample(points, 2)).toEqual(points);
  expect(downsample(points, 2)).not.toBe(points);
  expect(downsample([], 5)).toEqual([]);
});

test('keeps ends, extremes of every bucket and order, at two points a bucket', () => {
  const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 40 }), (values, buckets) => {
      const points = pointsOf(values);
      const kept = downsample(points, buckets);
      expect(kept.length).toBeLessThanOrEqual(Math.max(2 * buckets, 2 * buckets + 2));
      expect(kept[0]).toBe(points[0]);
      expect(kept.at(-1)).toBe(points.at(-1));
      const times = kept.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(new Set(times).size).toBe(times.length);
      const of = (chosen: typeof points) => chosen.map(({ value }) => value);
      expect(Math.max(...of(kept))).toBe(Math.max(...values));
      expect(Math.min(...of(kept))).toBe(Math.min(...values));
      for (let bucket = 0; bucket < buckets; bucket++) {
        const from = Math.floor((bucket * points.length) / buckets);
        const to = Math.floor(((bucket + 1) * points.length) / buckets);
        const inside = kept.filter(({ at }) => at >= from && at < to);
        if (to === from) continue;
        expect(Math.max(...of(inside))).toBe(Math.max(...values.slice(from, to)));
        expect(Math.min(...of(inside))).toBe(Math.min(...values.slice(from, to)));
      }
    }),
    runs(100),
  );
});

test('one spike in ten thousand days survives', () => {
  const points = pointsOf(Array.from({ length: 10_000 }, (_, i) => (i === 7_777 ? 99 : i % 3)));
  expect(downsample(points, 100).filter(({ value }) => value === 99)).toEqual([points[7_777]]);
});
