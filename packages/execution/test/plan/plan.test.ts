import {
  almgrenChriss,
  assume,
  linearImpact,
  minimumSliceLots,
  participationImpact,
  perShareFee,
  plan,
  proportionalFee,
  type Scheduler,
  staticVolumeCurve,
  targetLots,
  tradingGrid,
  twap,
  verifyPlan,
  vwap,
} from '@plimsoll/execution';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCode } from '../support/error-code.ts';
import { dayMs, instrument, market, planOrder } from '../support/market.ts';
import { runs } from '../support/runs.ts';

const day = 86_400_000;
const impact = linearImpact({ permanent: 2.5e-7, temporary: 2.5e-6 });
const lotsOf = (outcome: ReturnType<typeof plan>): number[] =>
  assume(outcome, 'planned').slices.map((slice) => slice.lots);

describe('slices', () => {
  test('fewer lots than slices give fewer slices, never one block', () => {
    const outcome = plan(planOrder({ lots: 3 }), market(), twap({ slices: 10 }));
    const { slices, evidence } = assume(outcome, 'planned');
    expect(slices.map((slice) => slice.lots)).toEqual([1, 1, 1]);
    expect(evidence.detail).toMatchObject({ scheduledSlices: 10, mergedSlices: 7 });
    expect(evidence.verified).toBe(true);
  });

  test('slices below the minimum merge, the tail into its predecessor', () => {
    const small = market({ instrument: instrument({ minLots: 30 }) });
    expect(lotsOf(plan(planOrder({ lots: 100 }), small, twap({ slices: 5 })))).toEqual([40, 60]);
    const dear = market({ instrument: instrument({ minNotional: 1_000 }) });
    // 1000 / (50 less 5 %) = 21.05, so 22 lots at least.
    expect(minimumSliceLots(dear, null)).toBe(22);
    expect(minimumSliceLots(dear, 10)).toBe(100);
    expect(lotsOf(plan(planOrder({ lots: 100 }), dear, twap({ slices: 5 })))).toEqual([40, 60]);
  });

  test('follow sessions: nights take no time, half days get less', () => {
    const halfDay = market().sessions.map((session, i) =>
      i === 1 ? { ...session, closeAt: session.openAt + dayMs / 2 } : session,
    );
    const outcome = plan(
      planOrder({ lots: 300, endAt: day + dayMs }),
      market({ sessions: halfDay }),
      twap({ slices: 3 }),
    );
    expect(assume(outcome, 'planned').slices).toEqual([
      { startAt: 0, endAt: dayMs / 2, lots: 100 },
      { startAt: dayMs / 2, endAt: dayMs, lots: 100 },
      { startAt: day, endAt: day + dayMs / 2, lots: 100 },
    ]);
  });

  test('intervalMs gives a whole number of slices', () => {
    const order = planOrder({ endAt: dayMs });
    const grid = tradingGrid(order, market(), { intervalMs: 3_600_000 });
    expect(assume(grid, 'gridded').grid.startAt.length).toBe(7);
    const long = tradingGrid(order, market(), { intervalMs: 1e9 });
    expect(assume(long, 'gridded').grid.startAt).toEqual([0]);
    expect(errorCode(() => twap({}))).toBe('execution/bad-slicing');
    expect(errorCode(() => twap({ intervalMs: 0 }))).toBe('execution/bad-slicing');
  });

  test('targetLots counts a slice from its start', () => {
    const made = assume(plan(planOrder({ lots: 10 }), market(), twap({ slices: 5 })), 'planned');
    expect([-1, 0, 1, day, 9 * day].map((at) => targetLots(made, at))).toEqual([0, 2, 2, 4, 10]);
  });
});

