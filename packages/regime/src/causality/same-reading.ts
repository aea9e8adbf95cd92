import { canonicalJson, type Json } from '@plimsoll/core';
import type { RegimeReading } from '../detector/regime-detector.ts';

/** A reading as canonical text, so that equal texts are equal bits. @internal */
export function readingText(reading: RegimeReading): string {
  return canonicalJson(reading as unknown as Json);
}

/** First index at which two runs differ, or -1 when they agree as far as the shorter goes. @internal */
export function firstDifference(a: readonly string[], b: readonly string[], offset = 0): number {
  const length = Math.min(a.length - offset, b.length);
  for (let i = 0; i < length; i += 1) if (a[offset + i] !== b[i]) return offset + i;
  return -1;
}
