/** Rows kept for refits: all of them, or the last `window`. @internal */
export interface BarHistory {
  /** Number of rows held. */
  readonly rows: number;
  /** Appends a row; forgets the oldest one beyond the window. */
  push(row: Float64Array): void;
  /** Writes the label given at the newest row; -1 for none. */
  label(index: number): void;
  /** The rows, oldest first: a view, valid until the next push. */
  values(): Float64Array;
  /** Labels given at the rows, oldest first: a view. */
  labels(): Int8Array;
}

/** An empty history of rows of `dimension` numbers. @internal */
export function createBarHistory(dimension: number, window: number): BarHistory {
  let capacity = Math.min(window * 2, 1024);
  let values = new Float64Array(capacity * dimension);
  let labels = new Int8Array(capacity);
  let from = 0;
  let to = 0;

  const makeRoom = (): void => {
    if (from > 0 && to - from <= capacity / 2) {
      values.copyWithin(0, from * dimension, to * dimension);
      labels.copyWithin(0, from, to);
    } else {
      capacity *= 2;
      const moreValues = new Float64Array(capacity * dimension);
      const moreLabels = new Int8Array(capacity);
      moreValues.set(values.subarray(from * dimension, to * dimension));
      moreLabels.set(labels.subarray(from, to));
      values = moreValues;
      labels = moreLabels;
    }
    to -= from;
    from = 0;
  };

  return {
    get rows(): number {
      return to - from;
    },
    push(row): void {
      if (to === capacity) makeRoom();
      values.set(row, to * dimension);
      labels[to] = -1;
      to += 1;
      if (to - from > window) from += 1;
    },
    label(index): void {
      labels[to - 1] = index;
    },
    values: () => values.subarray(from * dimension, to * dimension),
    labels: () => labels.subarray(from, to),
  };
}
