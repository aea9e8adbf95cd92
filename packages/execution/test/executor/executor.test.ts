import { createExecutor, trailingProfile, twap } from '@plimsoll/execution';
import { describe, expect, test } from 'vitest';
import { errorCode } from '../support/error-code.ts';
import { executorConfig, fill, parentOrder, report, rig } from '../support/executor-rig.ts';
import { dayMs, instrument } from '../support/market.ts';

const quarter = dayMs / 4;
const ack = (childId: string) => report(childId, { kind: 'acknowledged', venueOrderId: null });

describe('a plain order', () => {
  test('is planned, sent slice by slice after approval, filled and completed once', () => {
    const desk = rig();
    expect(desk.published('order.planned')[0]?.slices.map((slice) => slice.lots)).toEqual([
      25, 25, 25, 25,
    ]);
    for (let k = 0; k < 4; k++) {
      desk.advanceTo(k * quarter);
      expect(desk.submitted.length).toBe(k + 1);
      const child = desk.submitted[k];
      expect(child).toMatchObject({ lots: 25, timeInForce: 'gtd', expireAt: (k + 1) * quarter });
      desk.venue(ack(child?.childId ?? ''));
      desk.venue(fill(child?.childId ?? '', `f${k}`, 25, 50 + k));
    }
    expect(desk.submitted.map((child) => child.childId)).toEqual([
      'execution-1-1',
      'execution-1-2',
      'execution-1-3',
      'execution-1-4',
    ]);
    expect(desk.published('order.completed')).toEqual([
      {
        orderId: 'test-1-1',
        account: 'main',
        strategy: 'core',
        instrumentId: 'acme',
        state: 'filled',
        approvedLots: 100,
        filledLots: 100,
        averagePrice: 51.5,
        reason: null,
      },
    ]);
    expect(desk.published('order.filled').map((event) => event.leavesLots)).toEqual([
      75, 50, 25, 0,
    ]);
    expect(desk.published('order.state-changed').map((event) => event.to)).toEqual([
      'planned',
      'active',
      'filled',
    ]);
    expect(desk.effects.at(-1)).toEqual({ kind: 'wake', orderId: 'test-1-1', at: null });
  });

  test('nothing leaves before the gate has approved it', () => {
    const desk = rig();
    desk.approving = false;
    const waiting = rig();
    waiting.approving = false;
    expect(desk.submitted.length).toBe(1);
    desk.advanceTo(quarter);
    expect(desk.submitted.length).toBe(1);
    expect(desk.published('child.requested').length).toBeGreaterThan(1);
  });

  test('the order before its start is only planned', () => {
    const desk = rig(executorConfig(), [parentOrder({ startAt: 86_400_000, endAt: 2e8 })]);
    expect(desk.executor.describe().orders[0]).toMatchObject({
      state: 'planned',
      wakeAt: 86_400_000,
    });
    desk.advanceTo(86_400_000);
    expect(desk.submitted.length).toBe(1);
  });
});

describe('catching up', () => {
  /** Lets the first slice expire unfilled and returns the lots of the slices after it. */
  const after = (catchUp: 'none' | 'spread' | { maxFactor: number }): number[] => {
    const desk = rig(executorConfig({ catchUp }));
    desk.venue(ack(desk.submitted[0]?.childId ?? ''));
    desk.at = quarter;
    desk.venue(report('execution-1-1', { kind: 'expired', cumulativeLots: 0 }));
    for (let k = 1; k < 4; k++) {
      desk.advanceTo(k * quarter);
      for (const { childId, lots } of desk.submitted.slice(1)) {
        desk.venue(fill(childId, `${childId}-f`, lots));
      }
    }
    return desk.submitted.slice(1).map((child) => child.lots);
  };

  test('none, spread and a bounded factor', () => {
    expect(after('none')).toEqual([25, 25, 25]);
    expect(after('spread')).toEqual([34, 33, 33]);
    expect(after({ maxFactor: 1.2 })).toEqual([30, 30, 30]);
    expect(after({ maxFactor: 2 })).toEqual([50, 25, 25]);
  });
});

