import {
  type Agent,
  type AgentContext,
  createSimulatedClock,
  defineAgent,
  type Json,
  misuse,
  type SystemEvents,
} from '@plimsoll/core';
import { createBus, createHost } from '@plimsoll/core/host';
import { createMemoryJournal } from '@plimsoll/core/journal';
import { createTestHost } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { codeOf, refusalOf } from '../support/refusal.ts';

interface TestEvents extends SystemEvents {
  readonly 'test.ping': { readonly n: number };
  readonly 'test.pong': { readonly n: number; readonly by: string };
}
type Context = AgentContext<TestEvents, null>;

const agentOf = (
  name: string,
  start: (context: Context) => void,
  stop?: () => void,
): Agent<TestEvents, null> =>
  defineAgent(name, {}, (context: Context) => {
    start(context);
    return stop === undefined ? undefined : { stop };
  });

const echo = (name: string): Agent<TestEvents, null> =>
  agentOf(name, (context) => {
    context.subscribe('test.ping', ({ payload }) =>
      context.publish('test.pong', { n: payload.n, by: context.name }),
    );
  });

const start = (agents: () => readonly Agent<TestEvents, unknown>[], more: object = {}) =>
  createTestHost<TestEvents>({ agents, ...more });

describe('life cycle', () => {
  test('starts in order, stops in reverse, undoes what was registered, is idempotent', async () => {
    const log: string[] = [];
    const noisy = (name: string) => () =>
      agentOf(
        name,
        (context) => {
          log.push(`start ${name}`);
          context.subscribe('test.ping', () => void log.push(`ping ${name}`));
          context.every(10, () => log.push(`tick ${name}`));
        },
        () => log.push(`stop ${name}`),
      );
    const { host, bus, clock, payloads, replay } = start(() => [noisy('a')(), noisy('b')()]);
    host.start();
    bus.publish('test.ping', { n: 1 });
    clock.advanceTo(10);
    const first = host.stop();
    expect(host.stop()).toBe(first);
    await first;
    bus.journal?.head();
    clock.advanceTo(100);
    expect(log).toEqual([
      'start a',
      'start b',
      'ping a',
      'ping b',
      'tick a',
      'tick b',
      'stop b',
      'stop a',
    ]);
    expect(host.state()).toBe('stopped');
    expect(codeOf(() => host.start())).toBe('core/host-not-idle');
    expect(payloads('agent.changed').map(({ agent, state }) => `${agent} ${state}`)).toEqual([
      'a running',
      'b running',
      'b stopped',
      'a stopped',
    ]);
    expect(replay().status).toBe('identical');
  });

  test('a failed start rolls back and says why', async () => {
    const log: string[] = [];
    const { host, payloads, bus } = start(
      () => [
        agentOf(
          'good',
          (context) => context.subscribe('test.ping', () => void log.push('heard')),
          () => log.push('stop good'),
        ),
        agentOf('bad', (context) => {
          context.subscribe('test.ping', () => void log.push('heard'));
          context.at(5, () => log.push('timer'));
          throw new Error('no licence');
        }),
        agentOf('never', () => log.push('start never')),
      ],
      { start: false },
    );
    const error = refusalOf(() => host.start());
    expect(error.code).toBe('core/agent-start-failed');
    expect(error.received).toBe('bad');
    expect(error.message).toContain('no licence');
    expect(host.state()).toBe('faulted');
    expect(host.health().map(({ agent, state, status }) => [agent, state, status])).toEqual([
      ['good', 'stopped', 'ok'],
      ['bad', 'faulted', 'failed'],
      ['never', 'idle', 'ok'],
    ]);
    bus.publish('test.ping', { n: 1 });
    expect(log).toEqual(['stop good']);
    expect(payloads('agent.changed').map(({ agent, state }) => `${agent} ${state}`)).toEqual([
      'good running',
      'bad faulted',
      'good stopped',
    ]);
    await host.stop();
  });

  test('stop waits for promises and surfaces their rejection; the journal is closed all the same', async () => {
    let released = false;
    const slow = (): Agent<TestEvents, null> =>
      defineAgent('slow', {}, () => ({
        stop: async () => {
          await null;
          released = true;
        },
      }));
    const { host } = start(() => [slow()]);
    await host.stop('completed', 'all data read');
    expect(released).toBe(true);

    const bad = (): Agent<TestEvents, null> =>
      defineAgent('bad', {}, () => ({ stop: () => Promise.reject(new Error('flush failed')) }));
    const failing = start(() => [bad()]);
    await expect(failing.host.stop()).rejects.toThrow('flush failed');
    expect(codeOf(() => failing.journal.append([]))).toBe('core/journal-closed');

    const throwing = start(() => [
      agentOf(
        'x',
        () => undefined,
        () => misuse('core/test', [], 1, 'No.'),
      ),
      echo('y'),
    ]);
    await expect(throwing.host.stop()).rejects.toThrow('failed to stop');
    expect(throwing.host.health().map(({ state }) => state)).toEqual(['stopped', 'stopped']);
  });

  test('an idle host stops without a trace', async () => {
    const { host, events } = start(() => [echo('a')], { start: false });
    await host.stop();
    expect([host.state(), events.length]).toEqual(['stopped', 0]);
  });

  test('refuses duplicate, reserved and malformed names, and bad failure policies', () => {
    const bus = () => createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 0 });
    expect(codeOf(() => createHost({ bus: bus(), agents: [echo('a'), echo('a')] }))).toBe(
      'core/duplicate-agent',
    );
    expect(codeOf(() => createHost({ bus: bus(), agents: [echo('timer')] }))).toBe(
      'core/duplicate-agent',
    );
    expect(codeOf(() => createHost({ bus: bus(), agents: [echo('Bad Name')] }))).toBe(
      'core/invalid-source',
    );
    expect(codeOf(() => createHost({ bus: bus(), agents: [], seed: 0.5 }))).toBe(
      'core/invalid-seed',
    );
    for (const failures of [
      { faultAfter: 0 },
      { maxRestarts: -1 },
      { backOffMs: 0 },
      { backOffFactor: Number.NaN },
    ]) {
      expect(codeOf(() => createHost({ bus: bus(), agents: [], failures }))).toBe(
        'core/invalid-failures',
      );
    }
  });

  test('registering after stop is refused', async () => {
    let kept: Context | undefined;
    const { host } = start(() => [
      agentOf('a', (context) => {
        kept = context;
      }),
    ]);
    await host.stop();
    expect(codeOf(() => kept?.subscribe('test.ping', () => undefined))).toBe(
      'core/agent-not-running',
    );
    expect(codeOf(() => kept?.at(1, () => undefined))).toBe('core/agent-not-running');
  });
});

