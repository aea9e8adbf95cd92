import type { ChildOrder, VenueReported } from '@plimsoll/core';
import {
  createExecutor,
  type Executor,
  type ExecutorEffect,
  type ExecutorEvent,
  type ExecutorPolicy,
  twap,
} from '@plimsoll/execution';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { executorConfig, fill, parentOrder, report } from '../support/executor-rig.ts';
import { dayMs, instrument } from '../support/market.ts';
import { runs } from '../support/runs.ts';

const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
const why = { code: 'venue/no', message: 'no', limit: null };
const total = 40;

/** What a venue knows of one child. */
interface Resting {
  readonly child: ChildOrder;
  open: boolean;
  filled: number;
  fills: VenueReported[];
}

/** A world around one executor: gate, venue, wake-ups; every choice comes from outside. */
const world = (policy: Partial<ExecutorPolicy>) => {
  const config = executorConfig(policy, twap({ slices: 3 }));
  let executor: Executor = createExecutor(config, { epoch: 1 });
  let at = 0;
  let wakeAt: number | null = null;
  let lots = total;
  let completed = 0;
  const booked = new Map<string, number>();
  const gate: Extract<ExecutorEffect, { kind: 'publish'; type: 'child.requested' }>[] = [];
  const outbox: ExecutorEffect[] = [];
  const resting = new Map<string, Resting>();
  const reports: VenueReported[] = [];
  const delivered: VenueReported[] = [];
  let fillCount = 0;

  const apply = (type: ExecutorEvent['type'], payload: unknown): void => {
    const effects = executor.apply({ type, at, payload } as ExecutorEvent);
    for (const effect of effects) {
      if (effect.kind === 'wake') wakeAt = effect.at;
      if (effect.kind === 'submit' || effect.kind === 'cancel' || effect.kind === 'query') {
        outbox.push(effect);
      }
      if (effect.kind !== 'publish') continue;
      if (effect.type === 'child.requested') gate.push(effect);
      if (effect.type === 'order.amended') lots = effect.payload.order.lots;
      if (effect.type === 'order.completed') completed++;
      if (effect.type === 'order.filled') {
        const key = `${effect.payload.childId}/${effect.payload.fillId}`;
        expect(booked.has(key)).toBe(false);
        booked.set(key, effect.payload.lots);
      }
    }
    check();
  };

  const check = (): void => {
    const order = executor.describe().orders[0];
    if (order === undefined) return;
    const { filledLots, workingLots, pendingCancelLots, unsentLots, excessLots } = order;
    expect(filledLots).toBe([...booked.values()].reduce((sum, value) => sum + value, 0));
    expect(filledLots + workingLots + pendingCancelLots + unsentLots).toBe(lots + excessLots);
    expect(order.lots).toBe(lots);
    expect(filledLots).toBeLessThanOrEqual(lots + excessLots);
    const final = !['planned', 'active', 'paused', 'completing'].includes(order.state);
    expect(completed).toBe(final ? 1 : 0);
    if (!final) expect(order.wakeAt !== null || order.liveChildren > 0).toBe(true);
    expect(order.wakeAt).toBe(wakeAt);
  };

  const self = {
    apply,
    isOver: () => completed === 1 && (executor.describe().orders[0]?.liveChildren ?? 0) === 0,
    balance: () => executor.describe().orders[0],
    /** Lots traded as the venue knows it, reported or not. */
    traded: () => [...resting.values()].reduce((sum, order) => sum + order.filled, 0),
    start(): void {
      apply('market.instrument-defined', { instrument: instrument() });
      apply('order.approved', {
        order: parentOrder({ lots: total }),
        status: 'accepted',
        requestedLots: total,
        evidence,
      });
    },
    /** Time goes to the next wake-up, or by a little when none is set. */
    wake(): void {
      if (wakeAt === null) at += 1;
      else {
        at = Math.max(at, wakeAt);
        wakeAt = null;
        apply('wake', { orderId: 'test-1-1' });
      }
    },
    linger: (ms: number): void => {
      at = wakeAt === null ? at + ms : Math.min(at + ms, wakeAt);
    },
    answer(approve: boolean): void {
      const request = gate.shift();
      if (request === undefined) return;
      if (approve) apply('child.approved', { ...request.payload, evidence });
      else apply('child.rejected', { ...request.payload, reasons: [why], evidence });
    },
    /** Carries one message to the venue, or loses it. */
    carry(lose: boolean, refuse: 'no' | 'permanent' | 'sizing' | 'transient'): void {
      const effect = outbox.shift();
      if (effect === undefined || lose) return;
      if (effect.kind === 'submit') {
        const { child } = effect;
        if (refuse === 'no') {
          resting.set(child.childId, { child, open: true, filled: 0, fills: [] });
          reports.push(report(child.childId, { kind: 'acknowledged', venueOrderId: null }));
        } else {
          reports.push(report(child.childId, { kind: 'rejected', severity: refuse, reason: why }));
          resting.set(child.childId, { child, open: false, filled: 0, fills: [] });
        }
      } else if (effect.kind === 'cancel') {
        const order = resting.get(effect.childId);
        if (order?.open) {
          order.open = false;
          reports.push(report(effect.childId, { kind: 'cancelled', cumulativeLots: order.filled }));
        } else reports.push(report(effect.childId, { kind: 'cancel-rejected', reason: why }));
      } else if (effect.kind === 'query') {
        const order = resting.get(effect.childId);
        if (order === undefined) reports.push(report(effect.childId, { kind: 'not-found' }));
        else {
          reports.push(...order.fills);
          reports.push(
            report(effect.childId, {
              kind: 'status',
              working: order.open,
              cumulativeLots: order.filled,
              lots: order.child.lots,
            }),
          );
        }
      }
    },
    trade(choice: number, share: number): void {
      const open = [...resting.values()].filter((order) => order.open);
      const order = open[choice % Math.max(1, open.length)];
      if (order === undefined) return;
      const leaves = order.child.lots - order.filled;
      const part = Math.max(1, Math.min(leaves, Math.ceil(leaves * share)));
      order.filled += part;
      if (order.filled === order.child.lots) order.open = false;
      const made = fill(order.child.childId, `f${++fillCount}`, part);
      order.fills.push(made);
      reports.push(made);
    },
    expire(choice: number): void {
      const open = [...resting.values()].filter((order) => order.open);
      const order = open[choice % Math.max(1, open.length)];
      if (order === undefined) return;
      order.open = false;
      reports.push(report(order.child.childId, { kind: 'expired', cumulativeLots: order.filled }));
    },
    /** Delivers a waiting report: the oldest, or any, or loses it. */
    deliver(index: number, lose: boolean): void {
      const [next] = reports.splice(index % Math.max(1, reports.length), 1);
      if (next === undefined || lose) return;
      delivered.push(next);
      apply('venue.reported', next);
    },
    repeat(choice: number): void {
      const again = delivered[choice % Math.max(1, delivered.length)];
      if (again !== undefined) apply('venue.reported', again);
    },
    /** Something no honest venue says. */
    lie(choice: number, count: number): void {
      const children = [...resting.keys()];
      const childId = children[choice % Math.max(1, children.length)];
      if (childId === undefined) return;
      const lies: VenueReported[] = [
        fill(childId, `lie${++fillCount}`, 1 + (count % 5)),
        report(childId, { kind: 'replaced', lots: count % 60, limitPrice: null }),
        report(childId, { kind: 'cancelled', cumulativeLots: count % 30 }),
        report(childId, { kind: 'expired', cumulativeLots: null }),
        report(childId, { kind: 'not-found' }),
        report(childId, { kind: 'acknowledged', venueOrderId: 'x' }),
        report(childId, { kind: 'replace-rejected', reason: why }),
        report(childId, {
          kind: 'status',
          working: true,
          cumulativeLots: 0,
          lots: 1 + (count % 60),
        }),
      ];
      const lie = lies[count % lies.length];
      if (lie !== undefined) apply('venue.reported', lie);
    },
    ask(control: 'pause' | 'resume' | 'cancel'): void {
      apply('order.control-requested', {
        requestId: 'ops-1-1',
        by: 'ops',
        reason: 'test',
        orderId: 'test-1-1',
        instrumentId: 'acme',
        control,
      });
    },
    amend: (to: number, price: number | null): void =>
      apply('order.amend-approved', {
        requestId: 'ops-1-2',
        order: parentOrder({
          lots: to,
          type: price === null ? 'market' : 'limit',
          limitPrice: price,
        }),
        evidence,
      }),
    /** Saves, restores, and checks that nothing was lost. */
    restart(): void {
      const from = executor.snapshot();
      executor = createExecutor(config, { epoch: 1, from: JSON.parse(JSON.stringify(from)) });
      expect(executor.snapshot()).toEqual(from);
    },
    /** From here on everything is answered honestly and at once; orders end when they should. */
    settle(): void {
      for (let i = 0; i < 400 && !self.isOver(); i++) {
        for (const order of resting.values()) {
          const { expireAt } = order.child;
          if (!order.open || (expireAt !== null && expireAt > at)) continue;
          order.open = false;
          const body = { kind: 'expired', cumulativeLots: order.filled } as const;
          reports.push(report(order.child.childId, body));
        }
        while (gate.length > 0) self.answer(true);
        while (outbox.length > 0) self.carry(false, 'no');
        while (reports.length > 0) self.deliver(0, false);
        if (gate.length === 0 && outbox.length === 0) self.wake();
      }
    },
  };
  return self;
};

