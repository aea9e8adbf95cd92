import {
  type AgentContext,
  createSimulatedClock,
  defineAgent,
  type SystemEvents,
} from '@plimsoll/core';
import { runSimulation } from '@plimsoll/core/host';
import { createTestHost } from '@plimsoll/core/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/refusal.ts';
import { runs } from '../support/runs.ts';

interface TestEvents extends SystemEvents {
  readonly 'test.data': { readonly n: number };
}
type Context = AgentContext<TestEvents, null>;

const data = (at: number, n = at) => ({ at, type: 'test.data' as const, payload: { n } });
const agent = (start: (context: Context) => void) =>
  defineAgent('a', {}, (context: Context) => {
    start(context);
    return undefined;
  });

/** Runs `events` past an agent with one-shot timers, and logs what comes in which order. */
const logOf = (timers: readonly number[], events: readonly number[], until?: number): string[] => {
  const log: string[] = [];
  const { host, clock } = createTestHost<TestEvents>({
    start: false,
    agents: () => [
      agent((context) => {
        for (const at of timers) context.at(at, () => log.push(`timer ${at} @${context.now()}`));
        context.subscribe(
          'test.data',
          ({ payload, at }) => void log.push(`data ${payload.n} @${at}`),
        );
      }),
    ],
  });
  const inputs = events.map((at) => data(at));
  runSimulation({ host, clock, events: inputs, ...(until === undefined ? {} : { until }) });
  return log;
};

describe('runSimulation', () => {
  test('timers strictly before T, all data at T, timers at T', () => {
    expect(logOf([5, 10, 12], [10, 10, 20])).toEqual([
      'timer 5 @5',
      'data 10 @10',
      'data 10 @10',
      'timer 10 @10',
      'timer 12 @12',
      'data 20 @20',
    ]);
  });

  test('timers at the last instant fire; later ones only with until', () => {
    expect(logOf([10, 11], [10])).toEqual(['data 10 @10', 'timer 10 @10']);
    expect(logOf([10, 11], [10], 30)).toEqual(['data 10 @10', 'timer 10 @10', 'timer 11 @11']);
    expect(logOf([3], [], 30)).toEqual(['timer 3 @3']);
  });

  test('data at the initial instant comes before timers then', () => {
    expect(logOf([0], [0, 0, 1])).toEqual(['data 0 @0', 'data 0 @0', 'timer 0 @0', 'data 1 @1']);
    expect(logOf([0], [1])).toEqual(['timer 0 @0', 'data 1 @1']);
  });

  test('the order holds for any schedule', () => {
    const times = fc.array(fc.nat(20), { maxLength: 30 });
    fc.assert(
      fc.property(times, times, (timers, events) => {
        const sorted = [...events].sort((a, b) => a - b);
        const expected = [
          ...sorted.map((at) => ({ at, text: `data ${at} @${at}`, rank: 0 })),
          ...[...timers]
            .sort((a, b) => a - b)
            .map((at) => ({ at, text: `timer ${at} @${at}`, rank: 1 })),
        ].sort((a, b) => a.at - b.at || a.rank - b.rank);
        expect(logOf(timers, sorted, 30)).toEqual(expected.map(({ text }) => text));
      }),
      runs(50),
    );
  });

  test('reports outcome and progress, starts an idle host, and can be cancelled', () => {
    const { host, clock } = createTestHost<TestEvents>({ start: false });
    const progress: [number, number][] = [];
    const outcome = runSimulation({
      host,
      clock,
      events: [data(1), data(2)],
      until: 9,
      onProgress: (done, total) => void progress.push([done, total]),
    });
    expect(outcome).toEqual({ status: 'completed', events: 2, at: 9 });
    expect(progress).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(host.state()).toBe('running');

    const signal = { aborted: false };
    const endless = function* () {
      for (let at = 10; ; at++) yield data(at);
    };
    const cancelled = runSimulation({
      host,
      clock,
      events: endless(),
      signal,
      onProgress: (done, total) => {
        expect(total).toBe(done);
        signal.aborted = done === 5;
      },
    });
    expect(cancelled).toEqual({ status: 'cancelled', events: 5, at: 14 });
  });

  test('refuses another clock, unsorted events and promises', () => {
    const { host, clock } = createTestHost<TestEvents>();
    expect(codeOf(() => runSimulation({ host, clock: createSimulatedClock(0), events: [] }))).toBe(
      'core/clock-mismatch',
    );
    expect(codeOf(() => runSimulation({ host, clock, events: [data(5), data(4)] }))).toBe(
      'core/events-out-of-order',
    );
    expect(codeOf(() => runSimulation({ host, clock, events: [data(Number.NaN)] }))).toBe(
      'core/invalid-time',
    );
    host.bus.subscribe('test.data', async () => undefined);
    expect(codeOf(() => runSimulation({ host, clock, events: [data(6)] }))).toBe(
      'core/async-in-simulation',
    );
  });

  test('ends as failed when the host is faulted', () => {
    const { host, clock } = createTestHost<TestEvents>({ strict: false });
    host.bus.subscribe('test.data', () => {
      throw Object.assign(new Error('full'), {
        name: 'PlimsollError',
        code: 'core/mailbox-overflow',
        path: [],
        remedy: '',
      });
    });
    expect(runSimulation({ host, clock, events: [data(1), data(2)] })).toMatchObject({
      status: 'failed',
      events: 1,
    });
  });

  test('inputs may name their source', () => {
    const { host, clock, events } = createTestHost<TestEvents>();
    runSimulation({ host, clock, events: [{ ...data(1), source: 'feed' }] });
    expect(events.at(-1)?.source).toBe('feed');
  });
});