describe('context', () => {
  test('an agent speaks under its own name and mints its own ids', () => {
    const { bus, events } = start(() => [echo('alpha')]);
    bus.publish('test.ping', { n: 1 }, { source: 'feed' });
    const [ping, pong] = events.slice(-2);
    expect(pong).toMatchObject({
      source: 'alpha',
      role: 'derived',
      causationId: ping?.id,
      payload: { by: 'alpha' },
    });
  });

  test('unsubscribing by hand and at stop agree', async () => {
    let heard = 0;
    const { bus, host } = start(() => [
      agentOf('a', (context) => {
        const off = context.subscribe('test.ping', () => {
          heard++;
          off();
        });
      }),
    ]);
    bus.publish('test.ping', { n: 1 });
    bus.publish('test.ping', { n: 2 });
    await host.stop();
    expect(heard).toBe(1);
  });

  test('random streams are forked by name: another agent does not shift them', () => {
    const draws = (names: readonly string[]): number[] => {
      const drawn: number[] = [];
      start(() =>
        names.map((name) =>
          agentOf(name, ({ random }) => {
            const n = random.nextUint32();
            if (name === 'b') drawn.push(n);
          }),
        ),
      );
      return drawn;
    };
    expect(draws(['a', 'b'])).toEqual(draws(['c', 'b', 'd']));
  });

  test('journalHead is the link before the current drain; effects run after the append', () => {
    const heads: (string | null)[] = [];
    const agent = () =>
      agentOf('a', (context) => {
        context.subscribe('test.ping', () => {
          heads.push(context.journalHead());
          context.perform(() => heads.push(context.journalHead()));
        });
      });
    const { bus, journal } = start(() => [agent()]);
    const before = journal.head().hash;
    bus.publish('test.ping', { n: 1 });
    expect(heads).toEqual([before, journal.head().hash]);
    expect(before).not.toBe(journal.head().hash);

    const bare = createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 0 });
    createHost({ bus: bare, agents: [agent()] }).start();
    bare.publish('test.ping', { n: 1 });
    expect(heads.slice(2)).toEqual([null, null]);
  });

  test('now is frozen within a drain', () => {
    const seen: number[] = [];
    const { clock } = start(() => [
      agentOf('a', (context) => {
        context.at(7, () => seen.push(context.now()));
        context.subscribe('system.timer-fired', ({ at }) => void seen.push(at));
      }),
    ]);
    clock.advanceTo(50);
    expect(seen).toEqual([7, 7]);
  });
});