describe('the end', () => {
  test('cancel: what is left is taken back and reported as a shortfall', () => {
    const desk = rig();
    desk.venue(ack('execution-1-1'));
    desk.venue(fill('execution-1-1', 'f1', 10));
    desk.advanceTo(dayMs);
    expect(desk.cancels.length).toBe(desk.submitted.length);
    for (const { childId } of desk.submitted) {
      desk.venue(report(childId, { kind: 'cancelled', cumulativeLots: null }));
    }
    expect(desk.published('order.completed')[0]).toMatchObject({
      state: 'expired',
      filledLots: 10,
      reason: { code: 'execution/time-out' },
    });
  });

  test('cross: takes everything back first, then sends the rest once, immediate or cancel', () => {
    const desk = rig(executorConfig({ onEnd: 'cross', catchUp: 'none' }), [
      parentOrder({ type: 'limit', limitPrice: 50 }),
    ]);
    desk.venue(ack('execution-1-1'));
    desk.advanceTo(dayMs - 60_000);
    expect(desk.executor.describe().orders[0]?.state).toBe('completing');
    const before = desk.submitted.length;
    for (const { childId } of [...desk.submitted]) {
      desk.venue(report(childId, { kind: 'cancelled', cumulativeLots: null }));
    }
    const crossing = desk.submitted[before];
    expect(crossing).toMatchObject({
      lots: 100,
      type: 'limit',
      limitPrice: 50,
      timeInForce: 'ioc',
    });
    desk.venue(fill(crossing?.childId ?? '', 'f1', 60));
    desk.venue(report(crossing?.childId ?? '', { kind: 'expired', cumulativeLots: 60 }));
    expect(desk.published('order.completed')[0]).toMatchObject({
      state: 'expired',
      filledLots: 60,
    });
  });

  test('continue: works on in the next session, and ends when there is none', () => {
    const desk = rig(executorConfig({ onEnd: 'continue' }));
    for (let k = 0; k < 4; k++) {
      desk.advanceTo(k * quarter);
      desk.venue(report(desk.submitted[k]?.childId ?? '', { kind: 'expired', cumulativeLots: 0 }));
      if (k === 0) desk.venue(report('execution-1-2', { kind: 'expired', cumulativeLots: 0 }));
    }
    desk.advanceTo(dayMs);
    const late = rig(executorConfig({ onEnd: 'continue' }));
    late.advanceTo(dayMs);
    for (const { childId } of late.submitted) {
      late.venue(report(childId, { kind: 'expired', cumulativeLots: 0 }));
    }
    expect(late.executor.describe().orders[0]).toMatchObject({
      state: 'active',
      unsentLots: 100,
      wakeAt: 86_400_000,
    });
    late.advanceTo(86_400_000);
    const child = late.submitted.at(-1);
    expect(child).toMatchObject({ lots: 100, timeInForce: 'gtc', expireAt: null });
    late.at = 86_400_000 + dayMs;
    late.venue(report(child?.childId ?? '', { kind: 'cancelled', cumulativeLots: 0 }));
    expect(late.published('order.completed')[0]).toMatchObject({ state: 'expired' });
  });
});

