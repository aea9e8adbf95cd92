import type { Vocabulary } from '@plimsoll/core';
import type { TestHost } from '@plimsoll/core/testing';
import { createCostAnalysis, fixedProfile, proportionalSpread, twap } from '@plimsoll/execution';
import { executionAgent, simulatedVenue } from '@plimsoll/execution/agent';
import { describe, expect, test } from 'vitest';
import { errorCode } from '../support/error-code.ts';
import { dayMs } from '../support/market.ts';
import { approve, openMarket, tradingHost } from '../support/trading-host.ts';

const filledLots = (host: TestHost<Vocabulary>): number =>
  host.payloads('order.filled').reduce((sum, fill) => sum + fill.lots, 0);

describe('an order on the bus', () => {
  test('is planned, approved child by child, traded, completed, and replays byte for byte', () => {
    const host = tradingHost();
    openMarket(host);
    approve(host);
    host.clock.advanceTo(dayMs);
    expect(host.payloads('order.planned').length).toBe(1);
    expect(host.payloads('child.requested').length).toBe(13);
    expect(filledLots(host)).toBe(10_000);
    expect(host.payloads('order.completed')).toMatchObject([
      { state: 'filled', filledLots: 10_000 },
    ]);
    expect(host.replay().status).toBe('identical');
  });

  test('every fill descends from the approval of its child', () => {
    const host = tradingHost();
    openMarket(host);
    approve(host);
    host.clock.advanceTo(dayMs);
    const byId = new Map(host.events.map((event) => [event.id, event]));
    for (const event of host.events.filter(({ type }) => type === 'venue.reported')) {
      expect(byId.get(event.causationId ?? '')?.type).toBe('child.approved');
      expect(event.role).toBe('derived');
      expect(event.source).toBe('sim');
    }
  });

  test('without volatility, spread and fees the realised cost is the expected one', () => {
    // Spread and fees are charged at the moving price, so with them the two differ by 1e-4.
    const host = tradingHost({ dailyVolatility: 0, halfSpreadBps: 0, feeBps: 0 });
    const costs = createCostAnalysis();
    openMarket(host);
    approve(host);
    approve(host, { orderId: 'test-1-2', instrumentId: 'other' });
    host.clock.advanceTo(dayMs);
    for (const event of host.events) costs.apply(event);
    const [cost] = costs.records();
    expect(costs.records().length).toBe(1);
    expect(cost?.expectedCost).toBeGreaterThan(0);
    expect(Math.abs((cost?.arrivalCost ?? 0) / (cost?.expectedCost ?? 1) - 1)).toBeLessThan(1e-9);
    expect(cost?.delay).toBe(0);
    expect(cost?.opportunity).toBe(0);
  });

  test('two orders in one instrument share its price path', () => {
    const host = tradingHost();
    openMarket(host);
    approve(host);
    approve(host, { orderId: 'test-1-2', side: 'sell' });
    host.clock.advanceTo(dayMs);
    expect(host.payloads('order.completed').map(({ state }) => state)).toEqual([
      'filled',
      'filled',
    ]);
    expect(host.replay().status).toBe('identical');
  });
});

describe('through a bad venue', () => {
  test('faults, latency, partial fills and duplicates: every order completes, no lot is lost', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const host = tradingHost({
        policy: { onEnd: 'cross', maxRejects: 50 },
        venue: {
          seed,
          latencyMs: 40,
          fillsPerChild: 4,
          faults: { reject: 0.2, partial: 0.3, duplicate: 0.3, lateCancel: 0.5, lose: 0.1 },
        },
      });
      openMarket(host);
      approve(host);
      approve(host, { orderId: 'test-1-2', side: 'sell', type: 'limit', limitPrice: 49.9 });
      host.clock.advanceTo(3 * 86_400_000);
      const completed = host.payloads('order.completed');
      expect(completed.length).toBe(2);
      for (const { orderId, filledLots: filled } of completed) {
        const fills = host.payloads('order.filled').filter((fill) => fill.orderId === orderId);
        expect(new Set(fills.map((fill) => fill.fillId)).size).toBe(fills.length);
        expect(fills.reduce((sum, fill) => sum + fill.lots, 0)).toBe(filled);
        expect(filled).toBeLessThanOrEqual(10_000);
      }
      expect(host.replay().status).toBe('identical');
    }
  });

  test('sizing and permanent rejects reach the parent', () => {
    const host = tradingHost({ venue: { faults: { reject: 1, rejectSeverity: 'permanent' } } });
    openMarket(host);
    approve(host);
    host.clock.advanceTo(dayMs);
    expect(host.payloads('order.completed')).toMatchObject([
      { state: 'failed', reason: { code: 'venue/fault' } },
    ]);
  });
});

