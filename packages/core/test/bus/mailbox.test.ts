import {
  type AgentContext,
  createSimulatedClock,
  defineAgent,
  type MarketEvents,
  type OrderEvents,
  type SystemEvents,
} from '@plimsoll/core';
import { createBus, createMailbox } from '@plimsoll/core/host';
import { createTestHost } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/refusal.ts';

interface TestEvents extends SystemEvents {
  readonly 'test.tick': { readonly n: number };
}

const setUp = (
  capacity: number,
  overflow: 'error' | 'latest-per-subject',
  handle?: (n: number) => void,
) => {
  const bus = createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 0 });
  const failures: string[] = [];
  bus.subscribe('system.handler-failed', ({ payload }) => void failures.push(payload.code));
  const handled: number[] = [];
  let open = 0;
  const mailbox = createMailbox(bus, {
    type: 'test.tick',
    capacity,
    overflow,
    handle: async ({ payload }) => {
      expect(++open).toBe(1);
      await null;
      await null;
      open--;
      handled.push(payload.n);
      handle?.(payload.n);
    },
  });
  const tick = (n: number, subject = ''): void => bus.publish('test.tick', { n }, { subject });
  return { bus, failures, handled, mailbox, tick };
};

describe('createMailbox', () => {
  test('hands over one event at a time, in order; idle waits for all', async () => {
    const { bus, handled, mailbox, tick } = setUp(10, 'error');
    for (const n of [1, 2, 3]) tick(n);
    expect(mailbox.counters()).toEqual({
      received: 3,
      handled: 0,
      conflated: 0,
      waiting: 2,
      peak: 2,
    });
    await bus.idle();
    expect(handled).toEqual([1, 2, 3]);
    tick(4);
    await bus.idle();
    expect(mailbox.counters()).toEqual({
      received: 4,
      handled: 4,
      conflated: 0,
      waiting: 0,
      peak: 2,
    });
  });

  test('error: an overflow is a failed handler with a code of its own', async () => {
    const { bus, failures, handled, tick } = setUp(1, 'error');
    for (const n of [1, 2, 3]) tick(n);
    expect(failures).toEqual(['core/mailbox-overflow']);
    await bus.idle();
    expect(handled).toEqual([1, 2]);
  });

  test('latest-per-subject: a newer event takes the place of a waiting one', async () => {
    const { bus, failures, handled, mailbox, tick } = setUp(2, 'latest-per-subject');
    tick(0, 'busy');
    tick(1, 'A');
    tick(2, 'B');
    tick(3, 'A');
    tick(4, 'A');
    expect(failures).toEqual([]);
    tick(5, 'C');
    expect(failures).toEqual(['core/mailbox-overflow']);
    await bus.idle();
    expect(handled).toEqual([0, 4, 2]);
    expect(mailbox.counters()).toMatchObject({ received: 6, conflated: 2, handled: 3 });
  });

  test('failures surface and do not stop the queue', async () => {
    const { bus, failures, handled, tick } = setUp(9, 'error', (n) => {
      if (n % 2 === 1) throw new RangeError(String(n));
    });
    tick(1);
    tick(2);
    await bus.idle();
    expect(handled).toEqual([1, 2]);
    for (const n of [3, 4, 5]) tick(n);
    await bus.idle();
    expect(handled).toEqual([1, 2, 3, 4, 5]);
    expect(failures).toEqual(['RangeError', 'AggregateError']);
  });

  test('close forgets what waits', async () => {
    const { bus, handled, mailbox, tick } = setUp(9, 'error');
    tick(1);
    tick(2);
    mailbox.close();
    tick(3);
    await bus.idle();
    expect(handled).toEqual([1]);
  });

  test('an overflow in an agent faults it and its host at the first time', () => {
    const { bus, host } = createTestHost<TestEvents>({
      strict: false,
      agents: () => [
        defineAgent('slow', {}, (context: AgentContext<TestEvents, null>) => {
          createMailbox(context, {
            type: 'test.tick',
            capacity: 1,
            overflow: 'error',
            handle: () => new Promise(() => undefined),
          });
          return undefined;
        }),
      ],
    });
    for (const n of [1, 2]) bus.publish('test.tick', { n });
    expect(host.state()).toBe('running');
    bus.publish('test.tick', { n: 3 });
    expect(host.state()).toBe('faulted');
    expect(host.health()[0]).toMatchObject({ state: 'faulted' });
  });

  test('never conflates what counts, and refuses a bad capacity', () => {
    interface Events extends SystemEvents, OrderEvents, MarketEvents {}
    const bus = createBus<Events>({ clock: createSimulatedClock(0), epoch: 0 });
    const make = (type: keyof Events & string, capacity: number, overflow: string) =>
      codeOf(() =>
        createMailbox(bus, {
          type,
          capacity,
          overflow: overflow as 'error',
          handle: () => undefined,
        }),
      );
    expect(make('order.filled', 5, 'latest-per-subject')).toBe('core/conflation-refused');
    expect(make('market.quote', 0, 'error')).toBe('core/invalid-mailbox');
    expect(make('market.quote', 1, 'drop-oldest')).toBe('core/invalid-mailbox');
  });
});
