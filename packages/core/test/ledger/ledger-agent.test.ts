import type { Bar, Fill, MarketSlice, Vocabulary } from '@plimsoll/core';
import { type LedgerAgentConfig, ledgerAgent } from '@plimsoll/core/agent';
import { createTestHost, type TestHost } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { adjusted, filled, flowed, instruments, marked } from '../support/ledger-events.ts';
import { sampleBar, sampleFill } from '../support/samples.ts';

const host = (config: Partial<LedgerAgentConfig> = {}): TestHost<Vocabulary> =>
  createTestHost({ agents: () => [ledgerAgent({ baseCurrency: 'USD', instruments, ...config })] });

const late = { filledLots: 1, leavesLots: 0, late: false };
const fill: Fill = { ...sampleFill, instrumentId: 'A', occurredAt: 0, knownAt: 0 };
const deposit = flowed({ amount: 10_000 }).payload as Vocabulary['account.cash-flowed'];
const bar = (instrumentId: string, close: number, closeAt: number): Bar => ({
  ...sampleBar,
  instrumentId,
  openAt: closeAt - 1,
  closeAt,
  knownAt: closeAt,
  high: close,
  low: close,
  open: close,
  close,
});
const slice = (closeAt: number, bars: Bar[], universe = 'stocks'): MarketSlice => ({
  universe,
  closeAt,
  bars,
  missing: [],
});