describe('control', () => {
  const control = (host: TestHost<Vocabulary>, what: 'pause' | 'resume' | 'cancel'): void =>
    host.bus.publish(
      'order.control-requested',
      {
        requestId: 'ops-0-1',
        by: 'ops',
        reason: 'test',
        orderId: 'test-1-1',
        instrumentId: 'acme',
        control: what,
      },
      { source: 'desk' },
    );

  test('cancel over the bus takes back what rests', () => {
    const host = tradingHost();
    openMarket(host);
    approve(host, { type: 'limit', limitPrice: 40 });
    host.clock.advanceTo(1_000);
    expect(host.payloads('child.changed').at(-1)?.to).toBe('working');
    control(host, 'cancel');
    expect(host.payloads('order.completed')).toMatchObject([{ state: 'cancelled', filledLots: 0 }]);
    control(host, 'cancel');
    expect(host.payloads('order.request-refused').length).toBe(1);
    expect(host.replay().status).toBe('identical');
  });

  test('a policy is changed while it runs, or refused', () => {
    const host = tradingHost();
    const change = (policy: Vocabulary['policy.change-requested']['policy']): void =>
      host.bus.publish(
        'policy.change-requested',
        { requestId: 'ops-0-2', by: 'ops', reason: 'test', agent: 'execution', policy },
        { source: 'desk' },
      );
    change({ onEnd: 'cross' });
    expect(host.payloads('policy.changed')).toMatchObject([{ policy: { onEnd: 'cross' } }]);
    change({ onEnd: 'maybe' });
    expect(host.payloads('policy.request-refused')).toMatchObject([
      { code: 'execution/bad-policy' },
    ]);
  });

  test('a venue out of reach shows in the health', () => {
    const host = tradingHost();
    host.bus.publish(
      'venue.state-changed',
      { venue: 'sim', state: 'disconnected', replaceSemantics: 'unknown', detail: null },
      { source: 'feed' },
    );
    expect(host.host.health().find(({ agent }) => agent === 'execution')).toMatchObject({
      status: 'degraded',
      detail: 'Out of reach: sim.',
    });
  });
});

describe('making them', () => {
  const sources = {
    profiler: fixedProfile({ dailyVolatility: 0.02, dailyVolume: { quantity: 1e6 } }),
    spread: proportionalSpread({ halfSpreadBps: 5 }),
  };

  test('a port works only while its agent runs', async () => {
    const sim = simulatedVenue(sources);
    expect(errorCode(() => sim.port.cancel('x'))).toBe('execution/venue-not-running');
    expect(errorCode(() => sim.port.query('x'))).toBe('execution/venue-not-running');
    const host = tradingHost();
    await host.host.stop();
    expect(host.host.state()).toBe('stopped');
  });

  test('venues need names of their own', () => {
    const { port } = simulatedVenue(sources);
    const config = { ...sources, scheduler: twap({ slices: 1 }), venues: [port, port] };
    expect(errorCode(() => executionAgent(config))).toBe('execution/bad-venues');
    expect(errorCode(() => simulatedVenue({ ...sources, fillsPerChild: 0 }))).toBe(
      'execution/bad-venue',
    );
  });
});
