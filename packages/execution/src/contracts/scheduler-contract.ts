import { canonicalJson } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureEqual } from '@plimsoll/core/testing';
import type { MarketProfile } from '../market/market-profile.ts';
import { plan } from '../plan/plan.ts';
import type { PlanOrder, Scheduled, Scheduler } from '../plan/scheduler.ts';
import { verifyPlan } from '../plan/verify-plan.ts';

/** What a scheduler is tried on: an order it can schedule. */
export interface SchedulerFixture {
  /** An order of at least 100 lots with trading time. */
  readonly order: PlanOrder;
  /** Its market. */
  readonly market: MarketProfile;
}

/**
 * The contract of a `Scheduler`, as named checks that every built-in passes and yours should too.
 *
 * @param make - Makes the definition under test; called afresh by every check.
 *
 * @example
 * ```ts
 * for (const { name, run } of schedulerContract(() => mine, { order, market })) test(name, run);
 * ```
 */
export function schedulerContract(
  make: () => Scheduler,
  { order, market }: SchedulerFixture,
): ContractSuite {
  const scheduled = (changed: Partial<PlanOrder> = {}): Scheduled => {
    const outcome = make().schedule({ ...order, ...changed }, market);
    ensure(outcome.status === 'scheduled', 'the fixture can be scheduled');
    return outcome;
  };
  return [
    {
      name: 'is a definition: named, versioned, its parameters plain JSON',
      run() {
        const { kind, version, params } = make();
        ensure(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kind), 'kind is kebab-case');
        ensure(Number.isInteger(version) && version >= 1, 'version is a whole number from 1');
        canonicalJson(params);
      },
    },
    {
      name: 'weights are finite, not negative, not all zero, one a slice',
      run() {
        const { grid, weights } = scheduled();
        ensureEqual(weights.length, grid.startAt.length, 'number of weights');
        ensure(
          weights.every((weight) => Number.isFinite(weight) && weight >= 0),
          'weights are finite and not negative',
        );
        ensure(
          weights.some((weight) => weight > 0),
          'one weight is above zero',
        );
      },
    },
    {
      name: 'slices follow one another inside the time of the order',
      run() {
        const { startAt, endAt, durationDays } = scheduled().grid;
        let last = order.startAt;
        startAt.forEach((start, k) => {
          const end = endAt[k] as number;
          ensure(start >= last && end > start, `slice ${k} starts after the one before, then ends`);
          ensure((durationDays[k] as number) > 0, `slice ${k} has trading time`);
          last = end;
        });
        ensure(last <= order.endAt, 'the last slice ends with the order');
      },
    },
    {
      name: 'the same input gives the same schedule',
      run() {
        ensureEqual(scheduled(), scheduled(), 'the second schedule');
      },
    },
    {
      name: 'the input is left as it was',
      run() {
        const before = JSON.stringify({ order, market });
        scheduled();
        ensureEqual(JSON.stringify({ order, market }), before, 'the input');
      },
    },
    {
      name: 'an order without trading time is infeasible, with the whole order as shortfall',
      run() {
        const outcome = make().schedule({ ...order, endAt: order.startAt }, market);
        ensure(outcome.status === 'infeasible', 'no time is infeasible');
        ensureEqual(outcome.shortfallLots, order.lots, 'the shortfall');
      },
    },
    {
      name: 'its plan places every lot and verifies',
      run() {
        for (const lots of [order.lots, Math.floor(order.lots / 3) + 1]) {
          const outcome = plan({ ...order, lots }, market, make());
          ensure(outcome.status === 'planned', 'the fixture can be planned');
          const total = outcome.slices.reduce((sum, slice) => sum + slice.lots, 0);
          ensureEqual(total, lots, 'the sum of the slices');
          const verdict = verifyPlan(
            { order: { ...order, lots }, market, scheduler: make() },
            outcome,
          );
          const failed = verdict.checks.filter((check) => !check.holds);
          ensure(verdict.verified, `the plan verifies: ${JSON.stringify(failed)}`);
        }
      },
    },
  ];
}
