import vectors from '../golden/vectors.json' with { type: 'json' };

/** A bar as the tests use it. */
export interface TestBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly closeAt: number;
}

const dayMs = 86_400_000;

/** The 60 bars of the exact vectors, one a day. */
export const vectorBars: readonly TestBar[] = vectors.bars.map((bar, i) => ({
  ...bar,
  closeAt: (i + 1) * dayMs,
}));

/** A seeded random walk with whole-tick prices, `count` bars, one a day. */
export function walkBars(count: number, seed = 1): TestBar[] {
  let state = seed >>> 0;
  const draw = (m: number): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state >>> 8) % m;
  };
  let ticks = 100_000;
  return Array.from({ length: count }, (_, i) => {
    const open = ticks + draw(61) - 30;
    ticks = Math.max(1000, open + draw(401) - 200);
    const high = Math.max(open, ticks) + draw(90);
    const low = Math.max(500, Math.min(open, ticks) - draw(90));
    return {
      open: open / 100,
      high: high / 100,
      low: low / 100,
      close: ticks / 100,
      closeAt: (i + 1) * dayMs,
    };
  });
}