describe('ledgerAgent', () => {
  test('publishes what changed, and values every account once a slice', () => {
    const { bus, payloads, replay, host: running } = host();
    const feed = { source: 'feed' };
    bus.publish('account.cash-flowed', deposit, feed);
    bus.publish('order.filled', { ...fill, ...late }, feed);
    bus.publish('market.bar', bar('A', 12, 0), feed);
    expect(payloads('portfolio.valued')).toEqual([]);
    bus.publish('market.slice', slice(0, [bar('A', 12, 0)]), feed);
    expect(payloads('portfolio.changed')).toEqual([
      { account: 'main', positions: [], cash: { USD: 10_000 }, cause: 'flow' },
      {
        account: 'main',
        cash: { USD: 8999 },
        cause: 'fill',
        positions: [
          {
            account: 'main',
            instrumentId: 'A',
            bucket: 'net',
            signedUnits: 100,
            basis: [{ units: 100, price: 10, openedAt: 0 }],
            averagePrice: 10,
            markPrice: null,
            markAt: null,
            realizedPnl: 0,
            unrealizedPnl: null,
          },
        ],
      },
    ]);
    expect(payloads('portfolio.valued')).toEqual([
      {
        account: 'main',
        baseCurrency: 'USD',
        nav: 10_199,
        peakNav: 10_199,
        drawdown: 0,
        netFlow: 10_000,
        gross: 1200,
        net: 1200,
        staleMarks: [],
        staleShare: 0,
        marksAt: 0,
      },
    ]);
    bus.publish('market.slice', slice(1, [bar('A', 6, 1)]), feed);
    expect(payloads('portfolio.valued')[1]).toMatchObject({
      nav: 9599,
      peakNav: 10_199,
      drawdown: 600 / 10_199,
      netFlow: 0,
    });
    expect(running.health()[0]?.status).toBe('ok');
    expect(replay().status).toBe('identical');
  });

  test('values at the slices of one universe, or on a timer', () => {
    const one = host({ universe: 'stocks' });
    one.bus.publish('account.cash-flowed', deposit, { source: 'feed' });
    one.bus.publish('market.slice', slice(0, [], 'coins'), { source: 'feed' });
    expect(one.payloads('portfolio.valued')).toHaveLength(0);
    one.bus.publish('market.slice', slice(0, []), { source: 'feed' });
    expect(one.payloads('portfolio.valued')).toHaveLength(1);

    const timed = host({ valuationPeriodMs: 1000 });
    timed.bus.publish('account.cash-flowed', deposit, { source: 'feed' });
    timed.bus.publish('market.slice', slice(0, []), { source: 'feed' });
    timed.clock.advanceTo(2500);
    expect(timed.payloads('portfolio.valued')).toHaveLength(2);
    expect(timed.replay().status).toBe('identical');
  });

  test('answers repetitions and what it cannot book, and says so in its health', () => {
    const { bus, payloads, events, host: running, replay } = host();
    const feed = { source: 'feed' };
    bus.publish('order.filled', { ...fill, ...late }, feed);
    bus.publish('order.filled', { ...fill, ...late }, feed);
    expect(running.health()[0]?.status).toBe('ok');
    bus.publish('order.filled', { ...fill, ...late, fillId: 'f2', instrumentId: 'none' }, feed);
    const ids = events.filter(({ type }) => type === 'order.filled').map(({ id }) => id);
    expect(payloads('account.booking-refused')).toEqual([
      {
        account: 'main',
        eventId: ids[1],
        eventType: 'order.filled',
        status: 'duplicate',
        code: 'core/duplicate-id',
        path: ['fillId'],
        remedy: expect.any(String),
      },
      {
        account: 'main',
        eventId: ids[2],
        eventType: 'order.filled',
        status: 'refused',
        code: 'core/unknown-instrument',
        path: ['instrumentId'],
        remedy: expect.any(String),
      },
    ]);
    expect(running.health()[0]).toMatchObject({ status: 'degraded' });
    const statement = { account: 'main', positions: { A: 100 }, cash: {}, occurredAt: 0 };
    bus.publish('account.reported', statement, feed);
    expect(payloads('account.reconciled')[0]?.breaks).toEqual([
      { kind: 'cash', key: 'USD', expected: -1001, reported: 0 },
    ]);
    expect(running.health()[0]?.detail).toBe('main differs from its statement in 1');
    bus.publish('account.reported', { ...statement, cash: { USD: -1001 } }, feed);
    expect(running.health()[0]?.status).toBe('ok');
    expect(replay().status).toBe('identical');
  });

  test('does not value what has no exchange rate, and recovers when it comes', () => {
    const { bus, payloads, host: running } = host();
    const feed = { source: 'feed' };
    bus.publish('account.cash-flowed', { ...deposit, currency: 'EUR' }, feed);
    bus.publish('market.slice', slice(0, []), feed);
    expect(payloads('portfolio.valued')).toEqual([]);
    expect(running.health()[0]?.detail).toBe('main has no exchange rate for EUR');
    bus.publish('market.mark', marked('E', 1.25, 0).payload as Vocabulary['market.mark'], feed);
    bus.publish('market.slice', slice(1, []), feed);
    expect(payloads('portfolio.valued')[0]?.nav).toBe(12_500);
    expect(running.health()[0]?.status).toBe('ok');
  });

  test('follows corrections, busts, adjustments and definitions', () => {
    const { bus, payloads, replay } = host({ instruments: [] });
    const feed = { source: 'feed' };
    for (const instrument of instruments) {
      bus.publish('market.instrument-defined', { instrument }, feed);
    }
    bus.publish('order.filled', { ...fill, ...late }, feed);
    const corrected = { ...fill, lots: 90 };
    bus.publish('fill.corrected', { instrumentId: 'A', original: fill, corrected }, feed);
    const split = adjusted({ ratio: { numerator: 2, denominator: 1 } }).payload;
    bus.publish('position.adjusted', split as Vocabulary['position.adjusted'], feed);
    bus.publish('fill.busted', { instrumentId: 'A', fill: corrected }, feed);
    expect(
      payloads('portfolio.changed').map(({ cause, positions }) => [
        cause,
        positions[0]?.signedUnits,
      ]),
    ).toEqual([
      ['fill', 100],
      ['correction', 90],
      ['adjustment', 90],
      ['bust', 0],
    ]);
    expect(replay().status).toBe('identical');
  });

  test('refuses a faulty configuration before anything starts', () => {
    expect(codeOf(() => ledgerAgent({ baseCurrency: '' }))).toBe(
      'core/invalid-ledger at baseCurrency',
    );
    expect(codeOf(() => ledgerAgent({ baseCurrency: 'USD', valuationPeriodMs: 0 }))).toBe(
      'core/invalid-ledger at valuationPeriodMs',
    );
    expect(filled({}).type).toBe('order.filled');
  });
});
