import type { ChildOrder, Order } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { createRiskGate, positionLimit, priceCollar } from '../../src/index.ts';
import { drawdown } from '../../src/machines.ts';
import { apply, fillOf, hold, mark, order, prime, share, valuation } from '../support/fixtures.ts';

const newConfig = {
  baseCurrency: 'USD',
  limits: [
    positionLimit({ maxLongLots: 100, maxShortLots: 100 }),
    priceCollar({ max: 0.05, maxAgeMs: 1e6 }),
  ],
  machines: [drawdown({ deriskAt: 0.15, factor: 0.5, haltAt: 0.2, recoverAt: 0.1 })],
};

const newGate = () => {
  const gate = createRiskGate(newConfig);
  prime(gate, share('AAA'));
  return gate;
};

const child = (parent: Order, childId: string, fields: Partial<ChildOrder> = {}): ChildOrder => ({
  childId,
  orderId: parent.orderId,
  account: parent.account,
  strategy: parent.strategy,
  venue: 'sim',
  instrumentId: parent.instrumentId,
  side: parent.side,
  lots: 10,
  type: 'market',
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'ioc',
  postOnly: false,
  reduceOnly: false,
  displayLots: null,
  expireAt: null,
  venueExtras: null,
  ...fields,
});

const completed = (source: Order, filledLots = 0) => ({
  orderId: source.orderId,
  account: source.account,
  strategy: source.strategy,
  instrumentId: source.instrumentId,
  state: 'cancelled' as const,
  approvedLots: source.lots,
  filledLots,
  averagePrice: null,
  reason: null,
});

const kill = (level: 'entries' | 'orders' | 'flatten', fields: object = {}) => ({
  requestId: 'k1',
  by: 'desk',
  reason: 'drill',
  scope: {},
  level,
  ...fields,
});

