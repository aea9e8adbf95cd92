import { createTestHost } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { riskAgent } from '../../src/agent.ts';
import { auditJournal, auditTrail } from '../../src/audit.ts';
import { createRiskGate, type RiskGateConfig } from '../../src/index.ts';
import { positionLimit } from '../../src/limits/position-limit.ts';
import { drawdown } from '../../src/machines/drawdown.ts';
import { order, share, valuation } from '../support/fixtures.ts';

const gate = (maxLongLots = 100): RiskGateConfig => ({
  baseCurrency: 'USD',
  limits: [positionLimit({ maxLongLots })],
  machines: [drawdown({ deriskAt: 0.15, factor: 0.5, haltAt: 0.2, recoverAt: 0.1 })],
});

const run = () => {
  const host = createTestHost({ agents: () => [riskAgent({ gate: gate() })] });
  const feed = { source: 'feed' };
  host.bus.publish('market.instrument-defined', { instrument: share('AAA') }, feed);
  host.bus.publish('portfolio.valued', valuation(100_000), feed);
  host.bus.publish('order.requested', { order: order('a', { lots: 60 }) }, feed);
  host.bus.publish('order.requested', { order: order('b', { lots: 60 }) }, feed);
  host.bus.publish('order.requested', { order: order('c', { lots: 60 }) }, feed);
  return host;
};

describe('risk agent', () => {
  test('answers every request exactly once, with evidence', () => {
    const host = run();
    const approved = host.payloads('order.approved');
    expect(approved.map(({ status, requestedLots }) => [status, requestedLots])).toEqual([
      ['accepted', 60],
      ['scaled', 60],
    ]);
    expect(approved[1]?.order.lots).toBe(40);
    const rejected = host.payloads('order.rejected');
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.reasons[0]?.limit).toBe('position-limit');
    expect(rejected[0]?.evidence).toMatchObject({ kind: 'risk-decision', verified: true });
    expect(host.replay().status).toBe('identical');
  });

  test('says what machines and kills do, and how it feels', () => {
    const host = run();
    const health = () => host.host.health().find(({ agent }) => agent === 'risk');
    expect(health()).toMatchObject({ status: 'ok', detail: null });
    host.bus.publish('portfolio.valued', valuation(84_000, 100_000), { source: 'feed' });
    host.bus.publish('risk.kill-requested', {
      requestId: 'host-0-1',
      by: 'desk',
      reason: 'drill',
      scope: {},
      level: 'orders',
    });
    host.bus.publish(
      'account.reconciled',
      {
        account: 'main',
        breaks: [{ kind: 'cash', key: 'USD', expected: 1, reported: 2 }],
        statementAt: 0,
      },
      { source: 'feed' },
    );
    expect(host.payloads('risk.state-changed')[0]).toMatchObject({ to: 'derisk' });
    expect(host.payloads('risk.killed').map(({ stage }) => stage)).toEqual([
      'latched',
      'cancelling',
    ]);
    expect(host.payloads('order.control-requested').map(({ orderId }) => orderId)).toEqual([
      'a',
      'b',
    ]);
    expect(health()).toMatchObject({
      status: 'degraded',
      detail: 'kill of level orders in force; unresolved break in main; drawdown is derisk',
    });
    expect(host.replay().status).toBe('identical');
  });

  test('limits are part of the run: other ones give another header, and a change is refused', () => {
    const header = (maxLongLots: number) =>
      createTestHost({ agents: () => [riskAgent({ gate: gate(maxLongLots) })] }).host.header();
    expect(header(90).configHash).not.toBe(header(100).configHash);
    const host = run();
    host.bus.publish('policy.change-requested', {
      requestId: 'host-0-1',
      by: 'desk',
      reason: 'more room',
      agent: 'risk',
      policy: { configHash: 'other' },
    });
    expect(host.payloads('policy.request-refused')[0]).toMatchObject({ code: 'risk/limits-fixed' });
  });

  test('certificates name the link of the journal before their drain', () => {
    const host = createTestHost({ agents: () => [riskAgent({ name: 'gate', gate: gate() })] });
    const before = host.journal.head().hash;
    host.bus.publish('order.requested', { order: order('a') }, { source: 'feed' });
    const { detail } = host.payloads('order.rejected')[0]?.evidence ?? {};
    expect(detail).toMatchObject({ chainHead: before });
    expect(host.journal.head().hash).not.toBe(before);
  });
});

describe('audit as a projection of the journal', () => {
  test('lists the decisions and recomputes them', () => {
    const { events } = run();
    expect(auditTrail(events).map(({ orderId, status }) => [orderId, status])).toEqual([
      ['a', 'accepted'],
      ['b', 'scaled'],
      ['c', 'rejected'],
    ]);
    expect(auditJournal(createRiskGate(gate()), events)).toEqual({
      status: 'identical',
      decisions: 3,
    });
  });

  test('names the first decision that other rules would have made differently', () => {
    const { events } = run();
    const outcome = auditJournal(createRiskGate(gate(90)), events);
    const first = events.find(({ type }) => type === 'order.approved');
    expect(outcome).toMatchObject({ status: 'differs', eventId: first?.id });
  });

  test('an edited record is found', () => {
    const { events } = run();
    const edited = events.map((event) =>
      event.type === 'order.approved' && event.payload.order.orderId === 'b'
        ? { ...event, payload: { ...event.payload, order: { ...event.payload.order, lots: 41 } } }
        : event,
    );
    expect(auditJournal(createRiskGate(gate()), edited).status).toBe('differs');
    const orphan = events.filter(({ type }) => type !== 'order.requested');
    expect(auditJournal(createRiskGate(gate()), orphan)).toMatchObject({
      recomputed: 'no such request',
    });
  });
});
