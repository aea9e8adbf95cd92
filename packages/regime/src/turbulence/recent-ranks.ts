/** The last values of a measure, for rank p-values. @internal */
export interface RecentRanks {
  /**
   * `(1 + how many of the held values are at least value) / (1 + how many are held)`: exact for
   * exchangeable values, never below `1 / (1 + held)`.
   */
  pValue(value: number): number;
  /** Appends a value; forgets the oldest beyond the capacity. */
  push(value: number): void;
  /** The values, oldest first. */
  values(): readonly number[];
}

/** Holds up to `capacity` values. @internal */
export function createRecentRanks(capacity: number, from: readonly number[]): RecentRanks {
  const ring = new Float64Array(capacity);
  let held = 0;
  let next = 0;
  const push = (value: number): void => {
    ring[next] = value + 0; // a snapshot holds no -0
    next = (next + 1) % capacity;
    held = Math.min(held + 1, capacity);
  };
  for (const value of from) push(value);
  return {
    pValue(value) {
      let above = 0;
      for (let i = 0; i < held; i += 1) if ((ring[i] as number) >= value) above += 1;
      return (1 + above) / (1 + held);
    },
    push,
    values: () =>
      Array.from(
        { length: held },
        (_, i) => ring[(next - held + i + capacity) % capacity] as number,
      ),
  };
}
