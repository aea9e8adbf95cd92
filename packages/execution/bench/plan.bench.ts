import {
  almgrenChriss,
  linearImpact,
  plan,
  roundLots,
  twap,
  verifyPlan,
} from '@plimsoll/execution';
import { bench, describe } from 'vitest';
import { market, planOrder } from '../test/support/market.ts';

const impact = linearImpact({ permanent: 2.5e-7, temporary: 2.5e-6 });
const order = planOrder();
const profile = market();

describe('plan', () => {
  for (const slices of [10, 1_000, 100_000]) {
    const scheduler = almgrenChriss({ slices, riskAversion: 1e-6, impact });
    bench(`Almgren-Chriss, ${slices} slices, verified`, () => void plan(order, profile, scheduler));
  }
  const even = twap({ slices: 1_000, impact });
  bench('TWAP, 1000 slices, verified', () => void plan(order, profile, even));
});

describe('parts of a plan of 1000 slices', () => {
  const scheduler = almgrenChriss({ slices: 1_000, riskAversion: 1e-6, impact });
  const scheduled = scheduler.schedule(order, profile);
  const weights = scheduled.status === 'scheduled' ? scheduled.weights : [];
  const made = plan(order, profile, scheduler);
  bench('schedule', () => void scheduler.schedule(order, profile));
  bench('roundLots', () => void roundLots(order.lots, weights));
  bench('verifyPlan', () => void verifyPlan({ order, market: profile, scheduler }, made));
});