describe('what goes wrong', () => {
  test('a late fill is booked, takes the place of what was unsent, and completes nothing twice', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.venue(ack('execution-1-1'));
    desk.venue(report('execution-1-1', { kind: 'cancelled', cumulativeLots: 0 }));
    desk.advanceTo(1_000);
    expect(desk.submitted[1]?.lots).toBe(100);
    desk.venue(fill('execution-1-1', 'late', 30));
    expect(desk.published('order.filled')[0]).toMatchObject({ late: true, filledLots: 30 });
    // 130 lots are filled or out: the second child is taken back, and 70 sent anew.
    expect(desk.cancels).toEqual(['execution-1-2']);
    expect(desk.executor.describe().orders[0]).toMatchObject({ excessLots: 30, unsentLots: 0 });
    desk.venue(report('execution-1-2', { kind: 'cancelled', cumulativeLots: 0 }));
    expect(desk.submitted[2]?.lots).toBe(70);
    desk.venue(fill('execution-1-3', 'f', 70));
    desk.venue(fill('execution-1-2', 'later', 5));
    expect(desk.published('order.completed').length).toBe(1);
    expect(desk.executor.describe().orders[0]).toMatchObject({
      state: 'filled',
      filledLots: 105,
      excessLots: 5,
    });
  });

  test('duplicates are booked once; unknown children are answered', () => {
    const desk = rig();
    for (let i = 0; i < 3; i++) desk.venue(fill('execution-1-1', 'f1', 10));
    desk.venue(ack('execution-1-1'));
    expect(desk.published('order.filled').length).toBe(1);
    desk.venue(fill('stranger-1-1', 'f1', 10));
    expect(desk.published('venue.reconciled')[0]?.differences[0]).toMatchObject({
      childId: 'stranger-1-1',
    });
    desk.venue(report('execution-1-1', { kind: 'replace-rejected', reason: noReason }));
    expect(desk.published('venue.reconciled').length).toBe(2);
  });

  test('a lost cancel is asked for again; totals below ours are pointed out', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.venue(fill('execution-1-1', 'f', 10));
    control(desk, 'cancel');
    desk.advanceTo(30_000);
    desk.venue(
      report('execution-1-1', { kind: 'status', working: true, cumulativeLots: 10, lots: 100 }),
    );
    expect(desk.cancels.length).toBe(2);
    desk.venue(report('execution-1-1', { kind: 'cancelled', cumulativeLots: 4 }));
    expect(desk.published('venue.reconciled')[0]?.differences[0]?.detail).toContain('4 lots');
    expect(desk.published('order.completed')[0]).toMatchObject({ filledLots: 10 });
  });

  test('silence: unknown, query, not found, sent again under a new id', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.advanceTo(30_000);
    expect(desk.queries).toEqual(['execution-1-1']);
    expect(desk.published('child.changed').at(-1)).toMatchObject({ to: 'unknown' });
    desk.venue(report('execution-1-1', { kind: 'not-found' }));
    expect(desk.submitted.length).toBe(1);
    desk.advanceTo(31_000);
    expect(desk.submitted[1]).toMatchObject({ childId: 'execution-1-2', lots: 100 });
    // The first turns up after all: its lots are excess, so the newest child is taken back.
    desk.venue(ack('execution-1-1'));
    expect(desk.executor.describe().orders[0]).toMatchObject({ excessLots: 100, liveChildren: 2 });
    expect(desk.cancels).toEqual(['execution-1-1']);
  });

  test('a cancelled report that counts more fills than we hold waits for them', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.venue(ack('execution-1-1'));
    desk.venue(report('execution-1-1', { kind: 'cancelled', cumulativeLots: 40 }));
    expect(desk.executor.describe().orders[0]).toMatchObject({
      pendingCancelLots: 40,
      workingLots: 60,
    });
    desk.venue(fill('execution-1-1', 'f1', 40));
    expect(desk.published('child.changed').at(-1)).toMatchObject({ to: 'cancelled' });
  });

  test('rejects: permanent stops, sizing halves, transient backs off, five in a row stop', () => {
    const reject = (severity: 'permanent' | 'sizing' | 'transient') =>
      ({ kind: 'rejected', severity, reason: noReason }) as const;
    const stopped = rig(executorConfig({}, twap({ slices: 1 })));
    stopped.venue(report('execution-1-1', reject('permanent')));
    expect(stopped.published('order.completed')[0]).toMatchObject({ state: 'failed' });

    const sized = rig(executorConfig({}, twap({ slices: 1 })));
    sized.venue(report('execution-1-1', reject('sizing')));
    expect(sized.submitted.slice(1).map((child) => child.lots)).toEqual([50, 50]);

    const slow = rig(executorConfig({}, twap({ slices: 1 })));
    const sentAt: number[] = [];
    for (let i = 1; i <= 5; i++) {
      sentAt.push(slow.at);
      slow.venue(report(`execution-1-${i}`, reject('transient')));
      slow.advanceTo(slow.at + 1_000 * 2 ** (i - 1));
    }
    expect(sentAt).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
    expect(slow.published('order.completed')[0]).toMatchObject({
      state: 'failed',
      reason: { code: 'execution/too-many-rejects' },
    });
  });

  test('a refused cancel leaves the child working and is tried again', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.venue(ack('execution-1-1'));
    control(desk, 'cancel');
    expect(desk.cancels).toEqual(['execution-1-1']);
    desk.venue(report('execution-1-1', { kind: 'cancel-rejected', reason: noReason }));
    expect(desk.queries).toEqual(['execution-1-1']);
    desk.advanceTo(1_000);
    expect(desk.cancels.length).toBe(2);
    desk.venue(fill('execution-1-1', 'f', 100));
    expect(desk.published('order.completed')[0]).toMatchObject({ state: 'filled' });
  });

  test('a venue that amends an order is followed', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.venue(ack('execution-1-1'));
    desk.venue(report('execution-1-1', { kind: 'replaced', lots: 60, limitPrice: null }));
    expect(desk.submitted[1]?.lots).toBe(40);
    desk.venue(
      report('execution-1-2', { kind: 'status', working: true, cumulativeLots: 0, lots: 45 }),
    );
    expect(desk.executor.describe().orders[0]).toMatchObject({ excessLots: 5 });
    desk.venue(report('execution-1-1', { kind: 'replaced', lots: 0, limitPrice: null }));
    expect(desk.submitted[2]?.lots).toBe(55);
  });

  test('a disconnected venue and a halted instrument stop new children, not old ones', () => {
    const state = (desk: ReturnType<typeof rig>, to: 'connected' | 'disconnected'): void =>
      desk.apply('venue.state-changed', {
        venue: 'sim',
        state: to,
        replaceSemantics: 'amend-total',
        detail: null,
      });
    const desk = rig();
    state(desk, 'disconnected');
    desk.advanceTo(quarter);
    expect(desk.submitted.length).toBe(1);
    state(desk, 'connected');
    expect(desk.submitted.length).toBe(2);
    desk.apply('market.instrument-defined', {
      instrument: instrument({ status: 'halted', effectiveAt: quarter }),
    });
    desk.advanceTo(2 * quarter);
    expect(desk.submitted.length).toBe(2);
    desk.apply('market.instrument-defined', {
      instrument: instrument({ effectiveAt: 2 * quarter }),
    });
    expect(desk.submitted.length).toBe(3);
  });
});

