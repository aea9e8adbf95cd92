import {
  type AnyEvent,
  createSimulatedClock,
  type Event,
  type HostBus,
  type Journal,
  type SystemEvents,
} from '@plimsoll/core';
import { createBus } from '@plimsoll/core/host';
import { createMemoryJournal } from '@plimsoll/core/journal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, refusalOf } from '../support/refusal.ts';
import { runs } from '../support/runs.ts';

interface TestEvents extends SystemEvents {
  readonly 'test.a': { readonly n: number };
  readonly 'test.b': { readonly n: number };
  readonly 'test.c': { readonly n: number };
}

const setUp = (
  options: { strict?: boolean; maxCausalDepth?: number; maxEventsPerDrain?: number } = {},
) => {
  const clock = createSimulatedClock(1000);
  const bus = createBus<TestEvents>({
    clock,
    epoch: 1,
    sources: { feed: 'input' },
    strict: true,
    ...options,
  });
  const seen: AnyEvent<TestEvents>[] = [];
  bus.tap((event) => void seen.push(event));
  return { clock, bus, seen, alpha: bus.as('alpha') };
};

const typesOf = (seen: readonly { type: string }[]): string[] => seen.map(({ type }) => type);

describe('order', () => {
  test('every subscriber sees the same order, first in first out', () => {
    const { bus, alpha } = setUp();
    const first: string[] = [];
    const second: string[] = [];
    for (const type of ['test.a', 'test.b', 'test.c'] as const)
      bus.subscribe(type, () => void first.push(type));
    alpha.subscribe('test.a', ({ payload }) => {
      alpha.publish('test.b', payload);
      alpha.publish('test.c', payload);
    });
    for (const type of ['test.a', 'test.b', 'test.c'] as const)
      bus.subscribe(type, () => void second.push(type));
    bus.publish('test.a', { n: 1 });
    expect(first).toEqual(['test.a', 'test.b', 'test.c']);
    expect(second).toEqual(first);
  });

  test('an input published by a handler waits for a drain of its own, after what effects publish', () => {
    const { bus, seen, alpha } = setUp();
    alpha.subscribe('test.a', () => {
      bus.publish('test.b', { n: 1 }, { source: 'feed' });
      alpha.perform(() => alpha.publish('test.c', { n: 3 }));
      alpha.publish('test.c', { n: 2 });
    });
    bus.publish('test.a', { n: 0 });
    expect(
      seen.map(({ type, payload, causationId, correlationId }) => [
        type,
        payload,
        causationId,
        correlationId,
      ]),
    ).toEqual([
      ['test.a', { n: 0 }, null, 'host-1-1'],
      ['test.c', { n: 2 }, 'host-1-1', 'host-1-1'],
      ['test.c', { n: 3 }, 'host-1-1', 'host-1-1'],
      ['test.b', { n: 1 }, null, 'feed-1-1'],
    ]);
  });

  test('an effect may ask for another one, which runs after those already asked for', () => {
    const { bus, alpha } = setUp();
    const order: number[] = [];
    alpha.subscribe('test.a', () => {
      alpha.perform(() => {
        order.push(1);
        alpha.perform(() => order.push(3));
      });
      alpha.perform(() => order.push(2));
    });
    bus.publish('test.a', { n: 1 });
    expect(order).toEqual([1, 2, 3]);
  });

  test('nothing is published or performed that could not be recorded', () => {
    const journal = createMemoryJournal();
    let full = false;
    const disk: Journal = {
      ...journal,
      append(drain) {
        if (full) throw new Error('disk full');
        journal.append(drain);
      },
    };
    const bus = createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 0, journal: disk });
    disk.begin({
      format: 1,
      epoch: 0,
      seed: 1,
      configHash: '',
      sources: {},
      versions: {},
      notes: null,
    });
    const alpha = bus.as('alpha');
    let effects = 0;
    alpha.subscribe('test.a', () => alpha.perform(() => effects++));
    bus.publish('test.a', { n: 1 });
    full = true;
    expect(() => bus.publish('test.a', { n: 2 })).toThrow('disk full');
    full = false;
    expect(codeOf(() => bus.publish('test.a', { n: 3 }))).toBe('core/journal-failed');
    expect(effects).toBe(1);
    expect([...journal.lines()].length).toBe(2);
  });

  test('subscribing takes effect from the next event, unsubscribing at once', () => {
    const { bus } = setUp();
    const heard: string[] = [];
    let stopLate = (): void => {};
    bus.subscribe('test.a', () => {
      heard.push('first');
      stopLate();
      bus.subscribe('test.a', () => void heard.push('new'));
    });
    stopLate = bus.subscribe('test.a', () => void heard.push('late'));
    bus.publish('test.a', { n: 1 });
    expect(heard).toEqual(['first']);
    stopLate();
    bus.publish('test.a', { n: 2 });
    expect(heard).toEqual(['first', 'first', 'new']);
  });

  test('long cascades need no stack', () => {
    const { bus, seen } = setUp({ maxCausalDepth: 60_000 });
    const echo = bus.as('echo');
    echo.subscribe('test.a', ({ payload }) => {
      if (payload.n > 0) echo.publish('test.a', { n: payload.n - 1 });
    });
    bus.publish('test.a', { n: 50_000 });
    expect(seen.length).toBe(50_001);
    bus.publish('test.a', { n: 0 });
    expect(seen.at(-1)?.seq).toBe(50_002);
  });
});

