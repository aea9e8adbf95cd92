import type { Table } from '@plimsoll/core';
import { expect } from 'vitest';

/** Largest entry of `|a - b|` over the largest entry of `|b|`. */
export function matrixError(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
): number {
  expect(a.length).toBe(b.length);
  const flatA = a.flat();
  const flatB = b.flat();
  expect(flatA.length).toBe(flatB.length);
  const scale = Math.max(...flatB.map(Math.abs));
  return Math.max(...flatB.map((value, k) => Math.abs(value - (flatA[k] ?? Number.NaN)))) / scale;
}

/** A table of simple returns with invented names and times. */
export function returnsTable(values: readonly (readonly number[])[]): Table {
  return {
    symbols: (values[0] ?? []).map((_, j) => `S${j}`),
    closeAt: values.map((_, i) => i),
    values,
    content: 'simple-returns',
  };
}

/** Deterministic, irregular returns: good enough to tell formulas apart. */
export function syntheticReturns(rows: number, columns: number): number[][] {
  let seed = 12345;
  const next = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed / 2 ** 32 - 0.5;
  };
  return Array.from({ length: rows }, () => {
    const market = next() + next();
    return Array.from({ length: columns }, (_, j) => 0.01 * (market + (1 + 0.1 * j) * next()));
  });
}
