import type { ProblemMoments } from '../../src/index.ts';

/** Deterministic numbers in (0, 1). */
export function uniform(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Names `A0`, `A1`, ... */
export const names = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `A${i}`);

/** Moments of a three-factor market; `scale` multiplies the covariance, `gain` the means. */
export function factorMoments(n: number, seed = 1, scale = 1, gain = 1): ProblemMoments {
  const next = uniform(seed);
  const exposures = Array.from({ length: n }, () => [
    0.7 + 0.6 * next(),
    next() - 0.5,
    next() - 0.5,
  ]);
  const own = Array.from({ length: n }, () => 0.2 + next());
  const weights = [1, 0.4, 0.3];
  return {
    symbols: names(n),
    mean: Array.from({ length: n }, () => gain * (0.0002 + 0.0008 * next())),
    covariance: exposures.map((a, i) =>
      exposures.map((b, j) => {
        const common = weights.reduce((sum, w, k) => sum + w * (a[k] ?? 0) * (b[k] ?? 0), 0);
        return scale * 1e-4 * (common + (i === j ? (own[i] as number) : 0));
      }),
    ),
    returns: 'simple',
    period: { label: 'day', periodsPerYear: 252 },
  };
}

/** Largest difference between weights by name. */
export function gap(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>> | readonly number[],
): number {
  const values = Array.isArray(b) ? b : Object.keys(a).map((name) => (b as typeof a)[name] ?? 0);
  return Object.values(a).reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - (values[i] as number))),
    0,
  );
}