type World = ReturnType<typeof world>;
type Step = (world: World) => void;

const index = fc.nat(50);
const often = (step: fc.Arbitrary<Step>, weight: number) => ({ arbitrary: step, weight });

/** Steps of a venue that never lies, over lines that never reorder or repeat. */
const honest: fc.Arbitrary<Step> = fc.oneof(
  often(
    fc.constant((w: World) => w.wake()),
    4,
  ),
  often(
    fc.constant((w: World) => w.answer(true)),
    8,
  ),
  often(
    fc.constant((w: World) => w.answer(false)),
    1,
  ),
  often(
    fc.constant((w: World) => w.carry(false, 'no')),
    8,
  ),
  often(
    fc.constantFrom('permanent', 'sizing', 'transient').map((severity) => (w: World) => {
      w.carry(false, severity);
    }),
    1,
  ),
  often(
    fc.constant((w: World) => w.carry(true, 'no')),
    1,
  ),
  often(
    fc.tuple(index, fc.double({ min: 0, max: 1, noNaN: true })).map(([choice, share]) => {
      return (w: World) => w.trade(choice, share);
    }),
    6,
  ),
  often(
    index.map((choice) => (w: World) => w.expire(choice)),
    2,
  ),
  often(
    fc.constant((w: World) => w.deliver(0, false)),
    10,
  ),
  often(
    fc.constant((w: World) => w.deliver(0, true)),
    1,
  ),
  often(
    fc.constantFrom('pause', 'resume', 'resume', 'cancel').map((c) => (w: World) => w.ask(c)),
    1,
  ),
  often(
    fc.constant((w: World) => w.restart()),
    1,
  ),
  often(
    fc.integer({ min: 1, max: dayMs }).map((ms) => (w: World) => w.linger(ms)),
    2,
  ),
);

