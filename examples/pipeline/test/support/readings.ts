import type { DatedReading } from '../../src/study/regime-path.ts';

/** Readings with a given P(high volatility): pairs of close and probability. */
export const readingsOf = (
  pairs: readonly (readonly [number, number])[],
): readonly DatedReading[] =>
  pairs.map(([closeAt, high]) => ({
    closeAt,
    reading: {
      status: 'ready',
      label: high > 0.5 ? 'high-volatility' : 'low-volatility',
      probabilities: { 'low-volatility': 1 - high, 'high-volatility': high },
      predicted: { 'low-volatility': 1 - high, 'high-volatility': high },
      confidence: Math.max(high, 1 - high),
      ageBars: 0,
      diagnostics: {},
    },
  }));