describe('envelope', () => {
  test('ids, sequence, time, role, subject, cause and correlation', () => {
    const { bus, seen, alpha, clock } = setUp();
    alpha.subscribe('test.a', () => {
      expect(alpha.nextId()).toBe('alpha-1-1');
      expect(alpha.now()).toBe(1000);
      alpha.publish('test.b', { n: 2 }, { subject: 'X' });
    });
    bus.publish('test.a', { n: 1 }, { source: 'feed' });
    clock.advanceTo(2000);
    bus.publish('agent.changed', { agent: 'alpha', state: 'running', health: 'ok', detail: null });
    expect(seen).toEqual([
      {
        id: 'feed-1-1',
        type: 'test.a',
        payload: { n: 1 },
        source: 'feed',
        role: 'input',
        seq: 1,
        at: 1000,
        subject: '',
        correlationId: 'feed-1-1',
        causationId: null,
      },
      {
        id: 'alpha-1-2',
        type: 'test.b',
        payload: { n: 2 },
        source: 'alpha',
        role: 'derived',
        seq: 2,
        at: 1000,
        subject: 'X',
        correlationId: 'feed-1-1',
        causationId: 'feed-1-1',
      },
      {
        id: 'host-1-1',
        type: 'agent.changed',
        payload: { agent: 'alpha', state: 'running', health: 'ok', detail: null },
        source: 'host',
        role: 'input',
        seq: 3,
        at: 2000,
        subject: 'alpha',
        correlationId: 'host-1-1',
        causationId: null,
      },
    ]);
    expect(bus.sources()).toEqual({
      host: 'input',
      timer: 'input',
      system: 'derived',
      feed: 'input',
      alpha: 'derived',
    });
  });

  test('epoch and sequence are base 36', () => {
    const bus = createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 71 });
    const alpha = bus.as('alpha');
    const ids = Array.from({ length: 37 }, () => alpha.nextId());
    expect([ids[0], ids[35], ids[36]]).toEqual(['alpha-1z-1', 'alpha-1z-10', 'alpha-1z-11']);
  });

  test('time is frozen within a drain even while the clock moves, and never goes back', () => {
    let time = 10;
    const bus = createBus<TestEvents>({
      clock: { now: () => time, at: () => ({ dueAt: 0, cancel() {} }) },
      epoch: 0,
    });
    const at: number[] = [];
    bus.tap((event) => void at.push(event.at));
    const alpha = bus.as('alpha');
    alpha.subscribe('test.a', () => {
      time += 5;
      alpha.publish('test.b', { n: 1 });
      alpha.perform(() => {
        time += 5;
        alpha.publish('test.c', { n: 1 });
      });
    });
    bus.publish('test.a', { n: 1 });
    expect(at).toEqual([10, 10, 10]);
    time = 3;
    bus.publish('test.b', { n: 1 });
    expect(at.at(-1)).toBe(10);
    expect(bus.now()).toBe(10);
    time = 99;
    expect(bus.now()).toBe(99);
  });

  test('refuses unknown sources, bad names, bad epochs and derived events that follow from nothing', () => {
    const { bus, alpha } = setUp();
    expect(codeOf(() => bus.publish('test.a', { n: 1 }, { source: 'fedd' }))).toBe(
      'core/unknown-source',
    );
    expect(codeOf(() => bus.as('Alpha'))).toBe('core/invalid-source');
    expect(codeOf(() => bus.as('a'.repeat(13)))).toBe('core/invalid-source');
    expect(codeOf(() => alpha.publish('test.a', { n: 1 }))).toBe('core/derived-without-cause');
    expect(codeOf(() => alpha.perform(() => {}))).toBe('core/effect-without-cause');
    expect(codeOf(() => bus.publish('' as 'test.a', { n: 1 }))).toBe('core/invalid-type');
    expect(codeOf(() => bus.subscribe('' as 'test.a', () => {}))).toBe('core/invalid-type');
    const clock = createSimulatedClock(0);
    expect(codeOf(() => createBus({ clock, epoch: -1 }))).toBe('core/invalid-epoch');
    expect(codeOf(() => createBus({ clock, epoch: 0, maxCausalDepth: 0 }))).toBe(
      'core/invalid-limit',
    );
    expect(codeOf(() => createBus({ clock, epoch: 0, sources: { a: 'root' as 'input' } }))).toBe(
      'core/invalid-role',
    );
  });
});