describe('kill switch', () => {
  test('entries: reductions still pass, entries do not', () => {
    const gate = newGate();
    hold(gate, 'AAA', 30);
    const effects = apply(gate, 'risk.kill-requested', kill('entries'));
    expect(effects.map(({ payload }) => 'stage' in payload && payload.stage)).toEqual([
      'latched',
      'done',
    ]);
    expect(gate.decide(order('in'), 0).status).toBe('rejected');
    const exit = gate.decide(order('out', { side: 'sell', lots: 50 }), 0);
    expect(exit.status === 'scaled' && exit.order.lots).toBe(30);
    expect(gate.describe().kills).toHaveLength(1);
  });

  test('orders: nothing passes, working orders are cancelled, done once they are over', () => {
    const gate = newGate();
    const working = order('w', { lots: 20 });
    gate.decide(working, 0);
    const effects = apply(gate, 'risk.kill-requested', kill('orders'));
    expect(effects.map(({ type }) => type)).toEqual([
      'risk.killed',
      'risk.killed',
      'order.control-requested',
    ]);
    expect(effects[2]?.payload).toMatchObject({ orderId: 'w', control: 'cancel' });
    hold(gate, 'AAA', 30);
    const blocked = gate.decide(order('out', { side: 'sell', lots: 5 }), 0);
    expect(blocked.status === 'rejected' && blocked.reasons[0]?.code).toBe('risk/killed');
    const after = apply(gate, 'order.completed', completed(working));
    expect(after[0]?.payload).toMatchObject({ stage: 'done' });
  });

  test('flatten: cancels, then closes with reduce-only orders, done only when flat', () => {
    const gate = newGate();
    hold(gate, 'AAA', 30);
    const working = order('w', { lots: 20 });
    gate.decide(working, 0);
    apply(gate, 'risk.kill-requested', kill('flatten'));
    const closing = apply(gate, 'order.completed', completed(working));
    expect(closing.map(({ type }) => type)).toEqual(['risk.killed', 'order.requested']);
    const request = closing[1]?.type === 'order.requested' ? closing[1].payload.order : null;
    expect(request).toMatchObject({
      side: 'sell',
      lots: 30,
      reduceOnly: true,
      purpose: 'flatten',
    });
    const exit = request as Order;
    expect(gate.decide(exit, 0).status).toBe('accepted');
    expect(apply(gate, 'order.filled', fillOf(exit, 29, 'x1'))).toEqual([]);
    // One lot is still held and still working; neither fill nor completion alone makes it flat.
    expect(apply(gate, 'order.filled', fillOf(exit, 1, 'x2'))).toEqual([]);
    const done = apply(gate, 'order.completed', completed(exit, 30));
    expect(done[0]?.payload).toMatchObject({ stage: 'done', level: 'flatten' });
  });

  test('flatten with nothing held is done at once, and a reset lifts it', () => {
    const gate = newGate();
    const effects = apply(gate, 'risk.kill-requested', kill('flatten'));
    expect(effects.at(-1)?.payload).toMatchObject({ stage: 'done' });
    const reset = { requestId: 'r', by: 'desk', reason: 'over', machine: 'kill-switch', scope: {} };
    const [lifted] = apply(gate, 'risk.reset-requested', reset);
    expect(lifted?.payload).toMatchObject({ machine: 'kill-switch', to: 'normal' });
    expect(gate.decide(order('in'), 0).status).toBe('accepted');
    const [again] = apply(gate, 'risk.reset-requested', reset);
    expect(again?.payload).toMatchObject({ code: 'risk/nothing-to-reset' });
  });

  test('flatten is not done while something held has no price, and closes it with the first', () => {
    const gate = newGate();
    apply(gate, 'market.instrument-defined', { instrument: share('DRK') });
    hold(gate, 'DRK', 7);
    const effects = apply(gate, 'risk.kill-requested', kill('flatten'));
    expect(effects.at(-1)?.payload).toMatchObject({ stage: 'closing' });
    expect(gate.describe().kills[0]?.unpriced).toEqual(['DRK']);
    expect(apply(gate, 'order.completed', completed(order('other')))).toEqual([]);
    mark(gate, 'AAA', 101);
    const resumed = createRiskGate(newConfig, { from: gate.snapshot() });
    const closing = apply(resumed, 'market.mark', {
      instrumentId: 'DRK',
      price: 5,
      kind: 'close',
      occurredAt: 1,
      knownAt: 1,
    });
    const exit = closing[0]?.type === 'order.requested' ? closing[0].payload.order : null;
    expect(exit).toMatchObject({ instrumentId: 'DRK', side: 'sell', lots: 7, reduceOnly: true });
    // Asked for once: the next price does not ask again.
    mark(resumed, 'DRK', 6, 2);
    expect(resumed.decide(exit as Order, 2).status).toBe('accepted');
    apply(resumed, 'order.filled', fillOf(exit as Order, 7, 'x'), 2);
    const done = apply(resumed, 'order.completed', completed(exit as Order, 7), 2);
    expect(done.map(({ payload }) => payload)).toMatchObject([{ stage: 'done' }]);
  });

  test('flatten ends when the ledger says that the unpriced holding is gone', () => {
    const gate = newGate();
    apply(gate, 'market.instrument-defined', { instrument: share('DRK') });
    hold(gate, 'DRK', 7);
    apply(gate, 'risk.kill-requested', kill('flatten'));
    const bust = fillOf(order('seed-DRK-7', { instrumentId: 'DRK', lots: 7 }), 7, 'seed-DRK-7');
    const done = apply(gate, 'fill.busted', { fill: bust, reason: 'error', knownAt: 1 } as never);
    expect(done.map(({ payload }) => payload)).toMatchObject([{ stage: 'done' }]);
  });

  test('an order under a kill of level orders is not amended', () => {
    const gate = newGate();
    gate.decide(order('w', { lots: 20 }), 0);
    apply(gate, 'risk.kill-requested', kill('orders'));
    const [answer] = apply(gate, 'order.amend-requested', {
      requestId: 'r',
      by: 'desk',
      reason: 'size',
      orderId: 'w',
      instrumentId: 'AAA',
      lots: 30,
      limitPrice: null,
      endAt: null,
    });
    expect(answer?.payload).toMatchObject({ code: 'risk/killed' });
  });

  test('a short holding is bought back', () => {
    const gate = newGate();
    hold(gate, 'AAA', -12);
    const effects = apply(gate, 'risk.kill-requested', kill('flatten'));
    expect(effects.at(-1)?.payload).toMatchObject({ order: { side: 'buy', lots: 12 } });
  });

  test.each([
    [kill('flatten', { scope: { strategy: 'trend' } }), 'risk/scope-not-attributable'],
    [kill('entries', { reason: ' ' }), 'risk/no-reason'],
    [kill('entries', { level: 'everything' }), 'risk/invalid-kill'],
  ])('a request that cannot be honoured is refused and changes nothing', (request, code) => {
    const gate = newGate();
    const before = JSON.stringify(gate.snapshot().state);
    const [refusal] = apply(gate, 'risk.kill-requested', request as never);
    expect(refusal).toMatchObject({ type: 'risk.request-refused', payload: { code } });
    const count = (text: string) => text.replace(/"appliedEvents":\d+/, '');
    expect(count(JSON.stringify(gate.snapshot().state))).toBe(count(before));
  });

  test('a kill of another scope leaves this account alone', () => {
    const gate = newGate();
    apply(gate, 'risk.kill-requested', kill('orders', { scope: { account: 'other' } }));
    expect(gate.decide(order('in'), 0).status).toBe('accepted');
    const early = { requestId: 'r', by: 'desk', reason: 'x', machine: 'kill-switch', scope: {} };
    expect(apply(gate, 'risk.reset-requested', early)[0]?.payload).toMatchObject({
      code: 'risk/nothing-to-reset',
    });
  });

  test('a kill in progress cannot be reset', () => {
    const gate = newGate();
    gate.decide(order('w'), 0);
    apply(gate, 'risk.kill-requested', kill('orders'));
    const reset = { requestId: 'r', by: 'desk', reason: 'x', machine: 'kill-switch', scope: {} };
    expect(apply(gate, 'risk.reset-requested', reset)[0]?.payload).toMatchObject({
      code: 'risk/kill-in-progress',
    });
  });
});

