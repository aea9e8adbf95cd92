import type { ChildOrder, Order, VenueReported, Vocabulary } from '@plimsoll/core';
import {
  createExecutor,
  type Executor,
  type ExecutorConfig,
  type ExecutorEffect,
  type ExecutorEvent,
  type ExecutorPolicy,
  fixedProfile,
  proportionalSpread,
  type Scheduler,
  twap,
} from '@plimsoll/execution';
import { instrument, sessions } from './market.ts';

/** An executor's configuration on two sessions of 6.5 hours. */
export const executorConfig = (
  policy: Partial<ExecutorPolicy> = {},
  scheduler: Scheduler = twap({ slices: 4 }),
): ExecutorConfig => ({
  scheduler,
  policy,
  venues: ['sim'],
  profiler: fixedProfile({ dailyVolatility: 0.02, dailyVolume: { quantity: 1e6 } }),
  spread: proportionalSpread({ halfSpreadBps: 5 }),
  calendars: [{ calendarId: 'xnys', intervals: sessions(2) }],
});

export const parentOrder = (changes: Partial<Order> = {}): Order => ({
  orderId: 'test-1-1',
  account: 'main',
  strategy: 'core',
  venue: null,
  basketId: null,
  instrumentId: 'acme',
  side: 'buy',
  lots: 100,
  type: 'market',
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'day',
  postOnly: false,
  reduceOnly: false,
  displayLots: null,
  startAt: 0,
  endAt: 23_400_000,
  decisionPrice: 50,
  purpose: 'rebalance',
  venueExtras: null,
  tags: [],
  ...changes,
});

type Published = Extract<ExecutorEffect, { kind: 'publish' }>;

/** Distributes over the union, so that a report without its routing fields stays a union. */
type Body<R> = R extends unknown ? Omit<R, 'venue' | 'childId' | 'occurredAt'> : never;

/** A report of venue `sim`. */
export const report = (childId: string, body: Body<VenueReported>, at = 0): VenueReported =>
  ({ venue: 'sim', childId, occurredAt: at, ...body }) as VenueReported;

/** A fill report. */
export const fill = (childId: string, fillId: string, lots: number, price = 50): VenueReported =>
  report(childId, {
    kind: 'filled',
    fillId,
    lots,
    price,
    fee: 1,
    feeCurrency: 'USD',
    liquidity: 'taker',
    cumulativeLots: null,
  });

/** An executor with a log of what it did and a gate that approves everything unless told not to. */
export interface Rig {
  executor: Executor;
  at: number;
  approving: boolean;
  readonly effects: ExecutorEffect[];
  /** Children handed to the venue. */
  readonly submitted: ChildOrder[];
  readonly cancels: string[];
  readonly queries: string[];
  apply<E extends ExecutorEvent['type']>(
    type: E,
    payload: Extract<ExecutorEvent, { type: E }>['payload'],
  ): void;
  venue(reported: VenueReported): void;
  /** Fires every wake-up due by then, in order. */
  advanceTo(at: number): void;
  published<K extends Published['type']>(type: K): Vocabulary[K][];
}

export const rig = (
  config: ExecutorConfig = executorConfig(),
  orders: readonly Order[] = [parentOrder()],
): Rig => {
  const wakes = new Map<string, number>();
  const self: Rig = {
    executor: createExecutor(config, { epoch: 1 }),
    at: 0,
    approving: true,
    effects: [],
    submitted: [],
    cancels: [],
    queries: [],
    apply(type, payload) {
      const effects = self.executor.apply({ type, at: self.at, payload } as ExecutorEvent);
      for (const effect of effects) {
        self.effects.push(effect);
        if (effect.kind === 'submit') self.submitted.push(effect.child);
        if (effect.kind === 'cancel') self.cancels.push(effect.childId);
        if (effect.kind === 'query') self.queries.push(effect.childId);
        if (effect.kind !== 'wake') continue;
        if (effect.at === null) wakes.delete(effect.orderId);
        else wakes.set(effect.orderId, effect.at);
      }
      for (const effect of effects) {
        if (effect.kind !== 'publish' || effect.type !== 'child.requested') continue;
        if (!self.approving) continue;
        const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
        self.apply('child.approved', { ...effect.payload, evidence });
      }
    },
    venue: (reported) => self.apply('venue.reported', reported),
    advanceTo(at) {
      for (;;) {
        const due = [...wakes].filter(([, when]) => when <= at).sort((a, b) => a[1] - b[1])[0];
        if (due === undefined) break;
        wakes.delete(due[0]);
        self.at = Math.max(self.at, due[1]);
        self.apply('wake', { orderId: due[0] });
      }
      self.at = at;
    },
    published: (type) =>
      self.effects.flatMap((effect) =>
        effect.kind === 'publish' && effect.type === type
          ? [effect.payload as Vocabulary[typeof type]]
          : [],
      ),
  };
  self.apply('market.instrument-defined', { instrument: instrument() });
  const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
  for (const order of orders) {
    self.apply('order.approved', {
      order,
      status: 'accepted',
      requestedLots: order.lots,
      evidence,
    });
  }
  return self;
};