describe('failures', () => {
  test('a throwing handler stops nobody and surfaces as an event', () => {
    const { bus, seen } = setUp({ strict: false });
    const heard: string[] = [];
    bus.subscribe(
      'system.handler-failed',
      ({ payload, subject }) => void heard.push(`${payload.code} ${subject}`),
    );
    bus.as('bad').subscribe('test.a', () => {
      throw new TypeError('boom');
    });
    bus.as('worse').subscribe('test.a', () => {
      throw 'text';
    });
    bus.subscribe('test.a', () => void heard.push('still called'));
    bus.publish('test.a', { n: 1 });
    expect(heard).toEqual(['still called', 'TypeError bad', 'thrown worse']);
    expect(seen[1]).toMatchObject({
      source: 'system',
      causationId: 'host-1-1',
      payload: { eventId: 'host-1-1', eventType: 'test.a', subscriber: 'bad', message: 'boom' },
    });
  });

  test('without a subscriber the default rethrows after delivery', () => {
    const { bus } = setUp({ strict: false });
    let after = 0;
    bus.subscribe('test.a', () => {
      throw new Error('boom');
    });
    bus.subscribe('test.a', () => void after++);
    expect(() => bus.publish('test.a', { n: 1 })).toThrow(AggregateError);
    expect(after).toBe(1);
    bus.subscribe('system.handler-failed', () => {});
    bus.publish('test.a', { n: 1 });
    expect(after).toBe(2);
  });

  test('a failing handler of handler-failed goes to onError, and is never dispatched again', () => {
    const sink: string[] = [];
    const bus = createBus<TestEvents>({
      clock: createSimulatedClock(0),
      epoch: 0,
      onError: ({ event, error }) => void sink.push(`${event.type}: ${String(error)}`),
    });
    let calls = 0;
    bus.subscribe('test.a', () => {
      throw new Error('first');
    });
    bus.publish('test.a', { n: 1 });
    bus.subscribe('system.handler-failed', () => {
      calls++;
      throw new Error('second');
    });
    bus.publish('test.a', { n: 1 });
    expect(calls).toBe(1);
    expect(sink).toEqual(['test.a: Error: first', 'system.handler-failed: Error: second']);
  });

  test('strict mode rethrows all failures at once even when somebody listens, and freezes events', () => {
    const { bus } = setUp();
    bus.subscribe('system.handler-failed', () => {});
    bus.subscribe('test.a', () => {
      throw new Error('one');
    });
    bus.subscribe('test.a', ({ payload }) => {
      (payload as { n: number }).n = 2;
    });
    try {
      bus.publish('test.a', { n: 1 });
      expect.unreachable();
    } catch (error) {
      expect((error as AggregateError).errors.map(String)).toEqual([
        'Error: one',
        expect.stringContaining('read only'),
      ]);
      expect((error as AggregateError).message).toContain(
        'handler of test.a in host failed: one (and 1 more)',
      );
    }
  });

  test('taps and effects are guarded too', () => {
    const { bus, alpha, seen } = setUp({ strict: false });
    const heard: string[] = [];
    bus.subscribe('system.handler-failed', ({ payload }) => void heard.push(payload.subscriber));
    const stop = bus.tap((event) => {
      if (event.type === 'test.a') throw new Error('tap');
    });
    alpha.subscribe('test.a', () => {
      alpha.perform(() => {
        throw new Error('effect');
      });
      alpha.perform(() => alpha.publish('test.b', { n: 1 }));
    });
    bus.publish('test.a', { n: 1 });
    expect(heard).toEqual(['tap', 'alpha']);
    expect(typesOf(seen)).toEqual([
      'test.a',
      'system.handler-failed',
      'system.handler-failed',
      'test.b',
    ]);
    stop();
    stop();
    bus.publish('test.b', { n: 1 });
    expect(heard.length).toBe(2);
  });
});