const noReason = { code: 'venue/no', message: 'no', limit: null };

const control = (
  desk: ReturnType<typeof rig>,
  what: 'pause' | 'resume' | 'cancel',
  orderId = 'test-1-1',
): void =>
  desk.apply('order.control-requested', {
    requestId: 'ops-1-1',
    by: 'ops',
    reason: 'test',
    orderId,
    instrumentId: 'acme',
    control: what,
  });

describe('after completion', () => {
  test('an order that turns up late is taken back, and nothing completes again', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })));
    desk.advanceTo(30_000);
    desk.venue(report('execution-1-1', { kind: 'not-found' }));
    control(desk, 'cancel');
    expect(desk.published('order.completed')[0]).toMatchObject({ state: 'cancelled' });
    desk.venue(ack('execution-1-1'));
    expect(desk.cancels).toEqual(['execution-1-1']);
    expect(desk.executor.describe().orders[0]).toMatchObject({ pendingCancelLots: 100 });
    desk.advanceTo(90_000);
    expect(desk.queries.length).toBeGreaterThan(1);
    desk.venue(
      report('execution-1-1', { kind: 'status', working: false, cumulativeLots: 0, lots: 100 }),
    );
    expect(desk.executor.describe().orders[0]).toMatchObject({ liveChildren: 0, wakeAt: null });
    expect(desk.published('order.completed').length).toBe(1);
  });
});

