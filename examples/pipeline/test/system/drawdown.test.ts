import { beforeAll, describe, expect, test } from 'vitest';
import { assumptions } from '../../src/system/run-options.ts';
import { marketOfPrices } from '../support/synthetic-market.ts';
import { ofType, type RecordedRun, recordedRun, shortRun } from './recorded-run.ts';

const assets = ['AAA', 'BBB', 'CCC'];
const FALL = 8;

/** Small returns that are not the same for any two assets, and one month in which all fall by 30 %. */
const rows = (() => {
  const levels = [100, 50, 20];
  return Array.from({ length: 18 }, (_, month) =>
    assets.map((_asset, a) => {
      const wiggle = 0.01 * Math.sin((month + 1) * (a + 1.3)) + (month > FALL ? 0.02 : 0);
      levels[a] = (levels[a] as number) * (month === FALL ? 0.7 : 1 + wiggle);
      return levels[a] as number;
    }),
  );
})();
const market = marketOfPrices(assets, rows);
const closeOf = (month: number): number => market.months[month]?.closeAt as number;

let guarded: RecordedRun;
let unguarded: RecordedRun;
beforeAll(async () => {
  const options = { ...shortRun, windowMonths: 4 };
  guarded = await recordedRun(market, options);
  unguarded = await recordedRun(market, { ...options, drawdownMachine: false });
});

const exposures = (run: RecordedRun): Map<number, number> =>
  new Map(run.record.targets.map(({ at, payload }) => [at, 1 - (payload.cash ?? Number.NaN)]));

describe('the drawdown machine', () => {
  test('halts at the close that shows the fall, and latches', () => {
    const [halt] = guarded.record.states;
    expect(halt?.at).toBe(closeOf(FALL));
    expect(halt?.payload).toMatchObject({
      machine: 'drawdown',
      to: 'halted',
      exposureFactor: 0,
      latched: true,
    });
    expect(halt?.payload.measure).toBeGreaterThan(0.29);
    expect(halt?.payload.measure).toBeLessThan(0.31);
  });

  test('takes exposure to nothing until a person resets it', () => {
    const exposed = exposures(guarded);
    expect(exposed.get(closeOf(FALL - 1))).toBeCloseTo(1, 12);
    for (let month = FALL; month < FALL + assumptions.resetAfterMonths; month++) {
      expect(exposed.get(closeOf(month))).toBe(0);
    }
    expect(exposed.get(closeOf(FALL + assumptions.resetAfterMonths))).toBeGreaterThan(0);
  });

  test('is reset once, three months later, by a journaled request with a reason', () => {
    const requests = ofType(guarded.events, 'risk.reset-requested');
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request).toMatchObject({ role: 'input', source: 'operations' });
    expect(request?.at).toBe(closeOf(FALL + assumptions.resetAfterMonths));
    expect(request?.payload).toMatchObject({ machine: 'drawdown', by: 'risk officer (scripted)' });
    expect(request?.payload.reason).toMatch(/Scheduled review 3 months after the halt/);
    expect(guarded.record.refusedRequests).toBe(0);
    const answer = guarded.record.states.find(({ payload }) => payload.from === 'halted');
    const event = guarded.events.find(({ id }) => id === answer?.id);
    expect(event?.causationId).toBe(request?.id);
  });

  test('sold everything after the halt', () => {
    const held = guarded.record.valuations.find(({ at }) => at === closeOf(FALL + 1));
    expect(held?.payload.gross).toBe(0);
  });

  test('the run trades on after the reset', () => {
    const resetAt = closeOf(FALL + assumptions.resetAfterMonths);
    expect(guarded.record.fills.some(({ at }) => at > resetAt)).toBe(true);
    expect(guarded.record.targets.at(-1)?.at).toBe(closeOf(16));
  });
});

describe('without the machine', () => {
  test('no state changes, nothing to reset, and exposure stays whole', () => {
    expect(unguarded.record.states).toEqual([]);
    expect(ofType(unguarded.events, 'risk.reset-requested')).toEqual([]);
    for (const exposure of exposures(unguarded).values()) expect(exposure).toBeCloseTo(1, 12);
  });

  test('both runs are the same until the fall', () => {
    const before = (run: RecordedRun) =>
      run.record.targets.filter(({ at }) => at < closeOf(FALL)).map(({ payload }) => payload);
    expect(before(guarded)).toHaveLength(4);
    expect(before(unguarded)).toEqual(before(guarded));
  });
});
