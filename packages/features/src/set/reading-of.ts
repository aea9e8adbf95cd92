import type { HistoryColumn } from './feature-history.ts';
import type { FeatureReading } from './feature-reading.ts';

/** Makes the function that turns values into one small reading a bar. */
export function readerOf<Name extends string>(
  columns: readonly HistoryColumn<Name>[],
  warmupBars: number,
): (closeAt: number, bar: number, values: Float64Array) => FeatureReading<Name> {
  // Copied for each reading: an object that already has its fields is made faster than one grown.
  const blank = Object.fromEntries(columns.map(({ name }) => [name, 0])) as Record<Name, number>;
  return (closeAt, bar, values) => {
    if (bar < warmupBars) {
      const ready = columns.filter((column) => bar >= column.warmupBars);
      const entries = ready.map(({ name, slot }) => [name, values[slot]] as const);
      const some = Object.fromEntries(entries) as Partial<Record<Name, number>>;
      return { status: 'warming', closeAt, remainingBars: warmupBars - bar, values: some };
    }
    const all = { ...blank };
    for (let i = 0; i < columns.length; i++) {
      const { name, slot } = columns[i] as HistoryColumn<Name>;
      all[name] = values[slot] as number;
    }
    return { status: 'ready', closeAt, values: all };
  };
}
