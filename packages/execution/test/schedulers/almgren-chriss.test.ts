import { assume } from '@plimsoll/core';
import {
  almgren2005Impact,
  almgrenChriss,
  type ExecutionPlan,
  linearImpact,
  linearisedImpact,
  type MarketProfile,
  plan,
  twap,
} from '@plimsoll/execution';
import { describe, expect, test } from 'vitest';
import golden from '../golden/ac2000.json' with { type: 'json' };
import { errorCode } from '../support/error-code.ts';
import { dayMs, instrument, market, planOrder } from '../support/market.ts';

const { gamma, eta, X, T_days: T } = golden.parameters;
const impact = linearImpact({ permanent: gamma, temporary: eta });

const weightsOf = (lam: number, slices: number): readonly number[] =>
  assume(
    almgrenChriss({ riskAversion: lam, slices, impact }).schedule(planOrder(), market()),
    'scheduled',
  ).weights;

const holdingsOf = (weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Summed from the end, so that the last holdings keep their digits.
  const holdings = [0];
  for (let k = weights.length - 1; k >= 0; k--) {
    holdings.unshift((holdings[0] as number) + (X * (weights[k] as number)) / total);
  }
  return holdings;
};

/** A lot so small that rounding cannot be seen; the order is still a million shares. */
const fine: MarketProfile = market({
  instrument: instrument({ lotSize: '0.000001', unitSize: '0.000001' }),
});
const planFine = (lam: number, slices: number): ExecutionPlan =>
  assume(
    plan(planOrder({ lots: X * 1e6 }), fine, almgrenChriss({ riskAversion: lam, slices, impact })),
    'planned',
  );

const close = (value: number, reference: number, relative = 1e-9): void => {
  expect(Math.abs(value - reference) / Math.max(Math.abs(reference), 1e-300)).toBeLessThan(
    relative,
  );
};

describe('the example of Almgren and Chriss (2000)', () => {
  test.each(golden.table)('lambda $lam: holdings, cost, variance, utility', (row) => {
    const holdings = holdingsOf(weightsOf(row.lam, 5));
    row.holdings.forEach((reference, j) => {
      expect(Math.abs((holdings[j] as number) - reference)).toBeLessThan(1e-4);
    });
    const { expected, evidence } = planFine(row.lam, 5);
    close(expected?.cost ?? 0, row.E);
    close((expected?.stdev ?? 0) ** 2, row.V);
    close(expected?.utility ?? 0, row.U);
    expect(evidence.verified).toBe(true);
  });

  test.each(golden.convergence)('N = $N: cost, variance, first and last trade', (row) => {
    const { expected } = planFine(1e-6, row.N);
    close(expected?.cost ?? 0, row.E);
    close((expected?.stdev ?? 0) ** 2, row.V);
    const holdings = holdingsOf(weightsOf(1e-6, row.N));
    close(X - (holdings[1] as number), row.first_trade);
    close(holdings[row.N - 1] as number, row.last_trade);
  });

  test.each(golden.stress)('stays finite at kappa T = $kappa_T', (row) => {
    const holdings = holdingsOf(weightsOf(row.lam, row.N));
    expect(Math.abs((holdings[1] as number) - row.x1)).toBeLessThan(1e-4);
    expect(Math.abs((holdings[2] as number) - row.x2)).toBeLessThan(1e-4);
    const middle = holdings[Math.floor(row.N / 2)] as number;
    expect(Math.abs(middle - row.x_mid)).toBeLessThan(1e-4);
    expect(holdings.every((x, j) => j === 0 || x <= (holdings[j - 1] as number))).toBe(true);
    if (row.N <= 5_000 && row.lam < 1_000) {
      const { expected } = planFine(row.lam, row.N);
      close(expected?.cost ?? 0, row.E, 1e-8);
      close((expected?.stdev ?? 0) ** 2, row.V, 1e-6);
    }
  });

  test.each(golden.lVar)('the L-VaR schedule at lambda $lam', (row) => {
    const { expected } = planFine(row.lam, 5);
    close(expected?.cost ?? 0, row.E);
    close((expected?.stdev ?? 0) ** 2, row.V);
  });

  test.each(golden.rounding)('rounding to lots of $lot', (row) => {
    const coarse = market({ instrument: instrument({ lotSize: String(row.lot) }) });
    const outcome = assume(
      plan(
        planOrder({ lots: X / row.lot }),
        coarse,
        almgrenChriss({ riskAversion: 1e-6, slices: 5, impact }),
      ),
      'planned',
    );
    expect(outcome.slices.map((slice) => slice.lots * row.lot)).toEqual(row.trades);
    close(outcome.expected?.utility ?? 0, row.U);
    const { roundingLoss = 0, utility = 1 } = outcome.expected ?? {};
    expect(Math.abs(roundingLoss / (utility - roundingLoss) - row.relative_loss)).toBeLessThan(
      1e-12,
    );
  });

  test('TWAP and the single block are the published ends of the frontier', () => {
    const even = assume(plan(planOrder(), market(), twap({ slices: 5, impact })), 'planned');
    close(even.expected?.cost ?? 0, golden.limits.minimum_impact_E);
    close((even.expected?.stdev ?? 0) ** 2, golden.limits.minimum_impact_V);
    const block = assume(
      plan(planOrder(), market(), almgrenChriss({ urgency: 1, slices: 5, impact })),
      'planned',
    );
    expect(block.slices.length).toBe(1);
    close(block.expected?.cost ?? 0, golden.limits.immediate_E);
    expect(block.expected?.stdev).toBe(0);
    expect(block.expected?.riskAversion).toBeNull();
  });
});