describe('requests are answered exactly once', () => {
  test('pause takes orders back, resume goes on, cancel ends', () => {
    const desk = rig();
    desk.venue(ack('execution-1-1'));
    control(desk, 'pause');
    expect(desk.cancels).toEqual(['execution-1-1']);
    control(desk, 'pause');
    desk.venue(report('execution-1-1', { kind: 'cancelled', cumulativeLots: 0 }));
    expect(desk.submitted.length).toBe(1);
    control(desk, 'resume');
    expect(desk.submitted[1]?.lots).toBe(25);
    control(desk, 'resume');
    control(desk, 'cancel');
    control(desk, 'cancel');
    desk.venue(report('execution-1-2', { kind: 'cancelled', cumulativeLots: 0 }));
    control(desk, 'cancel');
    control(desk, 'cancel', 'nobody-1-1');
    expect(desk.published('order.request-refused').map(({ code }) => code)).toEqual([
      'execution/already-paused',
      'execution/not-paused',
      'execution/order-completing',
      'execution/order-completed',
      'execution/unknown-order',
    ]);
    expect(desk.published('order.completed')[0]).toMatchObject({ state: 'cancelled' });
  });

  const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
  const amend = (desk: ReturnType<typeof rig>, changes: Parameters<typeof parentOrder>[0]): void =>
    desk.apply('order.amend-approved', {
      requestId: 'ops-1-2',
      order: parentOrder(changes),
      evidence,
    });

  test('an amendment replans what is left and keeps every lot', () => {
    const desk = rig();
    desk.venue(fill('execution-1-1', 'f1', 25));
    desk.advanceTo(quarter);
    amend(desk, { lots: 200 });
    const replanned = desk.published('order.planned')[1];
    expect(replanned?.slices.reduce((sum, slice) => sum + slice.lots, 0)).toBe(150);
    expect(desk.published('order.amended').length).toBe(1);
    amend(desk, { lots: 50 });
    expect(desk.executor.describe().orders[0]).toMatchObject({ lots: 50, unsentLots: 0 });
    amend(desk, { lots: 10 });
    expect(desk.published('order.request-refused').at(-1)?.code).toBe('execution/below-filled');
    amend(desk, { lots: 60, side: 'sell' });
    expect(desk.published('order.request-refused').at(-1)?.code).toBe('execution/other-order');
    const frozen = JSON.stringify(desk.executor.snapshot());
    amend(desk, { lots: 200, endAt: quarter });
    expect(desk.published('order.request-refused').at(-1)?.code).toBe(
      'execution/amendment-infeasible',
    );
    expect(JSON.stringify(desk.executor.snapshot())).toBe(frozen);
    amend(desk, { orderId: 'nobody-1-1' });
    expect(desk.published('order.request-refused').at(-1)?.code).toBe('execution/unknown-order');
  });

  test('a snapshot keeps fill ids although a library gave Set a toJSON of its own', () => {
    const desk = rig();
    desk.venue(fill('execution-1-1', 'f1', 25));
    const before = desk.executor.snapshot();
    const prototype = Set.prototype as { toJSON?: () => string };
    prototype.toJSON = () => 'Set()';
    try {
      expect(desk.executor.snapshot()).toEqual(before);
    } finally {
      delete prototype.toJSON;
    }
    expect(JSON.stringify(before)).toContain('"fillIds":["f1"]');
  });

  test('a new limit takes children back and sends them at the new price', () => {
    const limit = { type: 'limit', limitPrice: 50 } as const;
    const desk = rig(executorConfig({}, twap({ slices: 1 })), [parentOrder(limit)]);
    desk.venue(ack('execution-1-1'));
    amend(desk, { type: 'limit', limitPrice: 51 });
    desk.venue(report('execution-1-1', { kind: 'cancelled', cumulativeLots: 0 }));
    expect(desk.submitted[1]).toMatchObject({ lots: 100, limitPrice: 51 });
    control(desk, 'cancel');
    amend(desk, { lots: 110 });
    expect(desk.published('order.request-refused').at(-1)?.code).toBe('execution/order-completed');
  });

  test('a correction stops the order and says why', () => {
    const desk = rig();
    desk.venue(fill('execution-1-1', 'f1', 25));
    const booked = desk.published('order.filled')[0];
    if (booked === undefined) throw new Error('no fill');
    desk.apply('fill.busted', { instrumentId: 'acme', fill: booked });
    expect(desk.published('order.state-changed').at(-1)).toMatchObject({
      to: 'paused',
      reason: { code: 'execution/correction-not-supported' },
    });
    control(desk, 'resume');
    amend(desk, { lots: 200 });
    expect(desk.published('order.request-refused').map(({ code }) => code)).toEqual([
      'execution/correction-not-supported',
      'execution/correction-not-supported',
    ]);
    control(desk, 'cancel');
    expect(desk.published('order.completed').length).toBe(1);
    desk.apply('fill.corrected', { instrumentId: 'acme', original: booked, corrected: booked });
    expect(desk.published('venue.reconciled').length).toBe(1);
  });

  test('orders that cannot be worked complete at once as rejected', () => {
    const code = (changes: Parameters<typeof parentOrder>[0]): string | undefined =>
      rig(executorConfig(), [parentOrder(changes)]).published('order.completed')[0]?.reason?.code;
    expect(code({ type: 'stop' })).toBe('execution/order-type-not-supported');
    expect(code({ timeInForce: 'ioc' })).toBe('execution/time-in-force-not-supported');
    expect(code({ displayLots: 10 })).toBe('execution/display-not-supported');
    expect(code({ bucket: 'long' })).toBe('execution/bucket-not-supported');
    expect(code({ type: 'limit' })).toBe('execution/limit-missing');
    expect(code({ venue: 'mars' })).toBe('execution/unknown-venue');
    expect(code({ instrumentId: 'other' })).toBe('execution/unknown-instrument');
    expect(code({ endAt: 0 })).toBe('execution/no-trading-time');
    expect(code({ lots: 0 })).toBe('execution/zero-lots');
    const warming = {
      ...executorConfig(),
      profiler: trailingProfile({ lookbackBars: 3, tradingDaysPerBar: 1 }),
    };
    expect(rig(warming, [parentOrder()]).published('order.completed')[0]?.reason?.code).toBe(
      'execution/profile-warming',
    );
    const broken = rig(executorConfig(), [parentOrder({ lots: 1.5 })]);
    expect(broken.published('order.request-refused')[0]?.code).toBe('execution/bad-order');
    const twice = rig(executorConfig(), [parentOrder(), parentOrder()]);
    expect(twice.published('order.request-refused')[0]?.code).toBe('execution/duplicate-order');
  });
});