describe('timers', () => {
  test('fire as journaled inputs with deterministic ids, and cause what the callback publishes', () => {
    const agent = () =>
      agentOf('a', (context) => {
        context.at(5, () => context.publish('test.pong', { n: 5, by: 'a' }));
        context.at(3, () => undefined).cancel();
      });
    const { clock, events, replay } = start(() => [agent()]);
    clock.advanceTo(10);
    expect(events.slice(2)).toMatchObject([
      {
        type: 'system.timer-fired',
        role: 'input',
        source: 'timer',
        at: 5,
        subject: 'a',
        payload: { timerId: 'a-0-1', agent: 'a', dueAt: 5 },
      },
      { type: 'test.pong', role: 'derived', at: 5, causationId: events[2]?.id },
    ]);
    expect(events.length).toBe(4);
    expect(replay().status).toBe('identical');
  });

  test('every keeps absolute deadlines, skips those missed, and can be cancelled from its callback', () => {
    const ticks: number[] = [];
    let dueAt: number | undefined;
    let timer: { readonly dueAt: number; cancel(): void } | undefined;
    let time = 0;
    const due: { at: number; fire: () => void }[] = [];
    const bus = createBus<TestEvents>({
      epoch: 0,
      clock: {
        now: () => time,
        at(at, fire) {
          const entry = { at, fire };
          due.push(entry);
          return { dueAt: at, cancel: () => void due.splice(due.indexOf(entry), 1) };
        },
      },
    });
    createHost({
      bus,
      agents: [
        agentOf('a', (context) => {
          timer = context.every(10, () => {
            ticks.push(context.now());
            dueAt = timer?.dueAt;
            if (ticks.length === 3) timer?.cancel();
          });
        }),
      ],
    }).start();
    const fireAt = (at: number): void => {
      time = at;
      due.shift()?.fire();
    };
    fireAt(10.5);
    expect(dueAt).toBe(20);
    fireAt(47);
    expect(dueAt).toBe(50);
    fireAt(50);
    expect(ticks).toEqual([10.5, 47, 50]);
    expect(due).toEqual([]);
    expect(
      codeOf(() =>
        start(() => [agentOf('a', (context) => void context.every(0, () => undefined))]),
      ),
    ).toBe('core/agent-start-failed');
  });
});