describe('limits', () => {
  test('a feedback loop ends at the causal depth, naming the chain', () => {
    const { bus, seen } = setUp({ strict: false });
    const ping = bus.as('ping');
    const messages: string[] = [];
    bus.subscribe(
      'system.handler-failed',
      ({ payload }) => void messages.push(`${payload.code} ${payload.message}`),
    );
    ping.subscribe('test.a', ({ payload }) => ping.publish('test.b', payload));
    ping.subscribe('test.b', ({ payload }) => ping.publish('test.a', payload));
    bus.publish('test.a', { n: 1 });
    expect(seen.length).toBe(65);
    expect(messages.length).toBe(1);
    expect(messages[0]).toContain('core/causal-depth');
    expect(messages[0]).toContain('test.b > test.a > test.b > test.a');
    bus.publish('test.c', { n: 1 });
    expect(seen.at(-1)?.type).toBe('test.c');
  });

  test('breadth is no loop; only the number of events of one input ends it', () => {
    const { bus, seen, alpha } = setUp();
    alpha.subscribe('test.a', () => {
      for (let n = 0; n < 5000; n++) alpha.publish('test.b', { n });
    });
    bus.publish('test.a', { n: 1 });
    expect(seen.length).toBe(5001);

    const small = setUp({ strict: false, maxEventsPerDrain: 10 });
    const codes: string[] = [];
    small.bus.subscribe('system.handler-failed', ({ payload }) => void codes.push(payload.code));
    small.alpha.subscribe('test.a', () => {
      for (let n = 0; n < 50; n++) small.alpha.publish('test.b', { n });
    });
    small.bus.publish('test.a', { n: 1 });
    expect(codes).toEqual(['core/too-many-events']);
    small.bus.publish('test.c', { n: 1 });
    expect(small.seen.at(-1)?.type).toBe('test.c');
  });

  test('effects that feed each other at one instant end too', () => {
    const { bus, alpha } = setUp({ strict: false, maxEventsPerDrain: 100 });
    const codes: string[] = [];
    bus.subscribe('system.handler-failed', ({ payload }) => void codes.push(payload.code));
    alpha.subscribe('test.a', ({ payload }) =>
      alpha.perform(() => alpha.publish('test.a', payload)),
    );
    bus.publish('test.a', { n: 1 });
    expect(codes).toEqual(['core/too-many-events']);
  });
});

