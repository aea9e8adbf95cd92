import type { Order, Side } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createRiskGate,
  grossExposure,
  positionLimit,
  type RiskDecision,
  type RiskGate,
  verifyDecision,
} from '../../src/index.ts';
import { apply, fillOf, mark, order, prime, share, valuation } from '../support/fixtures.ts';
import { runs } from '../support/runs.ts';

const MAX_LONG = 50;
const MAX_SHORT = 30;
const EQUITY = 10_000;
const MAX_GROSS = 0.9;
const names = ['AAA', 'BBB'] as const;
type Name = (typeof names)[number];

const config = {
  baseCurrency: 'USD',
  limits: [
    positionLimit({ maxLongLots: MAX_LONG, maxShortLots: MAX_SHORT }),
    grossExposure({ max: MAX_GROSS }),
  ],
};

const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      name: fc.constantFrom(...names),
      side: fc.constantFrom<Side>('buy', 'sell'),
      lots: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 80 })),
      reduceOnly: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('fill' as const),
      pick: fc.nat(),
      share: fc.double({ min: 0.05, max: 1, noNaN: true }),
      repeat: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('complete' as const), pick: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('amend' as const),
      pick: fc.nat(),
      lots: fc.integer({ min: 1, max: 40 }),
      confirm: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Everything the gate let through, kept by plain addition and nothing else. */
interface World {
  gate: RiskGate;
  readonly positions: Record<Name, number>;
  readonly working: Map<string, { order: Order; leaves: number; filled: number }>;
  count: number;
}

/** Every position that some subset of the working orders could lead to, by enumeration. */
const reachable = (world: World, name: Name): number[] => {
  let positions = [world.positions[name]];
  for (const { order: each, leaves } of world.working.values()) {
    if (each.instrumentId !== name) continue;
    const signed = each.side === 'buy' ? leaves : -leaves;
    positions = positions.flatMap((position) => [position, position + signed]);
  }
  return positions;
};

const worst = (world: World, name: Name): number =>
  Math.max(...reachable(world, name).map(Math.abs));

const at = (world: World, pick: number) =>
  [...world.working.values()][world.working.size === 0 ? 0 : pick % world.working.size];

const step = (world: World, op: Operation): RiskDecision | null => {
  world.count += 1;
  if (op.kind === 'request') {
    const { name, side, lots, reduceOnly } = op;
    const request = order(`o${world.count}`, { instrumentId: name, side, lots, reduceOnly });
    const preview = world.gate.preview(request, 0);
    const decision = world.gate.decide(request, 0);
    expect(preview).toEqual(decision);
    if (decision.status !== 'rejected') {
      const { order: approved } = decision;
      world.working.set(approved.orderId, { order: approved, leaves: approved.lots, filled: 0 });
    }
    return decision;
  }
  if (op.kind === 'restart') {
    world.gate = createRiskGate(config, { from: structuredClone(world.gate.snapshot()) });
    return null;
  }
  const target = at(world, op.pick);
  if (target === undefined) return null;
  const { order: held } = target;
  if (op.kind === 'fill') {
    const lots = Math.max(1, Math.floor(target.leaves * op.share));
    if (target.leaves === 0) return null;
    const fill = fillOf(held, lots, `f${world.count}`);
    apply(world.gate, 'order.filled', fill);
    if (op.repeat) apply(world.gate, 'order.filled', fill);
    target.leaves -= lots;
    target.filled += lots;
    world.positions[held.instrumentId as Name] += held.side === 'buy' ? lots : -lots;
  } else if (op.kind === 'complete') {
    world.working.delete(held.orderId);
    apply(world.gate, 'order.completed', {
      orderId: held.orderId,
      account: held.account,
      strategy: held.strategy,
      instrumentId: held.instrumentId,
      state: 'cancelled',
      approvedLots: held.lots,
      filledLots: target.filled,
      averagePrice: null,
      reason: null,
    });
  } else {
    const [answer] = apply(world.gate, 'order.amend-requested', {
      requestId: `r${world.count}`,
      by: 'test',
      reason: 'test',
      orderId: held.orderId,
      instrumentId: held.instrumentId,
      lots: Math.max(op.lots, target.filled + 1),
      limitPrice: null,
      endAt: null,
    });
    if (answer?.type === 'order.amend-approved') {
      const amended = answer.payload.order;
      // Until the venue confirms, the old order may still fill in full.
      const leaves = amended.lots - target.filled;
      target.order = amended;
      target.leaves = Math.max(target.leaves, leaves);
      if (op.confirm) {
        apply(world.gate, 'order.amended', { order: amended });
        target.leaves = leaves;
      }
    }
  }
  return null;
};

