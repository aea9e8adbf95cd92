import { expect, test } from 'vitest';
import { riskMetricsRecord } from '../../src/metrics.ts';

const returns = Array.from({ length: 101 }, (_, i) => (i - 40) / 1000);
const options = { at: 1_700_000_000_000, periodsPerYear: 365 };

test('the fields of SPEC RSK-34, by hand', () => {
  const reference = { symbol: 'BTC', returns: returns.map((x) => -2 * x) };
  const record = riskMetricsRecord(returns, { ...options, reference });
  // Type 7 on 101 equally spaced points hits the order statistics.
  expect(record.valueAtRisk95.value).toBeCloseTo(0.035, 14);
  expect(record.valueAtRisk99.value).toBeCloseTo(0.039, 14);
  expect(record.correlation.value).toBeCloseTo(-1, 12);
  // Mean 0.01, variance 101 * 102 / 12 squared thousandths.
  expect(record.sharpe.value).toBeCloseTo((10 / Math.sqrt((101 * 102) / 12)) * Math.sqrt(365), 10);
  expect(record).toMatchObject({ at: options.at, observations: 101, reference: 'BTC' });
  expect(record.maxDrawdown.value).toBeGreaterThan(0.5);
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
});

test('no returns yet: a record without numbers, each with its reason', () => {
  const record = riskMetricsRecord([], { ...options, reference: { symbol: 'BTC', returns: [] } });
  expect(record.valueAtRisk95.reason).toBe('no-observations');
  expect(record.maxDrawdown.reason).toBe('no-observations');
  expect(record.sharpe.value).toBeNull();
  expect(record.correlation.reason).toBe('too-few-observations');
});

test('refuses a time or a name that is none', () => {
  const code = expect.objectContaining({ code: 'risk/bad-record' });
  const reference = { symbol: 'BTC', returns };
  expect(() => riskMetricsRecord(returns, { ...options, at: Number.NaN, reference })).toThrowError(
    code,
  );
  expect(() =>
    riskMetricsRecord(returns, { ...options, reference: { ...reference, symbol: '' } }),
  ).toThrowError(code);
});
