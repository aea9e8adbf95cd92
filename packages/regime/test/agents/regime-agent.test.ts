import type { Bar, RegimeEvents, SystemEvents } from '@plimsoll/core';
import { createTestHost, type TestHost } from '@plimsoll/core/testing';
import { logRange, logReturn } from '@plimsoll/features';
import { describe, expect, test } from 'vitest';
import {
  barFeed,
  featureFeed,
  type RegimeAgentEvents,
  regimeAgent,
  sliceFeatureFeed,
  sliceFeed,
} from '../../src/agent.ts';
import {
  byRules,
  gaussianHmm,
  hysteresis,
  type LabelMap,
  type Measures,
  persist,
  runBatch,
} from '../../src/index.ts';
import { bar, dayMs, simulatedBars } from '../support/bars.ts';
import { twoMarkets } from '../support/synthetic.ts';

interface Events extends RegimeAgentEvents, SystemEvents {}
type Host = TestHost<Events>;

/** Label `up` above 100, `down` otherwise: a market anybody can follow. */
const aboveHundred: LabelMap<'up' | 'down'> = {
  name: 'above-100',
  units: { close: 'index points' },
  labels: ['up', 'down'],
  rules: [{ label: 'up', when: [{ measure: 'close', above: 100 }] }],
  otherwise: 'down',
};
const closes = barFeed<Measures>('SPX', ({ close }) => (close === 50 ? null : { close }));
const simple = (): Host =>
  createTestHost<Events>({
    agents: () => [
      regimeAgent({ detectorName: 'trend', detector: byRules(aboveHundred), feed: closes }),
    ],
  });

const feed = (host: Host, bars: readonly Bar[]): void => {
  for (const each of bars) {
    host.clock.advanceTo(each.knownAt);
    host.bus.publish('market.bar', each, { source: 'feed' });
  }
};

const ask = (host: Host, more: Partial<RegimeEvents['regime.override-requested']>): void => {
  host.bus.publish(
    'regime.override-requested',
    {
      requestId: 'host-0-1',
      by: 'desk',
      reason: 'war',
      detector: 'trend',
      label: 'down',
      until: 10 * dayMs,
      ...more,
    },
    { source: 'host' },
  );
};

