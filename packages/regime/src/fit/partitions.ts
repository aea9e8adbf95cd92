import type { Random } from '@plimsoll/core';

/** Standardised rows from which starting partitions are made. @internal */
export interface Rows {
  /** Row-major standardised values. */
  readonly values: Float64Array;
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly dimension: number;
}

/** Assigns each row to one of `states` groups. @internal */
export type Partition = (data: Rows, states: number, random: Random) => Uint8Array;

function squaredDistance(
  values: Float64Array,
  at: number,
  centres: Float64Array,
  centreAt: number,
  d: number,
): number {
  let sum = 0;
  for (let j = 0; j < d; j += 1) {
    const r = (values[at + j] as number) - (centres[centreAt + j] as number);
    sum += r * r;
  }
  return sum;
}

const lloydRounds = 5;

/** k-means with k-means++ seeding (D. Arthur and S. Vassilvitskii, 2007). @internal */
export const kMeansPartition: Partition = ({ values, rows, dimension: d }, states, random) => {
  const centres = new Float64Array(states * d);
  const nearest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  let chosen = random.nextInteger(rows);
  for (let k = 0; k < states; k += 1) {
    centres.set(values.subarray(chosen * d, (chosen + 1) * d), k * d);
    let total = 0;
    for (let t = 0; t < rows; t += 1) {
      const distance = squaredDistance(values, t * d, centres, k * d, d);
      if (distance < (nearest[t] as number)) nearest[t] = distance;
      total += nearest[t] as number;
    }
    let draw = random.next() * total;
    chosen = rows - 1;
    for (let t = 0; t < rows; t += 1) {
      draw -= nearest[t] as number;
      if (draw < 0) {
        chosen = t;
        break;
      }
    }
  }
  const groups = new Uint8Array(rows);
  for (let round = 0; round < lloydRounds; round += 1) {
    for (let t = 0; t < rows; t += 1) {
      let best = Number.POSITIVE_INFINITY;
      for (let k = 0; k < states; k += 1) {
        const distance = squaredDistance(values, t * d, centres, k * d, d);
        if (distance < best) {
          best = distance;
          groups[t] = k;
        }
      }
    }
    recentre(values, rows, d, groups, centres, states);
  }
  return groups;
};

function recentre(
  values: Float64Array,
  rows: number,
  d: number,
  groups: Uint8Array,
  centres: Float64Array,
  states: number,
): void {
  const counts = new Float64Array(states);
  const sums = new Float64Array(states * d);
  for (let t = 0; t < rows; t += 1) {
    const k = groups[t] as number;
    counts[k] = (counts[k] as number) + 1;
    for (let j = 0; j < d; j += 1) {
      sums[k * d + j] = (sums[k * d + j] as number) + (values[t * d + j] as number);
    }
  }
  for (let k = 0; k < states; k += 1) {
    const count = counts[k] as number;
    if (count === 0) continue;
    for (let j = 0; j < d; j += 1) centres[k * d + j] = (sums[k * d + j] as number) / count;
  }
}

/** Equal groups by size of deviation, averaged over a centred window of `2 * reach + 1` bars. */
const byVolatility =
  (reach: number): Partition =>
  ({ values, rows, dimension: d }, states) => {
    const cumulative = new Float64Array(rows + 1);
    for (let t = 0; t < rows; t += 1) {
      let size = 0;
      for (let j = 0; j < d; j += 1) size += (values[t * d + j] as number) ** 2;
      cumulative[t + 1] = (cumulative[t] as number) + size;
    }
    const level = new Float64Array(rows);
    for (let t = 0; t < rows; t += 1) {
      const from = Math.max(0, t - reach);
      const to = Math.min(rows, t + reach + 1);
      level[t] = ((cumulative[to] as number) - (cumulative[from] as number)) / (to - from);
    }
    const sorted = level.slice().sort();
    return assignByThresholds(level, sorted, states);
  };

function assignByThresholds(level: Float64Array, sorted: Float64Array, states: number): Uint8Array {
  const groups = new Uint8Array(level.length);
  for (let k = 1; k < states; k += 1) {
    const threshold = sorted[Math.floor((k * level.length) / states)] as number;
    for (let t = 0; t < level.length; t += 1) {
      if ((level[t] as number) >= threshold) groups[t] = k;
    }
  }
  return groups;
}

/** Volatility quantiles of single bars. @internal */
export const barVolatilityPartition: Partition = byVolatility(0);

/** Volatility quantiles of windows of 21 bars. @internal */
export const windowVolatilityPartition: Partition = byVolatility(10);

/** Quantiles of the first column, averaged over windows of 21 bars: regimes of level. @internal */
export const levelPartition: Partition = ({ values, rows, dimension: d }, states) => {
  const reach = 10;
  const level = new Float64Array(rows);
  for (let t = 0; t < rows; t += 1) {
    const from = Math.max(0, t - reach);
    const to = Math.min(rows, t + reach + 1);
    let sum = 0;
    for (let s = from; s < to; s += 1) sum += values[s * d] as number;
    level[t] = sum / (to - from);
  }
  return assignByThresholds(level, level.slice().sort(), states);
};

/** Equal consecutive segments. @internal */
export const equalSegments: Partition = ({ rows }, states) =>
  Uint8Array.from({ length: rows }, (_, t) => Math.floor((t * states) / rows));

/** Consecutive segments with random borders, states recurring a few times. @internal */
export const randomSegments: Partition = ({ rows }, states, random) => {
  const groups = new Uint8Array(rows);
  const pieces = states * (1 + random.nextInteger(4));
  const borders = Array.from({ length: pieces - 1 }, () => random.nextInteger(rows)).sort(
    (a, b) => a - b,
  );
  let piece = 0;
  for (let t = 0; t < rows; t += 1) {
    while (piece < borders.length && t >= (borders[piece] as number)) piece += 1;
    groups[t] = piece % states;
  }
  return groups;
};
