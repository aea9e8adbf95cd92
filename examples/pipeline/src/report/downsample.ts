import type { Point } from './report-data.ts';

/**
 * Keeps the lowest and highest point of each bucket, so that no spike is lost, at about two points
 * a pixel.
 */
export function downsample(points: readonly Point[], buckets: number): Point[] {
  if (points.length <= 2 * buckets) return [...points];
  const kept = new Set<Point>([points[0] as Point, points.at(-1) as Point]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * points.length) / buckets);
    const to = Math.floor(((bucket + 1) * points.length) / buckets);
    const slice = points.slice(from, to);
    kept.add(slice.reduce((low, point) => (point.value < low.value ? point : low)));
    kept.add(slice.reduce((high, point) => (point.value > high.value ? point : high)));
  }
  return points.filter((point) => kept.has(point));
}
