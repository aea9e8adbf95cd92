import { createExecutor, type ExecutorEffect, type ExecutorEvent, twap } from '@plimsoll/execution';
import { bench, describe } from 'vitest';
import { executorConfig, fill, parentOrder, report } from '../test/support/executor-rig.ts';
import { instrument } from '../test/support/market.ts';

const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };

describe('executor', () => {
  const executor = createExecutor(executorConfig({ retainedOrders: 100 }, twap({ slices: 1 })), {
    epoch: 1,
  });
  const apply = (type: ExecutorEvent['type'], payload: unknown): readonly ExecutorEffect[] =>
    executor.apply({ type, at: 0, payload } as ExecutorEvent);
  apply('market.instrument-defined', { instrument: instrument() });
  let n = 0;

  /** Opens an order up to its acknowledged child: approval, gate, acknowledgement. */
  const open = (lots: number): string => {
    const order = parentOrder({ orderId: `bench-0-${++n}`, lots });
    let childId = '';
    const approval = { order, status: 'accepted', requestedLots: lots, evidence };
    for (const effect of apply('order.approved', approval)) {
      if (effect.kind !== 'publish' || effect.type !== 'child.requested') continue;
      childId = effect.payload.child.childId;
      apply('child.approved', { ...effect.payload, evidence });
    }
    apply('venue.reported', report(childId, { kind: 'acknowledged', venueOrderId: null }));
    return childId;
  };

  // Many events a sample: the harness itself costs some microseconds a sample.
  bench('an order of 1000 partial fills: 1003 events', () => {
    const childId = open(1_000);
    for (let k = 0; k < 1_000; k++) apply('venue.reported', fill(childId, `f${k}`, 1));
  });

  bench('100 orders with plan, gate, acknowledgement, fill, completion: 400 events', () => {
    for (let order = 0; order < 100; order++) {
      apply('venue.reported', fill(open(100), 'f', 100));
    }
  });
});