/** And of one that says anything, in any order, twice. */
const dishonest: fc.Arbitrary<Step> = fc.oneof(
  often(honest, 20),
  often(
    fc.tuple(fc.integer({ min: 1, max: 80 }), fc.constantFrom(null, 50, 51)).map(([to, price]) => {
      return (w: World) => w.amend(to, price);
    }),
    1,
  ),
  often(
    index.map((choice) => (w: World) => w.repeat(choice)),
    1,
  ),
  often(
    index.map((choice) => (w: World) => w.deliver(choice, false)),
    2,
  ),
  often(
    fc.tuple(index, index).map(
      ([c, n]) =>
        (w: World) =>
          w.lie(c, n),
    ),
    1,
  ),
);

const policies = fc.record({
  catchUp: fc.constantFrom('none' as const, 'spread' as const, { maxFactor: 1.5 }),
  onEnd: fc.constantFrom('cancel' as const, 'cross' as const, 'continue' as const),
  maxLiveChildren: fc.constantFrom(1, 20),
});

describe('random event orders', () => {
  test('a venue that does not lie never has more than the order filled or out, and every order completes', () => {
    fc.assert(
      fc.property(policies, fc.array(honest, { maxLength: 150, size: 'max' }), (policy, steps) => {
        const w = world(policy);
        w.start();
        const inBounds = (): void => {
          expect(w.balance()?.excessLots).toBe(0);
          expect(w.traded()).toBeLessThanOrEqual(total);
        };
        for (const step of steps) {
          step(w);
          inBounds();
        }
        w.settle();
        expect(w.isOver(), JSON.stringify(w.balance())).toBe(true);
        inBounds();
        expect(w.balance()?.filledLots).toBe(w.traded());
      }),
      runs(80),
    );
  });

  test('duplicates, reordering and lies never break the balance, and every order completes', () => {
    fc.assert(
      fc.property(
        policies,
        fc.array(dishonest, { maxLength: 150, size: 'max' }),
        (policy, steps) => {
          const w = world(policy);
          w.start();
          for (const step of steps) step(w);
          w.settle();
          expect(w.isOver(), JSON.stringify(w.balance())).toBe(true);
        },
      ),
      runs(80),
    );
  });
});
