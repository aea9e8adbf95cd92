import { describe, expect, test } from 'vitest';
import { computeFeature } from '../../src/index.ts';
import { vectorBars } from '../support/bars.ts';
import { builtIns } from '../support/built-ins.ts';
import vectors from './vectors.json' with { type: 'json' };

// Exact rational arithmetic; see make-vectors.py.
describe('exact vectors', () => {
  for (const [name, expected] of Object.entries(vectors.series)) {
    test(`${name} agrees on all 60 bars to 1e-12 relative`, () => {
      const feature = (builtIns[name] as () => Parameters<typeof computeFeature>[0])();
      const { values, ready } = computeFeature(feature, vectorBars);
      expect(expected.length).toBe(60);
      expected.forEach((value, i) => {
        expect(ready[i]).toBe(value === null ? 0 : 1);
        if (value === null) return;
        const apart = Math.abs((values[i] as number) - value);
        // Returns of prices near 100 carry the rounding of the prices themselves.
        expect(apart).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(value), 1e-3));
      });
    });
  }
});