describe('machines in the gate', () => {
  test('de-risking halves the bounds, a halt lets only reductions through, a person resets', () => {
    const gate = newGate();
    hold(gate, 'AAA', 30);
    const [changed] = apply(gate, 'portfolio.valued', valuation(84_000, 100_000));
    expect(changed?.payload).toMatchObject({ from: 'normal', to: 'derisk', exposureFactor: 0.5 });
    const entry = gate.preview(order('in', { lots: 40 }), 0);
    expect(entry.status === 'scaled' && entry.order.lots).toBe(20);
    apply(gate, 'portfolio.valued', valuation(79_000, 100_000));
    expect(gate.decide(order('in', { lots: 1 }), 0).status).toBe('rejected');
    expect(gate.decide(order('out', { side: 'sell', lots: 30 }), 0).status).toBe('accepted');
    const reset = {
      requestId: 'r',
      by: 'desk',
      reason: 'reviewed',
      machine: 'drawdown',
      scope: {},
    };
    expect(apply(gate, 'risk.reset-requested', reset)[0]?.payload).toMatchObject({
      from: 'halted',
      to: 'normal',
      exposureFactor: 1,
    });
    expect(apply(gate, 'risk.reset-requested', reset)[0]?.payload).toMatchObject({
      code: 'risk/nothing-to-reset',
    });
    expect(
      apply(gate, 'risk.reset-requested', { ...reset, machine: 'streak' })[0]?.payload,
    ).toMatchObject({ code: 'risk/unknown-machine' });
  });

  test('an override is refused with a code, never ignored', () => {
    const [answer] = apply(newGate(), 'risk.override-requested', {
      requestId: 'o',
      by: 'desk',
      reason: 'index day',
      limit: 'position-limit',
      bound: 500,
      until: 10,
    });
    expect(answer?.payload).toMatchObject({ code: 'risk/overrides-unsupported' });
  });
});