describe('readings on the bus', () => {
  test('each final bar updates; a change of label is told once', () => {
    const host = simple();
    feed(
      host,
      [101, 102, 99, 98, 103].map((close, day) => bar(day, close)),
    );
    const updates = host.payloads('regime.updated');
    expect(updates.map(({ label, ageBars }) => [label, ageBars])).toEqual([
      ['up', 0],
      ['up', 1],
      ['down', 0],
      ['down', 1],
      ['up', 0],
    ]);
    expect(updates[2]).toEqual({
      detector: 'trend',
      label: 'down',
      probabilities: { up: 0, down: 1 },
      predicted: { up: 0, down: 1 },
      confidence: 1,
      ageBars: 0,
      overridden: false,
      knownAt: 3 * dayMs,
      diagnostics: {},
    });
    expect(
      host
        .payloads('regime.changed')
        .map(({ from, to, previousAgeBars }) => [from, to, previousAgeBars]),
    ).toEqual([
      [null, 'up', 0],
      ['up', 'down', 2],
      ['down', 'up', 2],
    ]);
    expect(host.events.find(({ type }) => type === 'regime.updated')?.subject).toBe('trend');
    expect(host.replay().status).toBe('identical');
  });

  test('other instruments, unfinished bars, revisions and late bars are passed over', () => {
    const host = simple();
    feed(host, [
      bar(0, 101),
      bar(1, 99, { instrumentId: 'NDX' }),
      bar(1, 99, { final: false }),
      bar(1, 102),
      bar(1, 99, { revision: 1, knownAt: 2 * dayMs + 5 }),
      bar(2, 50),
      bar(3, 103),
    ]);
    expect(host.payloads('regime.updated').map(({ label, knownAt }) => [label, knownAt])).toEqual([
      ['up', dayMs],
      ['up', 2 * dayMs],
      ['up', 4 * dayMs],
    ]);
    expect(host.replay().status).toBe('identical');
  });

  test('features feed the detector, as the batch run shows', () => {
    const bars = simulatedBars(120, 8);
    const detector = persist(gaussianHmm({ model: twoMarkets }), hysteresis());
    const host = createTestHost<Events>({
      agents: () => [
        regimeAgent({
          name: 'hmm',
          detectorName: 'market',
          detector,
          feed: featureFeed('SPX', { logReturn: logReturn(), logRange: logRange() }),
        }),
      ],
    });
    feed(host, bars);
    const inputs = bars.slice(1).map(({ close, high, low }, i) => ({
      logReturn: Math.log(close / (bars[i]?.close as number)),
      logRange: Math.log(high / low),
    }));
    const labels = runBatch(detector, inputs).map((r) => (r.status === 'ready' ? r.label : null));
    expect(host.payloads('regime.updated').map(({ label }) => label)).toEqual(labels);
    expect(host.replay().status).toBe('identical');
  });

  test('a feature feed may select, and skip', () => {
    const host = createTestHost<Events>({
      agents: () => [
        regimeAgent({
          detectorName: 'trend',
          detector: byRules(aboveHundred),
          feed: featureFeed('SPX', { r: logReturn() }, ({ r }) =>
            r === 0 ? null : { close: 100 + r },
          ),
        }),
      ],
    });
    feed(host, [bar(0, 100), bar(1, 101), bar(2, 101), bar(3, 90)]);
    expect(host.payloads('regime.updated').map(({ label }) => label)).toEqual(['up', 'down']);
  });

  test('slices: straight, and through features of all members', () => {
    const detector = byRules(aboveHundred);
    const straight = sliceFeed<Measures>('us', ({ bars }) => ({
      close: bars.reduce((sum, { close }) => sum + close, 0) / bars.length,
    }));
    const averaged = sliceFeatureFeed('us', { r: logReturn() }, (members) => {
      const returns = Object.values(members).map(({ r }) => r);
      return returns.length < 2
        ? null
        : { close: 100 + returns.reduce((sum, r) => sum + r, 0) / returns.length };
    });
    const host = createTestHost<Events>({
      agents: () => [
        regimeAgent({ name: 'one', detectorName: 'level', detector, feed: straight }),
        regimeAgent({ name: 'two', detectorName: 'breadth', detector, feed: averaged }),
      ],
    });
    const slice = (day: number, a: number, b: number, universe = 'us'): void => {
      const bars = [bar(day, a, { instrumentId: 'A' }), bar(day, b, { instrumentId: 'B' })];
      host.clock.advanceTo((day + 1) * dayMs);
      host.bus.publish(
        'market.slice',
        { universe, closeAt: (day + 1) * dayMs - 1, bars, missing: [] },
        { source: 'feed' },
      );
    };
    slice(0, 101, 103);
    slice(1, 90, 95);
    slice(2, 95, 99);
    slice(3, 200, 200, 'eu');
    const of = (name: string): string[] =>
      host
        .payloads('regime.updated')
        .filter(({ detector: from }) => from === name)
        .map(({ label }) => label);
    expect(of('level')).toEqual(['up', 'down', 'down']);
    expect(of('breadth')).toEqual(['down', 'up']);
    expect(host.payloads('regime.updated')[0]?.knownAt).toBe(dayMs);
    expect(host.replay().status).toBe('identical');
  });
});

describe('bad input never throws at the door', () => {
  test('the detector keeps its last good state and the agent says so', () => {
    const host = createTestHost<Events>({
      agents: () => [
        regimeAgent({
          detectorName: 'trend',
          detector: byRules(aboveHundred),
          feed: barFeed<Measures>('SPX', ({ close }) => ({
            close: close === 7 ? Number.NEGATIVE_INFINITY : close,
          })),
        }),
      ],
    });
    feed(host, [bar(0, 101), bar(1, 7)]);
    expect(host.host.health().find(({ agent }) => agent === 'regime')).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining('regime/missing-measure') as unknown as string,
    });
    feed(host, [bar(2, 102)]);
    expect(host.payloads('regime.updated').map(({ ageBars }) => ageBars)).toEqual([0, 1]);
    expect(host.host.health().find(({ agent }) => agent === 'regime')).toMatchObject({
      status: 'ok',
    });
  });

  test('a bug in a selector is a bug: the host hears of it', () => {
    const host = createTestHost<Events>({
      agents: () => [
        regimeAgent({
          detectorName: 'trend',
          detector: byRules(aboveHundred),
          feed: barFeed<Measures>('SPX', () => {
            throw new TypeError('oops');
          }),
        }),
      ],
      strict: false,
    });
    feed(host, [bar(0, 101)]);
    expect(host.payloads('system.handler-failed')).toHaveLength(1);
  });

  test('a detector needs a name', () => {
    expect(() =>
      regimeAgent({ detectorName: '', detector: byRules(aboveHundred), feed: closes }),
    ).toThrow(expect.objectContaining({ code: 'regime/bad-agent' }) as unknown as Error);
  });
});

