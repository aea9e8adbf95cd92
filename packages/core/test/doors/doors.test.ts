import {
  type Bar,
  type CashFlowed,
  canonicalJson,
  checkBar,
  checkFill,
  checkTarget,
  type Fill,
  type Json,
  type Target,
} from '@plimsoll/core';
import { checkCashFlowed } from '@plimsoll/core/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { runs } from '../support/runs.ts';
import { sampleBar, sampleFill, sampleTarget } from '../support/samples.ts';

describe('checkBar', () => {
  test('returns a valid bar, and a bar survives JSON', () => {
    expect(checkBar(sampleBar)).toBe(sampleBar);
    const text = canonicalJson(sampleBar as unknown as Json);
    expect(checkBar(JSON.parse(text))).toEqual(sampleBar);
    expect(checkBar({ ...sampleBar, volume: null })).toMatchObject({ volume: null });
    expect(checkBar({ ...sampleBar, final: false, knownAt: 5 })).toMatchObject({ knownAt: 5 });
  });

  test.each<[Partial<Record<keyof Bar, unknown>>, string]>([
    [{ instrumentId: 7 }, 'instrumentId'],
    [{ openAt: Number.NaN }, 'openAt'],
    [{ closeAt: 0 }, 'closeAt'],
    [{ knownAt: 59_999 }, 'knownAt'],
    [{ final: false, knownAt: -1 }, 'knownAt'],
    [{ open: 13 }, 'open'],
    [{ open: 8 }, 'open'],
    [{ close: 12.5 }, 'close'],
    [{ close: 8 }, 'close'],
    [{ high: 8 }, 'high'],
    [{ low: '9' }, 'low'],
    [{ volume: -1 }, 'volume'],
    [{ volume: undefined }, 'volume'],
    [{ price: 'last' }, 'price'],
    [{ adjusted: 0 }, 'adjusted'],
    [{ session: '' }, 'session'],
    [{ final: null }, 'final'],
    [{ revision: -1 }, 'revision'],
    [{ revision: 0.5 }, 'revision'],
  ])('%j is refused', (change, field) => {
    expect(codeOf(() => checkBar({ ...sampleBar, ...change }))).toBe(
      `core/invalid-bar at ${field}`,
    );
  });

  test('names the place of the bar in a list, and what is no object', () => {
    expect(codeOf(() => checkBar({ ...sampleBar, low: 20 }, ['bars', 3]))).toBe(
      'core/invalid-bar at bars.3.high',
    );
    expect(codeOf(() => checkBar(null))).toBe('core/invalid-bar');
  });

  test('accepts exactly the bars whose prices are ordered', () => {
    const price = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(price, price, price, price, (open, high, low, close) => {
        const ordered = low <= Math.min(open, close) && high >= Math.max(open, close);
        const answer = codeOf(() => checkBar({ ...sampleBar, open, high, low, close }));
        expect(answer === 'nothing thrown').toBe(ordered);
      }),
      runs(200),
    );
  });
});

describe('the other doors', () => {
  test.each<[Partial<Record<keyof Fill, unknown>>, string]>([
    [{ lots: 0 }, 'lots'],
    [{ lots: 1.5 }, 'lots'],
    [{ price: Number.NaN }, 'price'],
    [{ fee: Number.POSITIVE_INFINITY }, 'fee'],
    [{ side: 'b' }, 'side'],
    [{ fillId: '' }, 'fillId'],
    [{ bucket: 'both' }, 'bucket'],
  ])('fill %j is refused', (change, field) => {
    expect(codeOf(() => checkFill({ ...sampleFill, ...change }))).toBe(
      `core/invalid-fill at ${field}`,
    );
  });

  test.each<[Partial<Record<keyof Target, unknown>>, string]>([
    [{ denominator: null }, 'denominator'],
    [{ denominator: { nav: 0, marksAt: 0 } }, 'denominator'],
    [{ denominator: { nav: Number.NaN } }, 'denominator'],
    [{ kind: 'active' }, 'benchmarkId'],
    [{ values: { ACME: Number.NaN } }, 'values'],
    [{ values: [1] }, 'values'],
    [{ kind: 'units', values: { ACME: 0.5 } }, 'values.ACME'],
    [{ horizonMs: -1 }, 'horizonMs'],
  ])('target %j is refused', (change, field) => {
    expect(codeOf(() => checkTarget({ ...sampleTarget, ...change }))).toBe(
      `core/invalid-target at ${field}`,
    );
  });

  const flow: CashFlowed = {
    flowId: 'c1',
    account: 'main',
    kind: 'deposit',
    currency: 'USD',
    amount: 100,
    instrumentId: null,
    occurredAt: 0,
  };

  test.each<[Partial<Record<keyof CashFlowed, unknown>>, string]>([
    [{ amount: -1 }, 'amount'],
    [{ kind: 'withdrawal' }, 'amount'],
    [{ kind: 'gift' }, 'kind'],
    [{ kind: 'variation-margin' }, 'instrumentId'],
    [{ currency: '' }, 'currency'],
  ])('flow %j is refused', (change, field) => {
    expect(codeOf(() => checkCashFlowed({ ...flow, ...change }))).toBe(
      `core/invalid-cash-flow at ${field}`,
    );
  });

  test('valid payloads pass unchanged', () => {
    expect(checkFill(sampleFill)).toBe(sampleFill);
    expect(checkFill({ ...sampleFill, bucket: 'long' })).toMatchObject({ bucket: 'long' });
    expect(checkTarget(sampleTarget)).toBe(sampleTarget);
    expect(checkTarget({ ...sampleTarget, kind: 'units', values: { ACME: -3 } })).toBeTruthy();
    expect(checkCashFlowed(flow)).toBe(flow);
    expect(checkCashFlowed({ ...flow, kind: 'funding', amount: -3 })).toBeTruthy();
  });
});
