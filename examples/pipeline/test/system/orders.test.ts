import { beforeAll, describe, expect, test } from 'vitest';
import { nextSession } from '../../src/data/next-session.ts';
import { baseMarket, baseRun } from './base-run.ts';
import { ofType, type RecordedRun } from './recorded-run.ts';

let run: RecordedRun;
beforeAll(async () => {
  run = await baseRun();
});

const countBy = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

describe('every order', () => {
  test('is approved or rejected once, and completed once when approved', () => {
    const { requested, approved, rejected } = run.record;
    const completed = ofType(run.events, 'order.completed').map(({ payload }) => payload.orderId);
    const answered = [
      ...approved.map(({ payload }) => payload.order.orderId),
      ...rejected.map(({ payload }) => payload.order.orderId),
    ];
    expect(requested.length).toBeGreaterThan(30);
    expect(new Set(answered)).toEqual(new Set(requested.map(({ payload }) => payload.orderId)));
    expect(answered).toHaveLength(requested.length);
    expect([...countBy(completed).values()].every((count) => count === 1)).toBe(true);
    expect(new Set(completed)).toEqual(
      new Set(approved.map(({ payload }) => payload.order.orderId)),
    );
  });

  test('is filled to the last approved lot, on its own side', () => {
    const filled = new Map<string, number>();
    for (const { payload } of run.record.fills) {
      filled.set(payload.orderId, (filled.get(payload.orderId) ?? 0) + payload.lots);
    }
    for (const { payload } of run.record.approved) {
      const { orderId, lots, side, instrumentId } = payload.order;
      expect(filled.get(orderId)).toBe(lots);
      const fills = run.record.fills.filter((fill) => fill.payload.orderId === orderId);
      for (const fill of fills) expect(fill.payload).toMatchObject({ side, instrumentId });
    }
    for (const { payload } of ofType(run.events, 'order.completed')) {
      expect(payload).toMatchObject({ state: 'filled', reason: null });
      expect(payload.filledLots).toBe(payload.approvedLots);
    }
  });

  test('trades in the session after its decision and at no other time', () => {
    const decided = new Map(run.record.requested.map(({ at, payload }) => [payload.orderId, at]));
    for (const { at, payload } of run.record.fills) {
      const decidedAt = decided.get(payload.orderId);
      const month = baseMarket.months.find(({ closeAt }) => closeAt === decidedAt);
      const { openAt, closeAt } = nextSession(baseMarket, month?.day ?? '');
      expect(openAt).toBeGreaterThan(decidedAt as number);
      for (const time of [at, payload.occurredAt, payload.knownAt]) {
        expect(time).toBeGreaterThanOrEqual(openAt);
        expect(time).toBeLessThanOrEqual(closeAt);
      }
    }
  });

  test('is planned for all of its lots before its first child goes out', () => {
    const seqOf = new Map<string, number>();
    for (const { payload, seq } of ofType(run.events, 'child.requested')) {
      const { orderId } = payload.child;
      if (!seqOf.has(orderId)) seqOf.set(orderId, seq);
    }
    for (const { payload, seq } of ofType(run.events, 'order.planned')) {
      expect(seq).toBeLessThan(seqOf.get(payload.orderId) as number);
    }
    expect(run.record.planned.size).toBe(run.record.approved.length);
  });

  test('arrives at the close that decided it', () => {
    for (const { at, payload } of run.record.requested) {
      const month = baseMarket.months.find(({ closeAt }) => closeAt === at);
      expect(payload.decisionPrice).toBe(month?.prices[payload.instrumentId]);
    }
  });
});

describe('the run', () => {
  test('has no failed handler, no refused request and no agent in trouble', () => {
    const { failedHandlers, refusedRequests } = run.record;
    expect({ failedHandlers, refusedRequests }).toEqual({ failedHandlers: 0, refusedRequests: 0 });
    for (const { payload } of ofType(run.events, 'agent.changed')) {
      expect(payload).toMatchObject({ health: 'ok', detail: null });
    }
  });

  test('gives each derived event a cause that came before it', () => {
    const seen = new Set<string>();
    for (const { id, role, causationId, seq } of run.events) {
      expect(seq).toBe(seen.size + 1);
      if (role === 'derived') expect(seen.has(causationId ?? '')).toBe(true);
      seen.add(id);
    }
  });

  test('reads each day’s regime once, at its close', () => {
    const closes = new Set(baseMarket.index?.days.map(({ closeAt }) => closeAt));
    const read = run.record.regimes.map(({ at }) => at);
    expect(new Set(read).size).toBe(read.length);
    for (const { at, payload } of run.record.regimes) {
      expect(closes.has(at)).toBe(true);
      expect(payload.knownAt).toBe(at);
    }
  });
});