describe('vwap', () => {
  const curve = staticVolumeCurve({ weights: [0.2, 0.12, 0.1, 0.16, 0.42] });

  test('follows the curve within a session', () => {
    const order = planOrder({ lots: 100, endAt: dayMs });
    expect(lotsOf(plan(order, market(), vwap({ slices: 5, curve })))).toEqual([20, 12, 10, 16, 42]);
    const own = market({ volumeCurve: curve });
    expect(lotsOf(plan(order, own, vwap({ slices: 5 })))).toEqual([20, 12, 10, 16, 42]);
    const part = planOrder({ lots: 100, startAt: 0.4 * dayMs, endAt: 0.8 * dayMs });
    expect(lotsOf(plan(part, market(), vwap({ slices: 2, curve })))).toEqual([38, 62]);
  });

  test('starts every session anew; a short one counts for its share of a day', () => {
    const sessions = market().sessions.map((session, i) =>
      i === 1 ? { ...session, closeAt: session.openAt + dayMs / 2 } : session,
    );
    const order = planOrder({ lots: 300, endAt: day + dayMs });
    const scheduler = vwap({ slices: 3, curve: staticVolumeCurve({ weights: [1, 3] }) });
    expect(lotsOf(plan(order, market({ sessions }), scheduler))).toEqual([50, 150, 100]);
  });

  test('without sessions the day starts at midnight UTC', () => {
    const always = market({ sessions: [], tradingDayMs: day });
    const order = planOrder({ lots: 100, startAt: day / 2, endAt: 1.5 * day });
    const scheduler = vwap({ slices: 2, curve: staticVolumeCurve({ weights: [1, 3] }) });
    expect(lotsOf(plan(order, always, scheduler))).toEqual([75, 25]);
  });

  test('needs a curve, and volume in the time of the order', () => {
    expect(errorCode(() => plan(planOrder(), market(), vwap({ slices: 2 })))).toBe(
      'execution/no-volume-curve',
    );
    const late = staticVolumeCurve({ weights: [0, 1] });
    const outcome = plan(
      planOrder({ endAt: dayMs / 4 }),
      market(),
      vwap({ slices: 2, curve: late }),
    );
    expect(assume(outcome, 'infeasible').reason.code).toBe('execution/no-volume');
  });
});

describe('infeasible', () => {
  test('says why and how much, and verifies', () => {
    const cases: [Parameters<typeof planOrder>[0], string][] = [
      [{ lots: 0 }, 'execution/zero-lots'],
      [{ lots: 5 }, 'execution/below-minimum'],
      [{ startAt: dayMs, endAt: day }, 'execution/no-trading-time'],
      [{ endAt: -1 }, 'execution/no-trading-time'],
    ];
    const strict = market({ instrument: instrument({ minLots: 10 }) });
    for (const [changes, code] of cases) {
      const order = planOrder(changes);
      const scheduler = twap({ slices: 4 });
      const outcome = assume(plan(order, strict, scheduler), 'infeasible');
      expect(outcome.reason.code).toBe(code);
      expect(outcome.shortfallLots).toBe(order.lots);
      expect(verifyPlan({ order, market: strict, scheduler }, outcome).verified).toBe(true);
    }
    const fake = {
      status: 'infeasible',
      reason: { code: 'x/y', message: '', limit: null },
    } as const;
    const input = { order: planOrder(), market: strict, scheduler: twap({ slices: 4 }) };
    expect(verifyPlan(input, { ...fake, shortfallLots: 1 }).verified).toBe(false);
  });
});

describe('misuse', () => {
  test('of orders and of schedulers', () => {
    const code = (changes: Parameters<typeof planOrder>[0]): string | null =>
      errorCode(() => plan(planOrder(changes), market(), twap({ slices: 2 })));
    expect(code({ lots: 1.5 })).toBe('execution/bad-order');
    expect(code({ startAt: Number.NaN })).toBe('execution/bad-order');
    expect(code({ instrumentId: 'other' })).toBe('execution/other-instrument');
    const base = twap({ slices: 3 });
    const short: Scheduler = {
      ...base,
      schedule: (order, profile) => {
        const outcome = base.schedule(order, profile);
        return outcome.status === 'scheduled' ? { ...outcome, weights: [1] } : outcome;
      },
    };
    expect(errorCode(() => plan(planOrder(), market(), short))).toBe('execution/bad-weights');
  });
});