describe('failing handlers', () => {
  const failing = (): Agent<TestEvents, null> =>
    agentOf('weak', (context) => {
      context.subscribe('test.ping', ({ payload }) => {
        if (payload.n < 0) misuse('core/test', ['n'], payload.n, 'Positive.');
        context.publish('test.pong', { n: payload.n, by: 'weak' });
      });
    });

  test('are counted: degraded from the first, faulted at the third, others unharmed', () => {
    const { bus, host, payloads, replay } = start(() => [failing(), echo('strong')], {
      strict: false,
    });
    bus.publish('test.ping', { n: -1 });
    expect(host.health()[0]).toMatchObject({
      state: 'running',
      status: 'degraded',
      detail: expect.stringContaining('core/test at n'),
    });
    bus.publish('test.ping', { n: -1 });
    bus.publish('test.ping', { n: -1 });
    bus.publish('test.ping', { n: 1 });
    expect(host.health().map(({ state, status }) => [state, status])).toEqual([
      ['faulted', 'failed'],
      ['running', 'ok'],
    ]);
    expect(payloads('test.pong').filter(({ by }) => by === 'weak')).toEqual([]);
    expect(payloads('agent.changed').map(({ state, health }) => `${state} ${health}`)).toEqual([
      'running ok',
      'running ok',
      'running degraded',
      'faulted failed',
    ]);
    expect(host.state()).toBe('running');
    expect(replay().status).toBe('identical');
  });

  test('restart with growing back-off on the injected clock, a limited number of times', () => {
    const starts: number[] = [];
    const agent = () =>
      agentOf(
        'weak',
        (context) => {
          starts.push(context.now());
          context.subscribe('test.ping', () => misuse('core/test', [], 1, 'No.'));
        },
        () => misuse('core/test', [], 1, 'Cannot even stop.'),
      );
    const { bus, clock, host, replay } = start(() => [agent()], {
      strict: false,
      failures: { faultAfter: 1, maxRestarts: 2, backOffMs: 100, backOffFactor: 3 },
    });
    for (let at = 50; at <= 1000; at += 50) {
      clock.advanceTo(at);
      bus.publish('test.ping', { n: 1 });
    }
    expect(starts).toEqual([0, 150, 450]);
    expect(host.health()[0]?.state).toBe('faulted');
    starts.length = 0;
    expect(replay().status).toBe('identical');
    expect(starts).toEqual([0, 150, 450]);
  });

  test('a restart that fails waits for the next one', () => {
    let attempts = 0;
    const agent = () =>
      agentOf('weak', (context) => {
        if (++attempts === 2) throw new Error('still down');
        context.subscribe('test.ping', () => misuse('core/test', [], 1, 'No.'));
      });
    const { bus, clock, host } = start(() => [agent()], {
      strict: false,
      failures: { faultAfter: 1, maxRestarts: 5, backOffMs: 10, backOffFactor: 1 },
    });
    bus.publish('test.ping', { n: 1 });
    clock.advanceTo(10);
    expect([attempts, host.health()[0]?.state]).toEqual([2, 'faulted']);
    clock.advanceTo(20);
    expect([attempts, host.health()[0]?.state]).toEqual([3, 'running']);
  });

  test('an agent may report itself worse than its failures say', () => {
    const agent = (): Agent<TestEvents, null> =>
      defineAgent('a', {}, () => ({
        health: () => ({ status: 'degraded' as const, detail: 'stale feed' }),
      }));
    const { host } = start(() => [agent()]);
    expect(host.health()).toEqual([
      { agent: 'a', state: 'running', status: 'degraded', detail: 'stale feed' },
    ]);
  });
});

