import type { Evidence, Reason } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { vegaMarket } from '../../src/data/vega-market.ts';
import {
  assumptionsTable,
  certificatesOf,
  executionTable,
  riskTable,
} from '../../src/report/fact-tables.ts';
import { isoDate, longDate, millions, whole } from '../../src/report/format.ts';
import { emptyRecord } from '../../src/system/run-record.ts';
import { noteInto } from '../support/records.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';

const day = (text: string) => Date.parse(`${text}T21:00:00Z`);
const evidence = (kind: string) => ({ kind }) as Evidence;

test('dates are UTC and numbers have commas', () => {
  expect(longDate(day('2003-02-03'))).toBe('3 February 2003');
  expect(isoDate(day('2003-02-03'))).toBe('2003-02-03');
  expect(whole(1234567.4)).toBe('1,234,567');
  expect(millions(1_234_560_000)).toBe('1,234.6');
});

test('execution says realised, predicted, their difference and its z-score, and calls it no saving', () => {
  const parent = { orderId: 'x', notional: 2e6, realised: 0, predicted: 0, deviation: 1 };
  const table = executionTable(emptyRecord(), {
    parents: [parent, parent],
    surpriseBps: -0.46,
    zScore: -1.234,
    realisedBps: 10.04,
    predictedBps: 10.5,
  });
  expect(table.rows).toEqual([
    ['parents planned and filled', '2'],
    ['fills', '0'],
    ['value traded, millions', '4.0'],
    ['predicted shortfall, fees included', '10.5 bp'],
    ['realised shortfall, fees included', '10.0 bp'],
    ['realised − predicted', '-0.5 bp'],
    ['z-score of the difference', '-1.23'],
  ]);
  expect(table.note).toMatch(/not a saving/);
});

describe('risk decisions', () => {
  const record = emptyRecord();
  const { approved, rejected, moved, requested } = noteInto(record);
  const order = { instrumentId: 'IBM', side: 'buy' as const, lots: 900 };
  for (let i = 0; i < 3; i++) requested(day('2003-02-28'), order);
  approved(day('2003-02-28'), order, { evidence: evidence('accepted-one') });
  approved(day('2003-03-31'), order, {
    status: 'scaled',
    requestedLots: 1000,
    evidence: evidence('scaled-one'),
  });
  const reasons = [{ code: 'risk/position', message: 'Too much IBM.', limit: null }] as Reason[];
  rejected(day('2003-03-31'), order, { reasons, evidence: evidence('refused-one') });
  moved(day('2002-12-31'), {
    machine: 'drawdown',
    from: 'normal',
    to: 'reduced',
    measure: 0.1512,
    exposureFactor: 0.5,
  });

  test('stand in order of time, those of a day in order of kind', () => {
    expect(riskTable(record).rows).toEqual([
      ['2002-12-31', 'drawdown: normal → reduced', 'drawdown 15.1 %, exposure × 0.5'],
      ['2003-03-31', 'IBM buy scaled', '1,000 → 900 lots'],
      ['2003-03-31', 'IBM buy refused', 'Too much IBM.'],
    ]);
  });

  test('are counted, and the scripted person is named', () => {
    expect(riskTable(record).note).toMatch(
      /^3 orders requested, 1 accepted whole, 1 scaled, 1 refused; 0 messages/,
    );
    expect(riskTable(record).note).toMatch(/scripted, journaled request of a person/);
  });

  test('have the certificate of the first of each kind', () => {
    const shown = certificatesOf(record);
    expect(shown.map(({ title }) => title)).toEqual([
      'Certificate of the first accepted order',
      'Certificate of the first scaled order',
      'Certificate of the first refused order',
    ]);
    expect(shown.map(({ json }) => JSON.parse(json).kind)).toEqual([
      'accepted-one',
      'scaled-one',
      'refused-one',
    ]);
    expect(certificatesOf(emptyRecord())).toEqual([]);
  });
});

describe('assumptions', () => {
  const assumed = (market: Parameters<typeof assumptionsTable>[0], what: string) =>
    assumptionsTable(market).rows.find(([name]) => name === what)?.[1];

  test('state what the sample data is and is not', () => {
    const market = vegaMarket();
    expect(assumed(market, 'prices')).toBe('adjusted; shares and lots are notional');
    expect(assumed(market, 'regime detector')).toMatch(/log return and log range; 2 states/);
    expect(assumed(market, 'weights')).toBe('0.05 to 0.4 of the invested part');
    expect(assumed(market, 'cash yield and risk-free rate')).toBe('0');
    expect(assumed(market, 'opening cash')).toBe('500.0 million USD');
    expect(assumed(market, 'half-spread, commission')).toBe('5 bp, 1 bp');
    expect(assumed(market, 'impact')).toMatch(/Almgren et al\. \(2005\)/);
    expect(assumed(market, 'decision')).toMatch(/regime of the day before/);
  });

  test('follow the data: no regime, no range, many assets', () => {
    const monthly = syntheticMarket({ months: 3 });
    expect(assumed(monthly, 'regime detector')).toBe('none: the data has no daily rows');
    expect(assumed(monthly, 'decision')).toBe('month-end close');
    const index = { label: 'equal-weight', hasRange: false, days: [] };
    expect(assumed({ ...monthly, index }, 'regime detector')).toMatch(/log return alone/);
    const assets = Array.from({ length: 25 }, (_, i) => `A${i}`);
    expect(assumed({ ...monthly, assets }, 'weights')).toBe('0.02 to 0.4 of the invested part');
  });
});