const start = (): World => {
  const gate = createRiskGate(config);
  for (const name of names) prime(gate, share(name), 100, EQUITY);
  return { gate, positions: { AAA: 0, BBB: 0 }, working: new Map(), count: 0 };
};

describe('what no accepted stream of orders can do', () => {
  test('breach a quantity or gross limit, whatever subset of the working orders fills', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        const world = start();
        for (const op of operations) {
          const decision = step(world, op);
          for (const name of names) {
            const positions = reachable(world, name);
            expect(Math.max(...positions)).toBeLessThanOrEqual(MAX_LONG);
            expect(Math.min(...positions)).toBeGreaterThanOrEqual(-MAX_SHORT);
            const exposure = world.gate.describe();
            expect(exposure.reservations.length).toBe(world.working.size);
          }
          const gross = (worst(world, 'AAA') + worst(world, 'BBB')) * 100;
          expect(gross).toBeLessThanOrEqual(MAX_GROSS * EQUITY);
          if (decision !== null) {
            expect(verifyDecision(decision).faults).toEqual([]);
          }
        }
      }),
      runs(300),
    );
  });

  test('the largest acceptable quantity is tight: it passes whole and one lot more does not', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), fc.boolean(), (operations, buying) => {
        const world = start();
        for (const op of operations) step(world, op);
        const side: Side = buying ? 'buy' : 'sell';
        const probe = world.gate.preview(order('probe', { side, lots: 1000 }), 0);
        const most = probe.evidence.detail.largestAcceptableLots;
        expect(world.gate.preview(order('probe', { side, lots: most + 1 }), 0).status).not.toBe(
          'accepted',
        );
        if (most > 0) {
          expect(world.gate.preview(order('probe', { side, lots: most }), 0).status).toBe(
            'accepted',
          );
        }
      }),
      runs(100),
    );
  });

  test('an order that only reduces passes, also in a passive breach and when halved', () => {
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 25 }),
        fc.double({ min: 0.2, max: 8, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (operations, move, fraction) => {
          const world = start();
          for (const op of operations) step(world, op);
          mark(world.gate, 'AAA', 100 * move, 1);
          apply(world.gate, 'portfolio.valued', valuation(EQUITY * fraction, EQUITY), 1);
          const position = world.positions.AAA;
          const side: Side = position > 0 ? 'sell' : 'buy';
          const closing = [...world.working.values()]
            .filter(({ order: each }) => each.instrumentId === 'AAA' && each.side === side)
            .reduce((lots, { leaves }) => lots + leaves, 0);
          const lots = Math.abs(position) - closing;
          if (lots <= 0) return;
          const decision = world.gate.decide(order('exit', { side, lots, reduceOnly: true }), 1);
          expect(decision.status).toBe('accepted');
        },
      ),
      runs(150),
    );
  });

  test('a tighter gate never lets more through', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 0, max: 40 }),
        (lots, bound, tightening) => {
          const most = (maxLongLots: number) => {
            const gate = createRiskGate({
              baseCurrency: 'USD',
              limits: [positionLimit({ maxLongLots })],
            });
            prime(gate, share('AAA'));
            const { detail } = gate.decide(order('o', { lots }), 0).evidence;
            return detail.decidedLots;
          };
          expect(most(Math.max(0, bound - tightening))).toBeLessThanOrEqual(most(bound));
        },
      ),
      runs(50),
    );
  });

  test('a refused order leaves the state equal to the byte', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
        const world = start();
        for (const op of operations) step(world, op);
        const before = JSON.stringify(world.gate.snapshot());
        expect(world.gate.decide(order('zero', { lots: 0 }), 0).status).toBe('rejected');
        expect(world.gate.decide(order('nan', { lots: Number.NaN }), 0).status).toBe('rejected');
        expect(world.gate.decide(order('who', { instrumentId: 'ZZZ' }), 0).status).toBe('rejected');
        expect(JSON.stringify(world.gate.snapshot())).toBe(before);
      }),
      runs(40),
    );
  });
});
