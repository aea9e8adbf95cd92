import { blockBootstrap } from '@plimsoll/numerics/tails';
import type { ReportTable } from '../report/report-data.ts';
import { percent, ratio } from './measures.ts';

const MONTHS = 12;
const BLOCK_MONTHS = 6;
const RESAMPLES = 1000;

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const deviationOf = (values: Float64Array): number => {
  const mean = meanOf(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
  );
};

const sharpeOf = (values: Float64Array): number =>
  (meanOf(values) / deviationOf(values)) * Math.sqrt(MONTHS);

/** A pair of monthly series whose difference is asked about. */
export interface Comparison {
  /** What is compared, e.g. `regime exposure − constant exposure`. */
  readonly name: string;
  /** Minuend. */
  readonly one: readonly number[];
  /** Subtrahend. */
  readonly other: readonly number[];
}

/**
 * Differences in annual mean, volatility and Sharpe ratio with 95 % intervals from a paired
 * stationary block bootstrap. An interval that contains 0 says the months cannot tell them apart.
 */
export function differencesTable(comparisons: readonly Comparison[], seed: number): ReportTable {
  const rows = comparisons.map(({ name, one, other }) => {
    const outcome = blockBootstrap(
      { one: Float64Array.from(one), other: Float64Array.from(other) },
      {
        statistics: {
          mean: (sample) => MONTHS * (meanOf(sample.one) - meanOf(sample.other)),
          volatility: (sample) =>
            Math.sqrt(MONTHS) * (deviationOf(sample.one) - deviationOf(sample.other)),
          sharpe: (sample) => sharpeOf(sample.one) - sharpeOf(sample.other),
        },
        blockLengthBars: BLOCK_MONTHS,
        resamples: RESAMPLES,
        seed,
      },
    );
    if (outcome.status === 'insufficient-data') {
      return [name, 'too few months', 'too few months', 'too few months'];
    }
    const cell = (key: string, format: (value: number) => string): string => {
      const interval = outcome.intervals[key];
      const { estimate = null, low = null, high = null } = interval ?? {};
      return estimate === null || low === null || high === null
        ? 'none'
        : `${format(estimate)} [${format(low)}, ${format(high)}]`;
    };
    return [name, cell('mean', percent), cell('volatility', percent), cell('sharpe', ratio)];
  });
  return {
    title: 'Differences with 95 % intervals',
    note: `Paired stationary block bootstrap of monthly net returns, mean block ${BLOCK_MONTHS} months, ${RESAMPLES} resamples. An interval that contains 0 means that these months cannot tell the two apart.`,
    columns: ['difference', 'mean a year', 'volatility a year', 'Sharpe'],
    rows,
  };
}
