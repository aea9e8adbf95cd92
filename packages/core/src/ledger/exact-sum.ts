/**
 * A sum of doubles without any rounding: non-overlapping parts of ascending size whose total is the
 * exact value (Shewchuk 1997, grow-expansion). Two or three parts in practice, at most some forty.
 * The total therefore does not depend on the order of the terms, and taking a term back leaves
 * no trace.
 */
export type ExactSum = number[];

/** Adds `term` exactly. */
export function addExact(sum: ExactSum, term: number): void {
  let kept = 0;
  let high = term;
  for (let i = 0; i < sum.length; i++) {
    const part = sum[i] as number;
    const total = high + part;
    const shift = total - high;
    const low = high - (total - shift) + (part - shift);
    if (low !== 0) sum[kept++] = low;
    high = total;
  }
  sum.length = kept;
  if (high !== 0) sum.push(high);
}

/** Adds `sign × other` exactly. */
export function addSum(sum: ExactSum, other: readonly number[], sign: 1 | -1): void {
  for (const part of other) addExact(sum, sign * part);
}

const splitter = 2 ** 27 + 1;

/** Adds `a × b` exactly, as the rounded product and its error (Dekker 1971). */
export function addProduct(sum: ExactSum, a: number, b: number): void {
  const product = a * b;
  const aWide = splitter * a;
  const aHigh = aWide - (aWide - a);
  const aLow = a - aHigh;
  const bWide = splitter * b;
  const bHigh = bWide - (bWide - b);
  const bLow = b - bHigh;
  const error = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  if (error !== 0) addExact(sum, error);
  addExact(sum, product);
}

/** The double nearest to the exact sum, ties to even; `0` for the empty sum. */
export function totalOf(sum: readonly number[]): number {
  let i = sum.length - 1;
  if (i < 0) return 0;
  let high = sum[i] as number;
  let low = 0;
  while (i > 0) {
    const before = high;
    i -= 1;
    const part = sum[i] as number;
    high = before + part;
    low = part - (high - before);
    if (low !== 0) break;
  }
  // A tie is broken by the sign of what lies below it.
  if (i > 0 && low < 0 === (sum[i - 1] as number) < 0) {
    const twice = low * 2;
    const moved = high + twice;
    if (twice === moved - high) high = moved;
  }
  return high;
}
