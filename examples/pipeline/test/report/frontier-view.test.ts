import { describe, expect, test } from 'vitest';
import { frontierView } from '../../src/report/frontier-view.ts';
import { emptyRecord } from '../../src/system/run-record.ts';
import { noteInto } from '../support/records.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

const market = syntheticMarket({ months: 40 });
const record = emptyRecord();
noteInto(record).target(market.months[38]?.closeAt ?? 0, {});
const { frontier, marks } = frontierView(market, record, 24);

describe('the frontier of the last decision', () => {
  test('starts at the portfolio chosen: the one of least variance', () => {
    const chosen = marks.at(-1);
    expect(chosen?.name).toBe('chosen (minimum variance)');
    expect(frontier[0]?.volatility).toBeCloseTo(chosen?.volatility ?? 0, 10);
    expect(frontier[0]?.mean).toBeCloseTo(chosen?.mean ?? 0, 10);
  });

  test('rises in mean and volatility from there', () => {
    expect(frontier.length).toBeGreaterThanOrEqual(10);
    frontier.slice(1).forEach(({ mean, volatility }, i) => {
      expect(mean).toBeGreaterThanOrEqual((frontier[i]?.mean ?? 0) - 1e-12);
      expect(volatility).toBeGreaterThanOrEqual((frontier[i]?.volatility ?? 0) - 1e-12);
    });
  });

  test('has every asset beside it, with the mean of its own returns', () => {
    expect(marks.map(({ name }) => name).slice(0, -1)).toEqual(['AAA', 'BBB', 'CCC', 'DDD']);
    const prices = market.months.slice(38 - 24, 39).map((month) => month.prices['AAA'] ?? 0);
    const returns = prices.slice(1).map((price, i) => price / (prices[i] ?? 1) - 1);
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    expect(marks[0]?.mean).toBeCloseTo(12 * mean, 12);
    // The diagonal of the shrunk covariance is that of the sample.
    const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const candidates = [returns.length, returns.length - 1].map((n) =>
      Math.sqrt((12 * squares) / n),
    );
    const nearest = Math.min(...candidates.map((c) => Math.abs(c - (marks[0]?.volatility ?? 0))));
    expect(nearest).toBeLessThan(1e-12);
  });
});

test('without a decision, or without its window, there is none', () => {
  expect(frontierView(market, emptyRecord(), 24)).toEqual({ frontier: [], marks: [] });
  const early = emptyRecord();
  noteInto(early).target(market.months[10]?.closeAt ?? 0, {});
  expect(frontierView(market, early, 24)).toEqual({ frontier: [], marks: [] });
});
