import { beforeAll, describe, expect, test } from 'vitest';
import type { IndexDay, IndexSeries, MarketData } from '../../src/data/market-data.ts';
import { baseMarket, baseRun } from './base-run.ts';
import { type Recorded, type RecordedRun, recordedRun } from './recorded-run.ts';

const DECISION = 18;
const decidedAt = baseMarket.months[DECISION]?.closeAt as number;
/** In a calm month, where one wild day moves the regime. */
const calmAt = baseMarket.months[24]?.closeAt as number;
const index = baseMarket.index as IndexSeries;

const moved = (day: IndexDay, factor: number): IndexDay => ({
  ...day,
  high: day.high * factor * 1.01,
  low: day.low * factor,
  close: day.close * factor,
});

const withIndex = (change: (day: IndexDay) => IndexDay): MarketData => {
  const days = index.days.map(change);
  return { ...baseMarket, days, index: { ...index, days } };
};

let base: RecordedRun;
beforeAll(async () => {
  base = await baseRun();
});

const until = (events: readonly Recorded[], at: number): readonly string[] =>
  events.filter((event) => event.at <= at).map((event) => JSON.stringify(event));

const targetAt = ({ record }: RecordedRun, at: number) =>
  record.targets.find((target) => target.at === at)?.payload;

describe('nothing from the future', () => {
  test('other prices after a decision leave every byte up to it', async () => {
    const market: MarketData = {
      ...withIndex((day) => (day.closeAt > decidedAt ? moved(day, 0.6) : day)),
      months: baseMarket.months.map((month, i) =>
        i <= DECISION
          ? month
          : {
              ...month,
              prices: Object.fromEntries(
                Object.entries(month.prices).map(([asset, price], a) => [
                  asset,
                  price * (0.7 + a / 10),
                ]),
              ),
            },
      ),
    };
    const other = await recordedRun(market);
    const before = until(base.events, decidedAt);
    expect(before.length).toBeGreaterThan(2000);
    expect(until(other.events, decidedAt)).toEqual(before);
    expect(other.head.hash).not.toBe(base.head.hash);
    const next = baseMarket.months[DECISION + 1]?.closeAt as number;
    expect(targetAt(other, next)).not.toEqual(targetAt(base, next));
  });

  test('a close is not used by the decision that is taken at it', async () => {
    const other = await recordedRun(
      withIndex((day) => (day.closeAt === calmAt ? moved(day, 0.8) : day)),
    );
    const reading = ({ record }: RecordedRun) =>
      record.regimes.find(({ payload }) => payload.knownAt === calmAt)?.payload.probabilities;
    expect(reading(other)).not.toEqual(reading(base));
    expect(targetAt(other, calmAt)).toBeDefined();
    expect(targetAt(other, calmAt)).toEqual(targetAt(base, calmAt));
  });

  test('the day before is used', async () => {
    const before = index.days.findLast((day) => day.closeAt < calmAt)?.closeAt;
    const other = await recordedRun(
      withIndex((day) => (day.closeAt === before ? moved(day, 0.8) : day)),
    );
    expect(targetAt(other, calmAt)).not.toEqual(targetAt(base, calmAt));
  });
});