describe('expectation', () => {
  test('fees are expected slice by slice, in the quote currency only', () => {
    const expected = (fees: Parameters<typeof market>[0]): number | undefined =>
      assume(plan(planOrder({ lots: 100 }), market(fees), twap({ slices: 4, impact })), 'planned')
        .expected?.fees;
    expect(expected({ fees: proportionalFee({ bps: 1 }) })).toBeCloseTo(0.5, 12);
    expect(expected({ fees: perShareFee({ perShare: 0, minimum: 2 }) })).toBe(8);
    const coin = { ...proportionalFee({ bps: 1 }), fee: () => ({ amount: 1, currency: 'BTC' }) };
    expect(expected({ fees: coin })).toBe(0);
    const bare = plan(planOrder({ lots: 100 }), market(), twap({ slices: 4 }));
    expect(assume(bare, 'planned').expected).toBeNull();
  });

  test('every plan verifies, whatever order, market and scheduler', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('buy' as const, 'sell' as const),
        (lots, slices, minLots, urgency, side) => {
          const profile = market({
            instrument: instrument({ minLots, multiplier: 3, lotSize: '0.1' }),
            fees: proportionalFee({ bps: 1 }),
          });
          const order = planOrder({ lots, side });
          const scheduler = almgrenChriss({ slices, urgency, impact: participationImpact() });
          const outcome = plan(order, profile, scheduler);
          if (outcome.status === 'infeasible') {
            expect(lots).toBeLessThan(minLots);
            return;
          }
          const verdict = verifyPlan({ order, market: profile, scheduler }, outcome);
          expect(verdict.checks.filter((check) => !check.holds)).toEqual([]);
          expect(outcome.evidence.verified).toBe(true);
          expect(outcome.evidence.detail.largestLagLots).toBeLessThanOrEqual(0.5 + minLots + 1e-6);
        },
      ),
      runs(150),
    );
  });
});

describe('verifyPlan judges anybody', () => {
  const order = planOrder({ lots: 100 });
  const scheduler = twap({ slices: 4, impact });
  const input = { order, market: market(), scheduler };
  const good = assume(plan(order, market(), scheduler), 'planned');
  const failed = (changes: Partial<typeof good>): string[] =>
    verifyPlan(input, { ...good, ...changes })
      .checks.filter((check) => !check.holds)
      .map((check) => check.check);
  const [first, ...others] = good.slices;
  const slice = first ?? { startAt: 0, endAt: 1, lots: 1 };

  test('by its slices', () => {
    expect(failed({})).toEqual([]);
    expect(failed({ slices: others, expected: null })).toEqual(['slices sum to the order']);
    expect(failed({ slices: [{ ...slice, lots: 24.5 }, ...others], expected: null })).toEqual([
      'lots are whole',
      'slices sum to the order',
    ]);
    expect(failed({ slices: [...others, slice], expected: null })).toContain(
      'slices follow one another',
    );
    const late = { ...slice, startAt: 9 * day, endAt: 10 * day };
    expect(failed({ slices: [...others, late], expected: null })).toEqual([
      'slices end inside the order',
    ]);
  });

  test('by its numbers', () => {
    const expected = good.expected;
    if (expected === null) throw new Error('no expectation');
    expect(failed({ expected: { ...expected, cost: expected.cost * 1.01 } })).toContain(
      'expected cost',
    );
    expect(failed({ expected: { ...expected, stdev: expected.stdev * 1.01 } })).toEqual([
      'standard deviation',
    ]);
    expect(failed({ expected: { ...expected, utility: expected.utility * 2 } })).toEqual([
      'utility',
    ]);
    expect(failed({ expected: { ...expected, fees: 9 } })).toEqual(['cost parts sum to the cost']);
  });
});
