import { checkNumber } from '@plimsoll/core';

/** One band: at least `above` (exclusive), from best to worst. */
export interface ScoreBand {
  /** Name of the band. */
  readonly name: string;
  /** Reached by values above this. */
  readonly above: number;
}

/**
 * Bands of the project's source documents, from best to worst, as data. They are the source's, not
 * a recommendation: with fractions a score of 0.8 needs a Sharpe ratio of about 1.7, 1.0 about 2.2
 * and 1.2 about 2.7, and a record that passes the gates beside them (Sharpe 1, growth 10 %) scores
 * about 0.52. The drawdown bands are stored as negative returns so that higher is better in all.
 */
export const sourceBands: Readonly<
  Record<
    'balancedScore' | 'sharpe' | 'cagr' | 'winRate' | 'drawdownReturn' | 'profitFactor',
    readonly ScoreBand[]
  >
> = {
  balancedScore: [
    { name: 'outstanding', above: 1.2 },
    { name: 'excellent', above: 1.0 },
    { name: 'good', above: 0.8 },
  ],
  sharpe: [
    { name: 'excellent', above: 1.5 },
    { name: 'good', above: 1 },
  ],
  cagr: [
    { name: 'excellent', above: 0.15 },
    { name: 'good', above: 0.1 },
  ],
  winRate: [
    { name: 'excellent', above: 0.6 },
    { name: 'good', above: 0.55 },
  ],
  drawdownReturn: [
    { name: 'excellent', above: -0.15 },
    { name: 'good', above: -0.2 },
  ],
  profitFactor: [{ name: 'target', above: 1.8 }],
};

/**
 * Name of the first band whose bound the value exceeds, or `null` below all of them.
 *
 * @throws PlimsollError `risk/bad-score`.
 */
export function bandOf(value: number, bands: readonly ScoreBand[]): string | null {
  checkNumber(value, 'risk/bad-score', ['value']);
  return bands.find(({ above }) => value > above)?.name ?? null;
}
