import { beforeAll, describe, expect, test } from 'vitest';
import type { MarketData } from '../../src/data/market-data.ts';
import { regimePath } from '../../src/study/regime-path.ts';
import { decideStrategies } from '../../src/study/strategies.ts';
import { assumptions, type RunOptions } from '../../src/system/run-options.ts';
import { baseMarket, baseRun } from './base-run.ts';
import { type RecordedRun, recordedRun, shortRun } from './recorded-run.ts';

let base: RecordedRun;
let lagged: RecordedRun;

beforeAll(async () => {
  base = await baseRun();
  lagged = await recordedRun(baseMarket, { ...shortRun, lagMonths: 1 });
});

/** What the study without a bus decides, by the close at which it decides. */
const studied = (market: MarketData, options: RunOptions) => {
  const { regimeExposure } = decideStrategies(
    market,
    regimePath(market, options),
    options,
    options.windowMonths,
  );
  return new Map(
    regimeExposure.map(({ month, weights }) => [market.months[month]?.closeAt, weights]),
  );
};

const expectSameDecisions = ({ market, options, record }: RecordedRun): void => {
  const weights = studied(market, options);
  expect(record.states).toEqual([]); // the drawdown factor is 1 throughout
  expect(record.targets.map(({ at }) => at)).toEqual([...weights.keys()]);
  for (const { at, payload } of record.targets) {
    const expected = weights.get(at) ?? {};
    expect(Object.keys(payload.values)).toEqual(Object.keys(expected));
    for (const [asset, weight] of Object.entries(expected)) {
      expect(Math.abs((payload.values[asset] as number) - weight)).toBeLessThan(1e-12);
    }
    const invested = Object.values(expected).reduce((sum, weight) => sum + weight, 0);
    expect(payload.cash).toBeCloseTo(1 - invested, 12);
  }
};

describe('decisions on the bus', () => {
  test('are those of the study without a bus', () => {
    expect(base.record.targets).toHaveLength(13);
    expectSameDecisions(base);
  });

  test('with information lagged by one month too', () => {
    expect(lagged.record.targets).toHaveLength(12);
    expectSameDecisions(lagged);
  });

  test('a lagged decision is the one of the month before', () => {
    const { months } = baseMarket;
    const before = new Map(base.record.targets.map(({ at, payload }) => [at, payload.values]));
    for (const { at, payload } of lagged.record.targets) {
      const month = months.findIndex(({ closeAt }) => closeAt === at);
      expect(payload.values).toEqual(before.get(months[month - 1]?.closeAt ?? 0));
    }
  });

  test('let exposure move with the regime', () => {
    const cash = base.record.targets.map(({ payload }) => payload.cash ?? Number.NaN);
    expect(Math.min(...cash)).toBeLessThan(0.05);
    expect(Math.max(...cash)).toBeGreaterThan(0.45);
    expect(Math.max(...cash)).toBeLessThanOrEqual(assumptions.exposureSlope);
  });

  test('admit a late asset only with full history', () => {
    const first = base.record.targets.findIndex(({ payload }) => 'DDD' in payload.values);
    // Twelve returns need thirteen month ends; its first is the fourth of the market.
    expect(base.record.targets[first]?.at).toBe(baseMarket.months[15]?.closeAt);
    expect(first).toBe(3);
  });

  test('are certified', () => {
    expect(base.record.failedTargets).toBe(0);
    expect(base.record.worstResidual).toBeLessThan(1e-12);
  });

  test('stop where no month is left to hold them', () => {
    expect(base.record.targets.at(-1)?.at).toBe(baseMarket.months.at(-2)?.closeAt);
    const windDown = base.events.filter(({ type }) => type === 'policy.change-requested');
    expect(windDown).toHaveLength(1);
    expect(windDown[0]).toMatchObject({ role: 'input', at: baseMarket.months.at(-1)?.closeAt });
  });
});
