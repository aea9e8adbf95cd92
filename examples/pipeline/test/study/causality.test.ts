import { expect, test } from 'vitest';
import type { IndexSeries } from '../../src/data/market-data.ts';
import { provePrefix } from '../../src/study/causality.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

const market = syntheticMarket({ months: 8, index: true });

test('the prefix test of the job compares readings of a real detector', () => {
  const index = market.index as IndexSeries;
  const short = { ...market, index: { ...index, days: index.days.slice(0, 700) } };
  expect(provePrefix(short, { states: 2, seed: 1 })).toBeGreaterThan(100);
});

test('without an index there is nothing to prove', () => {
  expect(provePrefix({ ...market, index: null }, { states: 2, seed: 1 })).toBe(0);
});
