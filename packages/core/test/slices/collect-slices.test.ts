import type { Bar } from '@plimsoll/core';
import { collectSlices, type SliceOptions } from '@plimsoll/core/agent';
import { runSimulation } from '@plimsoll/core/host';
import { createTestHost } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { barOf } from '../support/bar.ts';
import { codeOf } from '../support/refusal.ts';

const setUp = (options: Partial<SliceOptions> = {}) => {
  const host = createTestHost({
    agents: () => [collectSlices({ universe: 'two', members: ['A', 'B'], ...options })],
  });
  const feed = (at: number, ...bars: readonly Bar[]): void => {
    runSimulation({
      host: host.host,
      clock: host.clock,
      events: bars.map((payload) => ({ at, type: 'market.bar' as const, payload, source: 'feed' })),
    });
  };
  const slices = () =>
    host.events.flatMap((event) =>
      event.type === 'market.slice'
        ? [
            `${event.at}: ${event.payload.closeAt} ${event.payload.bars.map((bar) => bar.instrumentId)} | ${event.payload.missing}`,
          ]
        : [],
    );
  return { ...host, feed, slices };
};

describe('collectSlices', () => {
  test('publishes when the last member arrives, in the order of the universe', () => {
    const { feed, slices, events, replay } = setUp();
    feed(1000, barOf('B', 1000), barOf('X', 1000), barOf('A', 1000));
    expect(slices()).toEqual(['1000: 1000 A,B | ']);
    const slice = events.find(({ type }) => type === 'market.slice');
    expect(slice).toMatchObject({ source: 'slices', subject: 'two', role: 'derived' });
    expect(replay().status).toBe('identical');
  });

  test('closes with the absent ones named when the grace time is over', () => {
    const { feed, slices, clock, replay } = setUp({ graceMs: 500 });
    feed(1000, barOf('A', 1000));
    clock.advanceTo(1499);
    expect(slices()).toEqual([]);
    clock.advanceTo(1500);
    expect(slices()).toEqual(['1500: 1000 A | B']);
    expect(replay().status).toBe('identical');
  });

  test('without grace a slice still waits for all data of its own instant', () => {
    const { feed, slices } = setUp({ members: ['A', 'B', 'C'] });
    feed(1000, barOf('A', 1000), barOf('C', 1000));
    expect(slices()).toEqual(['1000: 1000 A,C | B']);
  });

  test('a bar known after the grace time opens and closes its slice at once', () => {
    const { feed, slices } = setUp({ graceMs: 10 });
    feed(5000, barOf('A', 1000));
    expect(slices()).toEqual(['5000: 1000 A | B']);
  });

  test('a complete slice closes earlier ones first; late bars only show in the health', () => {
    const { feed, slices, host } = setUp({ graceMs: 10_000 });
    feed(1000, barOf('A', 1000));
    feed(2000, barOf('A', 2000), barOf('B', 2000));
    expect(slices()).toEqual(['2000: 1000 A | B', '2000: 2000 A,B | ']);
    expect(host.health()[0]?.status).toBe('ok');
    feed(2500, barOf('B', 1000), { ...barOf('A', 2000), revision: 1 });
    expect(slices().length).toBe(2);
    expect(host.health()[0]).toMatchObject({
      status: 'degraded',
      detail: '2 bars came after their slice was closed',
    });
  });

  test('a revision before the close replaces, an unfinished bar does not count', () => {
    const { feed, events } = setUp({ graceMs: 100 });
    feed(
      1000,
      { ...barOf('B', 1000), final: false },
      barOf('A', 1000, 1),
      { ...barOf('A', 1000, 2), revision: 1 },
      barOf('B', 1000, 3),
    );
    const slice = events.find(({ type }) => type === 'market.slice')?.payload as {
      bars: readonly Bar[];
    };
    expect(slice.bars.map(({ close }) => close)).toEqual([2, 3]);
  });

  test('follows the universe, also for slices that are open', () => {
    const { feed, slices, bus, clock } = setUp({ graceMs: 100 });
    const change = (universe: string, added: string[], removed: string[]): void =>
      bus.publish('universe.changed', { universe, added, removed, reason: 'test' });
    feed(1000, barOf('A', 1000));
    change('other', [], ['B']);
    expect(slices()).toEqual([]);
    change('two', [], ['B']);
    expect(slices()).toEqual(['1000: 1000 A | ']);
    change('two', ['C', 'A'], []);
    feed(2000, barOf('A', 2000), barOf('B', 2000));
    clock.advanceTo(2100);
    expect(slices()[1]).toBe('2100: 2000 A | C');
    feed(3000, barOf('A', 3000));
    change('two', ['D'], ['C']);
    feed(3010, barOf('D', 3000));
    expect(slices()[2]).toBe('3010: 3000 A,D | ');
  });

  test('refuses a bad configuration, and a change of it by policy', () => {
    expect(codeOf(() => collectSlices({ universe: '', members: [] }))).toBe(
      'core/invalid-universe',
    );
    expect(codeOf(() => collectSlices({ universe: 'u', members: ['A', 'A'] }))).toBe(
      'core/duplicate-member',
    );
    expect(codeOf(() => collectSlices({ universe: 'u', members: ['A'], graceMs: -1 }))).toBe(
      'core/invalid-grace',
    );
    const { bus, payloads } = setUp();
    bus.publish('policy.change-requested', {
      requestId: 'r',
      by: 'x',
      reason: 'y',
      agent: 'slices',
      policy: {},
    });
    expect(payloads('policy.request-refused')[0]?.code).toBe('core/policy-fixed');
  });
});