describe('payloads', () => {
  test('refuses what JSON cannot carry, with the path, leaving the bus as it was', () => {
    const { bus, seen } = setUp();
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const cases: readonly [unknown, readonly (string | number)[]][] = [
      [{ n: Number.NaN }, ['payload', 'n']],
      [{ n: 1, list: [0, { x: Number.NEGATIVE_INFINITY }] }, ['payload', 'list', 1, 'x']],
      [{ n: undefined }, ['payload', 'n']],
      [{ n: 1n }, ['payload', 'n']],
      [{ n: () => 1 }, ['payload', 'n']],
      [{ n: new Date(0) }, ['payload', 'n']],
      [{ n: Float64Array.of(1) }, ['payload', 'n']],
      [JSON.parse('{"n":{"__proto__":1}}'), ['payload', 'n', '__proto__']],
      [undefined, ['payload']],
    ];
    for (const [payload, path] of cases) {
      const error = refusalOf(() => bus.publish('test.a', payload as { n: number }));
      expect(error.code).toBe('core/invalid-payload');
      expect(error.path).toEqual(path);
    }
    expect(codeOf(() => bus.publish('test.a', cyclic as never))).toBe('core/invalid-payload');
    expect(seen).toEqual([]);
    bus.publish('test.a', { n: 1 });
    expect(seen[0]?.seq).toBe(1);
  });

  test('writes -0 as 0 in a copy, and passes everything else through untouched', () => {
    const { bus, seen } = setUp({ strict: false });
    const payload = { n: -0, deep: [{ x: -0 }, null, 'x', true] };
    bus.publish('test.a', payload);
    expect(Object.is((seen[0] as Event<string, { n: number }>).payload.n, 0)).toBe(true);
    expect(seen[0]?.payload).toEqual({ n: 0, deep: [{ x: 0 }, null, 'x', true] });
    expect(Object.is(payload.n, -0)).toBe(true);
    const clean = Object.assign(Object.create(null), { n: 1 });
    bus.publish('test.a', clean);
    expect(seen[1]?.payload).toEqual({ n: 1 });
    bus.publish('test.b', clean.n);
    expect(seen[2]).toMatchObject({ payload: 1, subject: '' });
  });

  test('what passes is exactly what JSON returns', () => {
    const { bus, seen } = setUp();
    // A field named __proto__ is refused, as tested above; JSON.stringify writes it as this.
    const plain = fc
      .jsonValue({ maxDepth: 4 })
      .filter((value) => !JSON.stringify(value).includes('"__proto__":'));
    fc.assert(
      fc.property(plain, (value) => {
        bus.publish('test.a', value as never);
        const { payload } = seen.pop() as Event;
        expect(JSON.parse(JSON.stringify(payload))).toStrictEqual(payload);
      }),
      runs(200),
    );
  });
});

describe('asynchronous handlers', () => {
  test('idle waits for promises, rejections surface as events caused by the event', async () => {
    const { bus, seen } = setUp({ strict: false });
    bus.subscribe('system.handler-failed', () => {});
    const slow = bus.as('slow');
    slow.subscribe('test.a', async (event) => {
      await null;
      slow.publish('test.b', { n: 2 }, { causedBy: event });
      await null;
      throw new Error('late');
    });
    bus.publish('test.a', { n: 1 });
    expect(bus.pending()).toBe(1);
    await bus.idle();
    expect(bus.pending()).toBe(0);
    expect(seen.map(({ type, causationId }) => [type, causationId])).toEqual([
      ['test.a', null],
      ['test.b', 'host-1-1'],
      ['system.handler-failed', 'host-1-1'],
    ]);
    await bus.idle();
  });

  test('idle rejects when nobody listens, once', async () => {
    for (const strict of [true, false]) {
      const { bus } = setUp({ strict });
      bus.subscribe('test.a', () => Promise.reject(new Error('late')));
      bus.publish('test.a', { n: 1 });
      await expect(bus.idle()).rejects.toThrow('late');
      await bus.idle();
    }
  });

  test('derived events after an await carry the time at which they came', async () => {
    const { bus, seen, alpha, clock } = setUp();
    alpha.subscribe('test.a', async (event) => {
      await null;
      clock.advanceTo(5000);
      alpha.publish('test.b', { n: 2 }, { causedBy: event });
    });
    bus.publish('test.a', { n: 1 });
    await bus.idle();
    expect(seen.map(({ at }) => at)).toEqual([1000, 5000]);
  });
});

test('a wider bus fits where a narrower one is wanted', () => {
  const { bus, seen } = setUp();
  const narrow: { publish(type: 'test.a', payload: { readonly n: number }): void } = bus;
  narrow.publish('test.a', { n: 1 });
  const host: HostBus<TestEvents> = bus;
  expect(host.epoch).toBe(1);
  expect(seen.length).toBe(1);
});
