import { describe, expect, test } from 'vitest';
import { drawdown } from '../../src/machines.ts';
import { valuation } from '../support/fixtures.ts';

const path = (machine: ReturnType<typeof drawdown>, equity: readonly number[]) => {
  const live = machine.start();
  let peak = 0;
  return equity.map((nav) => {
    peak = Math.max(peak, nav);
    return live.update({ kind: 'valuation', valuation: valuation(nav, peak) });
  });
};

const seed1520 = drawdown({ deriskAt: 0.15, factor: 0.5, haltAt: 0.2, recoverAt: 0.1 });
const seed0810 = drawdown({ deriskAt: 0.08, factor: 0.5, haltAt: 0.1, recoverAt: 0.05 });

describe('drawdown machine', () => {
  // shared/refs/risk/pretrade-golden-cases.json, state_machines 1 and 2.
  test('15/20 with recovery below 10: halts and stays halted', () => {
    const readings = path(seed1520, [100, 90, 86, 84.9, 88, 91, 79.9, 95, 120]);
    expect(readings.map(({ state }) => state)).toEqual([
      'normal',
      'normal',
      'normal',
      'derisk',
      'derisk',
      'normal',
      'halted',
      'halted',
      'halted',
    ]);
    expect(readings.map(({ exposureFactor }) => exposureFactor)).toEqual([
      1, 1, 1, 0.5, 0.5, 1, 0, 0, 0,
    ]);
    expect(readings.map(({ latched }) => latched)).toEqual([
      ...new Array(6).fill(false),
      true,
      true,
      true,
    ]);
    expect(readings[3]?.measure).toBeCloseTo(0.151, 12);
  });

  test('8/10: exactly 8 % of 104 counts although the quotient in doubles misses it', () => {
    expect(1 - 95.68 / 104).toBeLessThan(0.08);
    const readings = path(seed0810, [100, 104, 97, 95.68, 95.67, 99, 93.6, 93.5]);
    expect(readings.map(({ state }) => state)).toEqual([
      'normal',
      'normal',
      'normal',
      'derisk',
      'derisk',
      'normal',
      'halted',
      'halted',
    ]);
  });

  test('a reset starts a new peak at the NAV of that moment', () => {
    const live = seed1520.start();
    live.update({ kind: 'valuation', valuation: valuation(100, 100) });
    expect(live.update({ kind: 'valuation', valuation: valuation(78, 100) }).state).toBe('halted');
    expect(live.update({ kind: 'reset' })).toMatchObject({
      state: 'normal',
      exposureFactor: 1,
      measure: 0,
      latched: false,
    });
    // The ledger still counts from 100; the machine counts from 78.
    expect(live.update({ kind: 'valuation', valuation: valuation(70, 100) }).state).toBe('normal');
    expect(live.update({ kind: 'valuation', valuation: valuation(66, 100) }).state).toBe('derisk');
    // A new high of the ledger moves the rebased peak along.
    const high = live.update({ kind: 'valuation', valuation: valuation(110, 110) });
    expect(high).toMatchObject({ state: 'normal', measure: 0 });
  });

  test('one account neither heals nor rebases the drawdown of another', () => {
    const live = seed1520.start();
    const value = (account: string, nav: number, peak: number) =>
      live.update({ kind: 'valuation', valuation: valuation(nav, peak, { account }) });
    value('a', 1000, 1000);
    value('b', 1, 1);
    expect(value('a', 840, 1000)).toMatchObject({ state: 'derisk', exposureFactor: 0.5 });
    expect(value('b', 1, 1)).toMatchObject({ state: 'derisk', exposureFactor: 0.5 });
    expect(live.reading().measure).toBeCloseTo(0.16, 12);
    expect(value('b', 0.8, 1)).toMatchObject({ state: 'halted', exposureFactor: 0 });
    expect(seed1520.start(live.snapshot()).reading()).toEqual(live.reading());
    expect(live.update({ kind: 'reset' })).toMatchObject({ state: 'normal', measure: 0 });
    // Both start from the NAV of the reset: 690 is 18 % under 840, 0.79 is 1 % under 0.8.
    expect(value('a', 690, 1000).state).toBe('derisk');
    expect(value('b', 0.79, 1).measure).toBeCloseTo(1 - 690 / 840, 12);
  });

  test('an account without money is not in drawdown', () => {
    const live = seed1520.start();
    expect(live.update({ kind: 'valuation', valuation: valuation(0, 0) })).toMatchObject({
      state: 'normal',
      measure: 0,
    });
  });

  test('continues from a snapshot as if nothing had happened', () => {
    const [one, other] = [seed1520.start(), seed1520.start()];
    for (const nav of [100, 84, 78]) {
      one.update({ kind: 'valuation', valuation: valuation(nav, 100) });
      other.update({ kind: 'valuation', valuation: valuation(nav, 100) });
    }
    one.update({ kind: 'reset' });
    other.update({ kind: 'reset' });
    const resumed = seed1520.start(structuredClone(one.snapshot()));
    for (const nav of [80, 65, 62, 90]) {
      const input = { kind: 'valuation' as const, valuation: valuation(nav, 100) };
      expect(resumed.update(input)).toEqual(other.update(input));
    }
    expect(resumed.snapshot()).toEqual(other.snapshot());
    expect(() => seed0810.start(one.snapshot())).toThrowError(
      expect.objectContaining({ code: 'core/snapshot-mismatch' }),
    );
  });

  test.each([
    [{ deriskAt: 0.2, factor: 0.5, haltAt: 0.15, recoverAt: 0.1 }],
    [{ deriskAt: 0.15, factor: 0.5, haltAt: 0.2, recoverAt: 0.15 }],
    [{ deriskAt: 0.15, factor: 1.5, haltAt: 0.2, recoverAt: 0.1 }],
    [{ deriskAt: Number.NaN, factor: 0.5, haltAt: 0.2, recoverAt: 0.1 }],
  ])('thresholds out of order are refused: %o', (options) => {
    expect(() => drawdown(options)).toThrowError(
      expect.objectContaining({ code: 'risk/invalid-machine' }),
    );
  });
});
