import { expect, test } from 'vitest';
import { subjectOf } from '../../src/index.ts';

test.each([
  ['market.bar', { instrumentId: 'AAPL' }, 'AAPL'],
  ['market.instrument-defined', { instrument: { instrumentId: 'AAPL' } }, 'AAPL'],
  ['market.slice', { universe: 'us', bars: [] }, 'us'],
  ['session.opened', { calendarId: 'XNYS' }, 'XNYS'],
  ['day.rolled', { calendarId: 'XNYS' }, 'XNYS'],
  ['universe.changed', { universe: 'us' }, 'us'],
  ['signal.updated', { instrumentId: 'AAPL' }, 'AAPL'],
  ['regime.updated', { detector: 'hmm' }, 'hmm'],
  ['account.cash-flowed', { account: 'main' }, 'main'],
  ['position.adjusted', { account: 'main', instrumentId: 'AAPL' }, 'main'],
  ['portfolio.valued', { account: 'main' }, 'main'],
  ['portfolio.target-proposed', { target: { account: 'main' } }, 'main'],
  ['order.requested', { order: { instrumentId: 'AAPL' } }, 'AAPL'],
  ['order.filled', { instrumentId: 'AAPL' }, 'AAPL'],
  ['child.requested', { child: { instrumentId: 'AAPL' } }, 'AAPL'],
  ['fill.busted', { instrumentId: 'AAPL', fill: {} }, 'AAPL'],
  ['venue.reported', { venue: 'sim' }, 'sim'],
  ['risk.state-changed', { scope: { account: 'main' } }, 'account=main'],
  ['risk.breached', { check: { scope: {} } }, 'all'],
  ['risk.override-changed', { limit: 'gross' }, 'gross'],
  ['system.timer-fired', { agent: 'gate' }, 'gate'],
  ['agent.changed', { agent: 'gate' }, 'gate'],
  ['policy.changed', { agent: 'gate' }, 'gate'],
  ['system.run-started', { epoch: 1 }, ''],
  ['desk.note-written', { instrumentId: 'AAPL' }, ''],
  ['constructor.x', { instrumentId: 'AAPL' }, ''],
  ['nodot', { instrumentId: 'AAPL' }, ''],
])('%s is routed by %o as %j', (type, payload, subject) => {
  expect(subjectOf(type, payload)).toBe(subject);
});
