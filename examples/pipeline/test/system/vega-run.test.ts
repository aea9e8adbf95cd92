import { beforeAll, describe, expect, test } from 'vitest';
import { selectMarket } from '../../src/data/select-market.ts';
import { regimePath } from '../../src/study/regime-path.ts';
import { decideStrategies } from '../../src/study/strategies.ts';
import { readingsOf } from '../../src/system/recorded-regime.ts';
import { mainRun } from '../../src/system/run-options.ts';
import { ofType, type RecordedRun, recordedRun } from './recorded-run.ts';

const { market } = selectMarket({ kind: 'vega-datasets' });
const dayOf = (at: number | undefined): string =>
  new Date(at ?? Number.NaN).toISOString().slice(0, 10);

let run: RecordedRun;
beforeAll(async () => {
  run = await recordedRun(market, mainRun);
}, 60_000);

describe('the main run on the sample data', () => {
  test('decides 85 times, from 31 January 2003 to 29 January 2010', () => {
    const { targets } = run.record;
    expect(targets).toHaveLength(85);
    expect(dayOf(targets[0]?.at)).toBe('2003-01-31');
    expect(dayOf(targets.at(-1)?.at)).toBe('2010-01-29');
  });

  test('holds the stock that starts in August 2004 from its 36th monthly return on', () => {
    const first = run.record.targets.find(({ payload }) => 'GOOG' in payload.values);
    expect(dayOf(first?.at)).toBe('2007-08-31');
  });

  test('reads the regime from the 504th return on, refitting every 63 bars', () => {
    const days = market.index?.days ?? [];
    expect(run.record.regimes[0]?.at).toBe(days[504]?.closeAt);
    expect(run.record.regimes).toHaveLength(days.length - 504);
    const refits = run.record.regimes.at(-1)?.payload.diagnostics['refits'];
    expect(refits).toBe(1 + Math.floor((days.length - 505) / 63));
  });

  test('weighs within its bounds, certified', () => {
    for (const { payload } of run.record.targets) {
      const invested = 1 - (payload.cash ?? Number.NaN);
      for (const weight of Object.values(payload.values)) {
        if (invested === 0) expect(weight).toBe(0);
        else expect(weight / invested).toBeGreaterThan(0.05 - 1e-12);
        expect(weight).toBeLessThan(0.4 * invested + 1e-12);
      }
    }
    expect(run.record.worstResidual).toBeLessThan(1e-12);
  });

  test('decides what the study decides, times the factor of the drawdown machine', () => {
    const readings = regimePath(market, mainRun);
    expect(readingsOf(run.record)).toEqual(readings);
    const { regimeExposure } = decideStrategies(market, readings, mainRun, mainRun.windowMonths);
    let factor = 1;
    const factorAt = new Map<number, number>();
    for (const event of run.events) {
      if (event.type === 'risk.state-changed') factor = event.payload.exposureFactor;
      if (event.type === 'portfolio.target-proposed') factorAt.set(event.at, factor);
    }
    expect(regimeExposure).toHaveLength(85);
    run.record.targets.forEach(({ at, payload }, i) => {
      const { month, weights } = regimeExposure[i] ?? { month: -1, weights: {} };
      expect(market.months[month]?.closeAt).toBe(at);
      for (const [asset, weight] of Object.entries(weights)) {
        const decided = payload.values[asset] as number;
        expect(Math.abs(decided - weight * (factorAt.get(at) as number))).toBeLessThan(1e-12);
      }
    });
  });

  test('fills every approved lot; no handler fails, no request is refused', () => {
    const filled = run.record.fills.reduce((sum, { payload }) => sum + payload.lots, 0);
    const approved = run.record.approved.reduce((sum, { payload }) => sum + payload.order.lots, 0);
    expect(filled).toBe(approved);
    expect(run.record.failedHandlers + run.record.refusedRequests).toBe(0);
    expect(ofType(run.events, 'order.completed')).toHaveLength(run.record.approved.length);
  });

  test('gives every reset of the machine a reason and an answer', () => {
    const requests = ofType(run.events, 'risk.reset-requested');
    const halts = run.record.states.filter(({ payload }) => payload.to === 'halted');
    expect(requests.length).toBeLessThanOrEqual(halts.length);
    for (const { id, payload } of requests) {
      expect(payload.reason).not.toBe('');
      expect(run.events.some(({ causationId }) => causationId === id)).toBe(true);
    }
  });
});