describe('overrides', () => {
  test('hold a label until they expire by themselves', () => {
    const host = simple();
    feed(host, [bar(0, 101), bar(1, 102)]);
    ask(host, { until: 4 * dayMs + 10 });
    feed(host, [bar(2, 103), bar(3, 104), bar(4, 105)]);
    expect(host.payloads('regime.override-changed')).toEqual([
      {
        detector: 'trend',
        requestId: 'host-0-1',
        label: 'down',
        until: 4 * dayMs + 10,
        cause: 'request',
      },
      { detector: 'trend', requestId: null, label: null, until: null, cause: 'expiry' },
    ]);
    expect(
      host
        .payloads('regime.updated')
        .map(({ label, confidence, ageBars, overridden }) => [
          label,
          confidence,
          ageBars,
          overridden,
        ]),
    ).toEqual([
      ['up', 1, 0, false],
      ['up', 1, 1, false],
      ['down', 0, 1, true],
      ['down', 0, 2, true],
      ['up', 1, 1, false],
    ]);
    expect(
      host
        .payloads('regime.changed')
        .map(({ to, overridden, knownAt, previousAgeBars }) => [
          to,
          overridden,
          knownAt,
          previousAgeBars,
        ]),
    ).toEqual([
      ['up', false, dayMs, 0],
      ['down', true, 2 * dayMs, 2],
      ['up', false, 4 * dayMs + 10, 3],
    ]);
    expect(host.replay().status).toBe('identical');
  });

  test('are replaced and lifted by later requests, whose expiry counts alone', () => {
    const host = simple();
    feed(host, [bar(0, 101)]);
    ask(host, { until: 2 * dayMs });
    ask(host, { requestId: 'host-0-2', label: 'up', until: 3 * dayMs });
    feed(host, [bar(1, 99)]);
    ask(host, { requestId: 'host-0-3', label: null, until: null });
    feed(host, [bar(2, 99), bar(3, 99)]);
    expect(
      host.payloads('regime.override-changed').map(({ requestId, label }) => [requestId, label]),
    ).toEqual([
      ['host-0-1', 'down'],
      ['host-0-2', 'up'],
      ['host-0-3', null],
    ]);
    expect(host.payloads('regime.updated').map(({ label }) => label)).toEqual([
      'up',
      'up',
      'down',
      'down',
    ]);
    expect(host.replay().status).toBe('identical');
  });

  test('before the first reading wait for it', () => {
    const host = simple();
    ask(host, {});
    expect(host.payloads('regime.changed')).toEqual([]);
    feed(host, [bar(0, 101)]);
    expect(
      host.payloads('regime.changed').map(({ from, to, overridden }) => [from, to, overridden]),
    ).toEqual([[null, 'down', true]]);
  });

  test.each([
    ['an unknown label', { label: 'sideways' }, 'regime/unknown-label', ['label']],
    ['no expiry', { until: null }, 'regime/bad-until', ['until']],
    ['an expiry in the past', { until: -5 }, 'regime/bad-until', ['until']],
    ['an expiry for nothing', { label: null }, 'regime/bad-until', ['until']],
    ['nobody', { by: '' }, 'regime/bad-request', ['by']],
    ['no reason', { reason: '' }, 'regime/bad-request', ['reason']],
  ] as const)('%s is refused, once, and nothing changes', (_, more, code, path) => {
    const host = simple();
    feed(host, [bar(0, 101)]);
    ask(host, more);
    expect(host.payloads('regime.request-refused')).toEqual([
      {
        detector: 'trend',
        requestId: 'host-0-1',
        request: 'regime.override-requested',
        code,
        path,
        remedy: expect.any(String) as unknown as string,
      },
    ]);
    expect(host.payloads('regime.override-changed')).toEqual([]);
    feed(host, [bar(1, 102)]);
    expect(host.payloads('regime.updated').at(-1)).toMatchObject({
      label: 'up',
      overridden: false,
    });
  });

  test('a request is answered once; a second one of the same id is refused', () => {
    const host = simple();
    ask(host, {});
    ask(host, {});
    expect(host.payloads('regime.override-changed')).toHaveLength(1);
    expect(host.payloads('regime.request-refused')).toMatchObject([
      { code: 'regime/duplicate-request' },
    ]);
  });

  test('requests for other detectors are left to their agents', () => {
    const host = simple();
    ask(host, { detector: 'vol' });
    expect(host.payloads('regime.override-changed')).toEqual([]);
    expect(host.payloads('regime.request-refused')).toEqual([]);
  });
});
