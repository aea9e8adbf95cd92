import { describe, expect, test } from 'vitest';
import { inScope, type ScopeSubject, scopeKey, sideSign } from '../../src/index.ts';

const subject: ScopeSubject = {
  account: 'main',
  strategy: 'trend',
  venue: 'sim',
  instrumentId: 'AAPL',
  groups: { sector: 'tech' },
};

describe('scope', () => {
  test('an empty scope is everything', () => {
    expect(inScope({}, subject)).toBe(true);
    expect(scopeKey({})).toBe('all');
  });

  test.each([
    [{ account: 'main' }, { account: 'other' }, 'account=main'],
    [{ strategy: 'trend' }, { strategy: 'carry' }, 'strategy=trend'],
    [{ venue: 'sim' }, { venue: 'live' }, 'venue=sim'],
    [{ instrumentId: 'AAPL' }, { instrumentId: 'MSFT' }, 'instrument=AAPL'],
    [
      { group: { dimension: 'sector', value: 'tech' } },
      { group: { dimension: 'sector', value: 'energy' } },
      'sector=tech',
    ],
  ])('%o matches, %o does not', (own, other, key) => {
    expect(inScope(own, subject)).toBe(true);
    expect(inScope(other, subject)).toBe(false);
    expect(scopeKey(own)).toBe(key);
  });

  test('an order without a venue is outside every venue scope', () => {
    expect(inScope({ venue: 'sim' }, { ...subject, venue: null })).toBe(false);
  });

  test('attributes combine by and, in a fixed order', () => {
    expect(scopeKey({ venue: 'sim', account: 'main' })).toBe('account=main|venue=sim');
  });
});

test('a buy is positive, a sell negative', () => {
  expect([sideSign('buy'), sideSign('sell')]).toEqual([1, -1]);
});