describe('eagerness', () => {
  const kappaOf = (options: { decayTime: number } | { urgency: number }): number => {
    const { weights } = assume(
      almgrenChriss({ ...options, slices: 5, impact }).schedule(planOrder(), market()),
      'scheduled',
    );
    const x = holdingsOf(weights);
    // x_{j-1} + x_{j+1} = 2 cosh(kappa tau) x_j
    return Math.acosh(((x[1] as number) + (x[3] as number)) / (2 * (x[2] as number)));
  };

  test('decayTime is 1/kappa and inverts to the risk aversion', () => {
    close(kappaOf({ decayTime: 1.6472397707913768 }), 0.6070761632470627);
    const { riskAversion } = assume(
      almgrenChriss({ decayTime: 1.6472397707913768, slices: 5, impact }).schedule(
        planOrder(),
        market(),
      ),
      'scheduled',
    );
    close(riskAversion ?? 0, 1e-6);
  });

  test('urgency one half gives a decay time of the whole horizon, zero gives TWAP', () => {
    close(kappaOf({ urgency: 0.5 }), 1 / T);
    const even = almgrenChriss({ urgency: 0, slices: 5, impact }).schedule(planOrder(), market());
    expect(assume(even, 'scheduled').weights).toEqual([2, 2, 2, 2, 2]);
  });

  test('without volatility no risk aversion explains a decay', () => {
    const calm = market({ dailyVolatility: 0 });
    const outcome = almgrenChriss({ decayTime: 1, slices: 5, impact }).schedule(planOrder(), calm);
    expect(assume(outcome, 'scheduled').riskAversion).toBeNull();
  });

  test('the contract multiplier enters cost once and variance twice', () => {
    const doubled = market({ instrument: instrument({ multiplier: 2 }) });
    const options = { slices: 5, impact };
    const single = almgrenChriss({ ...options, riskAversion: 2e-6 }).schedule(
      planOrder(),
      market(),
    );
    const double = almgrenChriss({ ...options, riskAversion: 1e-6 }).schedule(planOrder(), doubled);
    expect(assume(double, 'scheduled').weights).toEqual(assume(single, 'scheduled').weights);
  });
});

describe('misuse', () => {
  test('needs exactly one eagerness and slicing, in range', () => {
    const code = (options: object): string | null =>
      errorCode(() => almgrenChriss({ slices: 5, impact, ...options }));
    expect(code({})).toBe('execution/bad-eagerness');
    expect(code({ urgency: 0.5, decayTime: 1 })).toBe('execution/bad-eagerness');
    expect(code({ urgency: 1.5 })).toBe('execution/bad-eagerness');
    expect(code({ riskAversion: -2e-7 })).toBe('execution/bad-eagerness');
    expect(code({ riskAversion: Number.NaN })).toBe('execution/bad-eagerness');
    expect(code({ decayTime: 0 })).toBe('execution/bad-eagerness');
    expect(code({ urgency: 0.5, intervalMs: 60_000 })).toBe('execution/bad-slicing');
    expect(code({ urgency: 0.5, slices: 0 })).toBe('execution/bad-slicing');
  });

  test('refuses slices so long that impact is no longer convex', () => {
    const scheduler = almgrenChriss({ riskAversion: 1e-6, slices: 1, impact });
    const long = market({ tradingDayMs: dayMs / 4 });
    expect(errorCode(() => plan(planOrder(), long, scheduler))).toBe('execution/impact-not-convex');
  });

  test('refuses nonlinear impact, and takes its chord', () => {
    const curved = almgren2005Impact();
    const bare = almgrenChriss({ urgency: 0.5, slices: 5, impact: curved });
    expect(errorCode(() => plan(planOrder(), market(), bare))).toBe('execution/impact-not-linear');
    const chord = linearisedImpact({ impact: curved, participation: 0.1 });
    const scheduler = almgrenChriss({ urgency: 0.5, slices: 5, impact: chord });
    expect(plan(planOrder(), market(), scheduler).status).toBe('planned');
    const costed = almgrenChriss({ urgency: 0.5, slices: 5, impact: chord, costs: curved });
    const timing = assume(plan(planOrder(), market(), scheduler), 'planned');
    const dear = assume(plan(planOrder(), market(), costed), 'planned');
    expect(dear.slices).toEqual(timing.slices);
    expect(dear.expected?.temporaryImpact).not.toBe(timing.expected?.temporaryImpact);
    expect(dear.evidence.verified).toBe(true);
    const rate = 0.1 * market().averageDailyVolume;
    close(chord.temporary(rate, market()), curved.temporary(rate, market()));
    close(chord.permanent(rate, market()), curved.permanent(rate, market()));
  });
});