describe('policy', () => {
  interface Limits {
    readonly max: number;
  }
  const validate = (candidate: Json): Limits => {
    const { max } = candidate as { max?: unknown };
    if (typeof max !== 'number') misuse('core/test-policy', ['max'], max, 'Give a number.');
    return { max: max as number };
  };
  const limited = (seen: number[]) => (): Agent<TestEvents, Limits> =>
    defineAgent(
      'limited',
      { policy: { max: 1 }, validate },
      (context: AgentContext<TestEvents, Limits>) => {
        context.onPolicy(({ max }) => void seen.push(max));
        context.subscribe('test.ping', () =>
          context.publish('test.pong', { n: context.policy().max, by: 'limited' }),
        );
        return undefined;
      },
    );
  const request = (agent: string, policy: Json) => ({
    requestId: 'host-0-x',
    by: 'desk',
    reason: 'test',
    agent,
    policy,
  });

  test('changes by event: validated, applied, announced, and seen by the agent', () => {
    const seen: number[] = [];
    const { bus, payloads, replay } = start(() => [limited(seen)()]);
    bus.publish('policy.change-requested', request('limited', { max: 5 }));
    bus.publish('test.ping', { n: 1 });
    expect(seen).toEqual([5]);
    expect(payloads('policy.changed')).toEqual([
      { requestId: 'host-0-x', agent: 'limited', policy: { max: 5 } },
    ]);
    expect(payloads('test.pong')).toEqual([{ n: 5, by: 'limited' }]);
    expect(replay().status).toBe('identical');
  });

  test('is refused with code, path and remedy, leaving the old one in force', async () => {
    const seen: number[] = [];
    const { bus, payloads, host } = start(() => [limited(seen)(), echo('plain')]);
    bus.publish('policy.change-requested', request('limited', { max: 'a lot' }));
    bus.publish('policy.change-requested', request('plain', 1));
    bus.publish('policy.change-requested', request('nobody', 1));
    bus.publish('test.ping', { n: 1 });
    expect(
      payloads('policy.request-refused').map(({ agent, code, path }) => [agent, code, path]),
    ).toEqual([
      ['limited', 'core/test-policy', ['max']],
      ['plain', 'core/policy-fixed', ['policy']],
      ['nobody', 'core/unknown-agent', ['agent']],
    ]);
    expect(payloads('policy.changed')).toEqual([]);
    expect(payloads('test.pong')[0]).toEqual({ n: 1, by: 'limited' });
    expect(seen).toEqual([]);
    await host.stop();
  });

  test('of an agent that does not run is refused; a validator that crashes is a failed handler', () => {
    const crashing = (): Agent<TestEvents, Limits> =>
      defineAgent(
        'crash',
        {
          policy: { max: 1 },
          validate: (candidate: Json) => {
            if (candidate === 'crash') throw new TypeError('undefined is not a function');
            return { max: 1 };
          },
        },
        (context: AgentContext<TestEvents, Limits>) => {
          context.subscribe('test.ping', () => misuse('core/test', [], 1, 'No.'));
          return undefined;
        },
      );
    const { bus, payloads } = start(() => [crashing()], {
      strict: false,
      failures: { faultAfter: 2 },
    });
    bus.publish('policy.change-requested', request('crash', 'crash'));
    expect(payloads('system.handler-failed')[0]).toMatchObject({
      subscriber: 'crash',
      code: 'TypeError',
    });
    bus.publish('test.ping', { n: 1 });
    bus.publish('policy.change-requested', request('crash', { max: 2 }));
    expect(payloads('policy.request-refused')[0]).toMatchObject({ code: 'core/agent-not-running' });
  });

  test('an invalid initial policy is refused at construction', () => {
    const bus = createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 0 });
    const bad = defineAgent(
      'bad',
      { policy: { max: '1' } as unknown as Limits, validate },
      (_: AgentContext<TestEvents, Limits>) => undefined,
    );
    expect(codeOf(() => createHost({ bus, agents: [bad] }))).toBe('core/test-policy');
  });
});

describe('header', () => {
  test('says what replay needs; the hash covers seed, config and policies, not the epoch', () => {
    const headerOf = (more: object, epoch = 0) => {
      const journal = createMemoryJournal();
      const bus = createBus<TestEvents>({
        clock: createSimulatedClock(0),
        epoch,
        journal,
        sources: { feed: 'input' },
      });
      const host = createHost({ bus, agents: [echo('a')], ...more });
      host.start();
      expect(JSON.parse([...journal.lines()][0] ?? '').header).toEqual(host.header());
      return host.header();
    };
    const plain = headerOf({ versions: { app: '1.0.0' }, notes: { run: 'test' } });
    expect(plain).toEqual({
      format: 1,
      epoch: 0,
      seed: 1,
      configHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      sources: { host: 'input', timer: 'input', system: 'derived', feed: 'input', a: 'derived' },
      versions: { app: '1.0.0' },
      notes: { run: 'test' },
    });
    expect(headerOf({}, 9).configHash).toBe(plain.configHash);
    expect(headerOf({ seed: 2 }).configHash).not.toBe(plain.configHash);
    expect(headerOf({ config: { window: 20 } }).configHash).not.toBe(plain.configHash);
  });
});
