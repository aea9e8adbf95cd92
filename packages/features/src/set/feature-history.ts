import { type Json, misuse } from '@plimsoll/core';
import type { FeatureColumn, FeatureColumns } from './feature-columns.ts';

/** The last bars of one subject: a ring of rows. */
export interface FeatureHistory<Name extends string> {
  /** Appends a row, overwriting the oldest when full. */
  push(closeAt: number, bar: number, values: Float64Array): void;
  /** Copies the rows out, oldest first. */
  columns(): FeatureColumns<Name>;
  /** The rows as JSON, oldest first: time, number of the bar, values. */
  state(): Json;
}

/** Where a column's values come from and when they start. */
export interface HistoryColumn<Name extends string> {
  /** Name of the column. */
  readonly name: Name;
  /** Slot of its value. */
  readonly slot: number;
  /** Number of the first bar with a reading. */
  readonly warmupBars: number;
}

/** Starts a ring of `capacity` rows, filled from `state` (of an earlier `state()`) where given. */
export function startHistory<Name extends string>(
  columns: readonly HistoryColumn<Name>[],
  capacity: number,
  state?: Json,
): FeatureHistory<Name> {
  const width = columns.length;
  const times = new Float64Array(capacity);
  const bars = new Float64Array(capacity);
  const cells = new Float64Array(capacity * width);
  let next = 0;
  let length = 0;
  const rowAt = (i: number): number => (next - length + i + capacity) % capacity;

  const write = (closeAt: number, bar: number, cellOf: (column: number) => number): void => {
    times[next] = closeAt;
    bars[next] = bar;
    for (let c = 0; c < width; c++) cells[next * width + c] = cellOf(c);
    next = next + 1 === capacity ? 0 : next + 1;
    if (length < capacity) length += 1;
  };

  if (state !== undefined) {
    const rows = Array.isArray(state) && state.length <= capacity ? state : undefined;
    for (const row of rows ?? refuse(state)) {
      const fits = Array.isArray(row) && row.length === width + 2 && row.every(Number.isFinite);
      const [closeAt, bar, ...values] = fits ? (row as readonly number[]) : refuse(state);
      write(closeAt as number, bar as number, (c) => values[c] as number);
    }
  }

  const column = (c: number): FeatureColumn => {
    const values = new Float64Array(length);
    const ready = new Uint8Array(length);
    const { warmupBars } = columns[c] as HistoryColumn<Name>;
    for (let i = 0; i < length; i++) {
      const row = rowAt(i);
      const isReady = (bars[row] as number) >= warmupBars;
      ready[i] = isReady ? 1 : 0;
      values[i] = isReady ? (cells[row * width + c] as number) : Number.NaN;
    }
    return { values, ready };
  };

  return {
    push(closeAt, bar, values): void {
      if (capacity === 0) return;
      write(closeAt, bar, (c) => values[(columns[c] as HistoryColumn<Name>).slot] as number);
    },
    columns(): FeatureColumns<Name> {
      const entries = columns.map(({ name }, c) => [name, column(c)] as const);
      return {
        closeAt: Float64Array.from({ length }, (_, i) => times[rowAt(i)] as number),
        columns: Object.fromEntries(entries) as Record<Name, FeatureColumn>,
      };
    },
    state: () =>
      Array.from({ length }, (_, i) => {
        const row = rowAt(i);
        const values = cells.subarray(row * width, (row + 1) * width);
        return [times[row] as number, bars[row] as number, ...values];
      }),
  };
}

const refuse = (state: Json): never =>
  misuse(
    'features/invalid-snapshot',
    ['from', 'state', 'subjects', 'history'],
    state,
    'Give a snapshot exactly as snapshot() returned it.',
  );