describe('gate', () => {
  test('a refused child backs off; a refused cancel leaves it working; late approval sends nothing', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })), []);
    desk.approving = false;
    const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
    const order = parentOrder();
    desk.apply('order.approved', { order, status: 'accepted', requestedLots: 100, evidence });
    const [first] = desk.published('child.requested');
    if (first === undefined) throw new Error('nothing requested');
    desk.apply('child.rejected', { ...first, reasons: [noReason], evidence });
    desk.apply('child.approved', { ...first, evidence });
    expect(desk.submitted.length).toBe(0);
    desk.advanceTo(1_000);
    const second = desk.published('child.requested')[1];
    if (second === undefined) throw new Error('not requested again');
    desk.apply('child.approved', { ...second, evidence });
    desk.venue(ack(second.child.childId));
    control(desk, 'cancel');
    const cancel = desk.published('child.requested').at(-1);
    if (cancel === undefined) throw new Error('no cancel');
    desk.apply('child.rejected', { ...cancel, reasons: [], evidence });
    expect(desk.published('child.changed').at(-1)).toMatchObject({ to: 'working' });
    desk.apply('child.approved', { ...cancel, child: { ...cancel.child, childId: 'x' }, evidence });
    desk.advanceTo(2_000);
    expect(desk.published('child.requested').at(-1)?.action).toBe('cancel');
  });

  test('silence of the gate is a transient reject', () => {
    const desk = rig(executorConfig({}, twap({ slices: 1 })), []);
    desk.approving = false;
    const evidence = { kind: 'x', version: 1, verified: true, configHash: '', detail: null };
    desk.apply('order.approved', {
      order: parentOrder(),
      status: 'accepted',
      requestedLots: 100,
      evidence,
    });
    desk.advanceTo(30_000);
    expect(desk.published('child.changed').at(-1)).toMatchObject({
      to: 'rejected',
      reason: { code: 'execution/no-approval' },
    });
  });
});

describe('making one', () => {
  test('refuses bad names, policies and what is not built', () => {
    const code = (act: () => unknown): string | null => errorCode(act);
    const config = executorConfig();
    expect(code(() => createExecutor({ ...config, venues: [] }, { epoch: 1 }))).toBe(
      'execution/bad-venues',
    );
    expect(code(() => createExecutor(config, { epoch: -1 }))).toBe('execution/bad-epoch');
    expect(code(() => createExecutor(config, { epoch: 1, source: 'My Desk' }))).toBe(
      'execution/bad-source',
    );
    expect(code(() => createExecutor(config, { epoch: 1, startup: 'reconcile-first' }))).toBe(
      'execution/startup-not-supported',
    );
    const policy = (given: object): string | null =>
      code(() => createExecutor({ ...config, policy: given }, { epoch: 1 }));
    expect(policy({ catchUp: 'all' })).toBe('execution/bad-policy');
    expect(policy({ catchUp: { maxFactor: 0.5 } })).toBe('execution/bad-policy');
    expect(policy({ onEnd: 'pray' })).toBe('execution/bad-policy');
    expect(policy({ maxRejects: 0 })).toBe('execution/bad-policy');
    expect(policy({ speed: 1 })).toBe('execution/bad-policy');
    expect(policy([])).toBe('execution/bad-policy');
    const other = createExecutor(executorConfig({ catchUp: 'none' }), { epoch: 1 }).snapshot();
    expect(code(() => createExecutor(config, { epoch: 1, from: other }))).toBe(
      'core/snapshot-mismatch',
    );
  });

  test('forgets the oldest completed orders, and takes a new policy', () => {
    const desk = rig(executorConfig({ retainedOrders: 1 }), [
      parentOrder({ lots: 0 }),
      parentOrder({ orderId: 'test-1-2', lots: 0 }),
    ]);
    expect(desk.executor.describe().orders.map((order) => order.orderId)).toEqual(['test-1-2']);
    desk.apply('policy', { ...desk.executor.describe().policy, onEnd: 'cross' });
    expect(desk.executor.describe().policy.onEnd).toBe('cross');
  });
});
