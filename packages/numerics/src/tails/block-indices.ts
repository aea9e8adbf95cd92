import type { Random } from '@plimsoll/core';

/**
 * How blocks are drawn. `stationary`: geometric lengths, wrapping around the end, so that the
 * resampled series is stationary (Politis and Romano 1994). `moving`: overlapping blocks of one
 * length (Künsch 1989).
 */
export type BlockMethod = 'stationary' | 'moving';

/** How to draw one resample. */
export interface BlockRule {
  /** How blocks are drawn. */
  readonly method: BlockMethod;
  /** Block length in bars; its mean for `stationary`, which need not be whole. */
  readonly blockLengthBars: number;
}

/** Writes one resample of the positions `0 … out.length - 1` into `out`. */
export function blockIndices(out: Uint32Array, rule: BlockRule, random: Random): void {
  const n = out.length;
  if (rule.method === 'moving') {
    const length = rule.blockLengthBars;
    for (let i = 0; i < n; i += length) {
      const start = random.nextInteger(n - length + 1);
      for (let k = 0; k < length && i + k < n; k++) out[i + k] = start + k;
    }
    return;
  }
  const restart = 1 / rule.blockLengthBars;
  let at = random.nextInteger(n);
  for (let i = 0; i < n; i++) {
    out[i] = at;
    at = random.next() < restart ? random.nextInteger(n) : at + 1 === n ? 0 : at + 1;
  }
}