describe('children', () => {
  const approved = () => {
    const gate = newGate();
    const parent = order('p', { lots: 20 });
    expect(gate.decide(parent, 0).status).toBe('accepted');
    return { gate, parent };
  };
  const reasons = (effects: ReturnType<ReturnType<typeof newGate>['apply']>) =>
    effects.flatMap((effect) =>
      effect.type === 'child.rejected' ? effect.payload.reasons.map(({ code }) => code) : [],
    );

  test('pass while their parent has room, and free it when they end', () => {
    const { gate, parent } = approved();
    const first = child(parent, 'c1', { lots: 15 });
    const [passed] = apply(gate, 'child.requested', { child: first, action: 'submit' });
    expect(passed?.type).toBe('child.approved');
    const second = { child: child(parent, 'c2', { lots: 6 }), action: 'submit' as const };
    expect(reasons(apply(gate, 'child.requested', second))).toEqual(['risk/over-reservation']);
    apply(gate, 'order.filled', fillOf(parent, 5, 'f', { childId: 'c1' }));
    expect(reasons(apply(gate, 'child.requested', second))).toEqual(['risk/over-reservation']);
    apply(gate, 'child.changed', {
      childId: 'c1',
      orderId: 'p',
      instrumentId: 'AAA',
      from: 'working',
      to: 'cancelled',
      filledLots: 5,
      reason: null,
    });
    expect(apply(gate, 'child.requested', second)[0]?.type).toBe('child.approved');
  });

  test('at a venue that amends the total a replace counts the larger of old and new', () => {
    const { gate, parent } = approved();
    const declared = { venue: 'sim', state: 'connected' as const, detail: null };
    apply(gate, 'venue.state-changed', { ...declared, replaceSemantics: 'amend-total' });
    apply(gate, 'child.requested', {
      child: child(parent, 'c1', { lots: 15 }),
      action: 'submit',
    });
    const down = child(parent, 'c1', { lots: 4 });
    expect(apply(gate, 'child.requested', { child: down, action: 'replace' })[0]?.type).toBe(
      'child.approved',
    );
    // The old 15 may still fill, so there is room for 5 and not for 6.
    const more = child(parent, 'c2', { lots: 6 });
    expect(reasons(apply(gate, 'child.requested', { child: more, action: 'submit' }))).toEqual([
      'risk/over-reservation',
    ]);
  });

  test('at any other venue a replace counts old and new, since both may fill', () => {
    const { gate, parent } = approved();
    apply(gate, 'child.requested', { child: child(parent, 'c1', { lots: 15 }), action: 'submit' });
    const swap = (lots: number) =>
      apply(gate, 'child.requested', { child: child(parent, 'c1', { lots }), action: 'replace' });
    expect(reasons(swap(6))).toEqual(['risk/over-reservation']);
    expect(swap(5)[0]?.type).toBe('child.approved');
    const declared = { venue: 'sim', state: 'connected' as const, detail: null };
    apply(gate, 'venue.state-changed', { ...declared, replaceSemantics: 'amend-total' });
    apply(gate, 'venue.state-changed', { ...declared, replaceSemantics: 'cancel-new' });
    expect(reasons(swap(1))).toEqual(['risk/over-reservation']);
  });

  test.each([
    ['an unknown parent', { orderId: 'ghost' }, 'risk/no-reservation'],
    ['another side', { side: 'sell' as const }, 'risk/child-differs'],
    ['no lots', { lots: 0 }, 'risk/invalid-child-lots'],
    ['a price off the grid', { type: 'limit' as const, limitPrice: 100.001 }, 'risk/off-tick'],
    [
      'a price outside the collar',
      { type: 'limit' as const, limitPrice: 106 },
      'risk/price-collar',
    ],
  ])('%s is held back', (_, fields, code) => {
    const { gate, parent } = approved();
    const request = { child: child(parent, 'c1', fields), action: 'submit' as const };
    expect(reasons(apply(gate, 'child.requested', request))).toContain(code);
  });

  test('the same child id twice is held back', () => {
    const { gate, parent } = approved();
    const request = { child: child(parent, 'c1', { lots: 5 }), action: 'submit' as const };
    apply(gate, 'child.requested', request);
    expect(reasons(apply(gate, 'child.requested', request))).toEqual(['risk/duplicate-child-id']);
  });

  test('a kill holds back submits of entries but never a cancel', () => {
    const { gate, parent } = approved();
    apply(gate, 'risk.kill-requested', kill('orders'));
    const submit = { child: child(parent, 'c1', { lots: 5 }), action: 'submit' as const };
    expect(reasons(apply(gate, 'child.requested', submit))).toEqual(['risk/killed']);
    expect(apply(gate, 'child.requested', { ...submit, action: 'cancel' })[0]?.type).toBe(
      'child.approved',
    );
  });
});
