import { advancePeak, isDrawnDown } from '@plimsoll/core/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';

describe('flow-adjusted drawdown', () => {
  test('follows a fund unit through gains, losses, deposits and withdrawals', () => {
    // NAV, flow since the last valuation, peak and drawdown worked out on the unit price.
    const steps = [
      [100, 100, 100, 0],
      [120, 0, 120, 0],
      [90, 0, 120, 0.25],
      [180, 90, 240, 0.25],
      [90, -90, 120, 0.25],
      [60, 0, 120, 0.5],
      [60, -10, (120 * 60) / 70, 1 - 70 / 120],
      [130, 0, 130, 0],
      [200, 50, 200, 0],
    ] as const;
    let peak: number | null = null;
    for (const [nav, flow, expectedPeak, expectedDrawdown] of steps) {
      const reading = advancePeak(peak, nav, flow);
      expect(reading.peakNav).toBeCloseTo(expectedPeak, 10);
      expect(reading.drawdown).toBeCloseTo(expectedDrawdown, 12);
      peak = reading.peakNav;
    }
  });

  test('starts again where there is no fraction to keep', () => {
    expect(advancePeak(null, -5, 0)).toEqual({ nav: -5, peakNav: 0, drawdown: 1 });
    expect(advancePeak(100, 50, 60)).toEqual({ nav: 50, peakNav: 50, drawdown: 0 });
    expect(advancePeak(100, 0, -100)).toEqual({ nav: 0, peakNav: 0, drawdown: 0 });
    expect(advancePeak(100, -50, 0)).toEqual({ nav: -50, peakNav: 100, drawdown: 1.5 });
  });

  test('a flow alone moves no drawdown, and a new high sets the peak exactly', () => {
    const amount = fc.integer({ min: 1, max: 1e9 });
    fc.assert(
      fc.property(amount, amount, amount, (peak, before, nav) => {
        const plain = advancePeak(peak, before, 0);
        const flowing = advancePeak(peak, nav, nav - before);
        expect(flowing.drawdown).toBeCloseTo(plain.drawdown, 12);
        if (before >= peak) expect(flowing).toEqual({ nav, peakNav: nav, drawdown: 0 });
      }),
      runs(200),
    );
  });

  test('thresholds compare amounts, not rounded quotients', () => {
    expect(1 - 95.68 / 104).toBeLessThan(0.08);
    expect(isDrawnDown({ nav: 95.68, peakNav: 104 }, 0.08)).toBe(true);
    expect(isDrawnDown({ nav: 95.69, peakNav: 104 }, 0.08)).toBe(false);
    expect(isDrawnDown({ nav: 0, peakNav: 0 }, 0.08)).toBe(false);
    expect(isDrawnDown({ nav: -1, peakNav: 0 }, 0.08)).toBe(true);
  });
});
