import { defineInstrument, type Fill, type Json } from '@plimsoll/core';
import {
  checkAccountReported,
  checkMark,
  checkPositionAdjusted,
  createLedger,
  type Ledger,
  type LedgerEvent,
} from '@plimsoll/core/ledger';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import {
  adjusted,
  answerOf,
  applyAll,
  filled,
  flowed,
  instruments,
  marked,
} from '../support/ledger-events.ts';
import { sampleBar } from '../support/samples.ts';

const quanto = defineInstrument({
  instrumentId: 'Q',
  assetClass: 'future',
  payoff: 'quanto',
  quoteCurrency: 'USD',
});
const elsewhere = defineInstrument({
  instrumentId: 'S',
  assetClass: 'perpetual',
  quoteCurrency: 'USD',
  settlementCurrency: 'BTC',
});

const open = (hedge = false): Ledger => {
  const ledger = createLedger({
    baseCurrency: 'USD',
    instruments: [...instruments, quanto, elsewhere],
    positionMode: hedge ? 'hedge' : 'netting',
    correctionWindowMs: 1000,
  });
  applyAll(ledger, [
    filled(hedge ? { bucket: 'long' } : {}, 5000),
    flowed({ amount: 10 }, 5000),
    marked('A', 11, 5000),
  ]);
  return ledger;
};

const fill = (filled({}, 5000) as { payload: Fill }).payload;
const at = 5000;
const dividend = { kind: 'dividend', flowId: 'c2' } as const;

const cases: readonly (readonly [string, LedgerEvent, string])[] = [
  ['a repeated fill', filled({}, at), 'duplicate core/duplicate-id at fillId'],
  [
    'the same fill id with other content',
    filled({ lots: 5 }, at),
    'refused core/conflicting-duplicate at fillId',
  ],
  ['a faulty fill', filled({ price: Number.NaN }, at), 'refused core/invalid-fill at price'],
  ['no account', filled({ account: '' }, at), 'refused core/invalid-fill at account'],
  [
    'an unknown instrument',
    filled({ fillId: 'x', instrumentId: 'none' }, at),
    'refused core/unknown-instrument at instrumentId',
  ],
  [
    'another payoff',
    filled({ fillId: 'x', instrumentId: 'Q' }, at),
    'refused core/unsupported-payoff at instrumentId',
  ],
  [
    'another settlement',
    filled({ fillId: 'x', instrumentId: 'S' }, at),
    'refused core/unsupported-settlement at instrumentId',
  ],
  [
    'a bucket in netting mode',
    filled({ fillId: 'x', bucket: 'long' }, at),
    'refused core/invalid-bucket at bucket',
  ],
  [
    'too many units',
    filled({ fillId: 'x', lots: Number.MAX_SAFE_INTEGER }, at),
    'refused core/unsafe-quantity at lots',
  ],
  [
    'too many lots',
    filled({ fillId: 'x', instrumentId: 'C', lots: 2 ** 40 }, at),
    'refused core/unsafe-quantity at lots',
  ],
  [
    'too much money',
    filled({ fillId: 'x', price: 1e300 }, at),
    'refused core/unsafe-quantity at lots',
  ],
  [
    'the distant past',
    filled({ fillId: 'x', occurredAt: 3999 }, at),
    'refused core/before-horizon at occurredAt',
  ],
  [
    'a correction of nothing',
    {
      type: 'fill.corrected',
      at,
      payload: {
        instrumentId: 'A',
        original: { ...fill, fillId: 'x' },
        corrected: { ...fill, fillId: 'x' },
      },
    },
    'refused core/unknown-fill at original.fillId',
  ],
  [
    'a correction that changes nothing',
    { type: 'fill.corrected', at, payload: { instrumentId: 'A', original: fill, corrected: fill } },
    'duplicate core/duplicate-id at fillId',
  ],
  [
    'a correction to another instrument',
    {
      type: 'fill.corrected',
      at,
      payload: { instrumentId: 'A', original: fill, corrected: { ...fill, instrumentId: 'B' } },
    },
    'refused core/correction-mismatch at corrected.instrumentId',
  ],
  [
    'a correction that names another instrument for the booked fill',
    {
      type: 'fill.corrected',
      at,
      payload: {
        instrumentId: 'B',
        original: { ...fill, instrumentId: 'B' },
        corrected: { ...fill, instrumentId: 'B', lots: 1 },
      },
    },
    'refused core/correction-mismatch at original.instrumentId',
  ],
  [
    'a correction to a faulty fill',
    {
      type: 'fill.corrected',
      at,
      payload: { instrumentId: 'A', original: fill, corrected: { ...fill, lots: 0 } },
    },
    'refused core/invalid-fill at corrected.lots',
  ],
  [
    'a correction of a faulty fill',
    {
      type: 'fill.corrected',
      at,
      payload: { instrumentId: 'A', original: { ...fill, lots: 0 }, corrected: fill },
    },
    'refused core/invalid-fill at original.lots',
  ],
  [
    'a correction into the distant past',
    {
      type: 'fill.corrected',
      at,
      payload: { instrumentId: 'A', original: fill, corrected: { ...fill, occurredAt: 1 } },
    },
    'refused core/before-horizon at corrected.occurredAt',
  ],
  [
    'a correction from the distant past',
    {
      type: 'fill.corrected',
      at: 9000,
      payload: { instrumentId: 'A', original: fill, corrected: { ...fill, occurredAt: 9000 } },
    },
    'refused core/before-horizon at original.occurredAt',
  ],
  [
    'a correction that hides how old the fill is',
    {
      type: 'fill.corrected',
      at: 9000,
      payload: {
        instrumentId: 'A',
        original: { ...fill, occurredAt: 9000 },
        corrected: { ...fill, occurredAt: 9000, lots: 1 },
      },
    },
    'refused core/before-horizon at original.occurredAt',
  ],
  [
    'a correction beyond all bounds',
    {
      type: 'fill.corrected',
      at,
      payload: {
        instrumentId: 'A',
        original: fill,
        corrected: { ...fill, price: 1e295 },
      },
    },
    'refused core/unsafe-quantity at lots',
  ],
  [
    'a bust of nothing',
    { type: 'fill.busted', at, payload: { instrumentId: 'A', fill: { ...fill, venue: 'x' } } },
    'refused core/unknown-fill at fill.fillId',
  ],
  ['a repeated flow', flowed({ amount: 10 }, at), 'duplicate core/duplicate-id at flowId'],
  [
    'the same flow id with other content',
    flowed({ amount: 11 }, at),
    'refused core/conflicting-duplicate at flowId',
  ],
  [
    'a negative deposit',
    flowed({ flowId: 'x', amount: -1 }, at),
    'refused core/invalid-cash-flow at amount',
  ],
  [
    'an immense flow',
    flowed({ flowId: 'x', amount: 1e300 }, at),
    'refused core/invalid-cash-flow at amount',
  ],
  [
    'an old flow',
    flowed({ ...dividend, occurredAt: 1 }, at),
    'refused core/before-horizon at occurredAt',
  ],
  [
    'margin on an unknown contract',
    flowed({ flowId: 'x', kind: 'variation-margin', instrumentId: 'none' }, at),
    'refused core/unknown-instrument at instrumentId',
  ],
  [
    'margin on a share',
    flowed({ flowId: 'x', kind: 'variation-margin', instrumentId: 'A' }, at),
    'refused core/unsupported-flow at kind',
  ],
  [
    'margin in another currency',
    flowed({ flowId: 'x', kind: 'variation-margin', instrumentId: 'F', currency: 'EUR' }, at),
    'refused core/wrong-currency at currency',
  ],
  [
    'margin in a bucket',
    flowed({ flowId: 'x', kind: 'variation-margin', instrumentId: 'F', bucket: 'long' }, at),
    'refused core/invalid-bucket at bucket',
  ],
  [
    'a split into nothing',
    adjusted({ ratio: { numerator: 0, denominator: 1 } }, at),
    'refused core/invalid-adjustment at ratio',
  ],
  [
    'a split beyond all bounds',
    adjusted({ ratio: { numerator: 2 ** 52, denominator: 1 } }, at),
    'refused core/unsafe-quantity at ratio',
  ],
  [
    'a split of the unknown',
    adjusted({ instrumentId: 'none', newInstrumentId: 'none' }, at),
    'refused core/unknown-instrument at instrumentId',
  ],
  [
    'a merger into the unknown',
    adjusted({ kind: 'merger', newInstrumentId: 'none' }, at),
    'refused core/unknown-instrument at newInstrumentId',
  ],
  [
    'a merger across currencies',
    adjusted({ kind: 'merger', newInstrumentId: 'B' }, at),
    'refused core/unsupported-adjustment at newInstrumentId',
  ],
  [
    'cash in lieu on a future',
    adjusted({ instrumentId: 'F', newInstrumentId: 'F', cashInLieu: 1 }, at),
    'refused core/unsupported-adjustment at cashInLieu',
  ],
  [
    'an old adjustment',
    adjusted({ occurredAt: 1 }, at),
    'refused core/before-horizon at occurredAt',
  ],
  [
    'a transfer in a bucket',
    adjusted({ kind: 'transfer', unitsDelta: 1, price: 1, bucket: 'long' }, at),
    'refused core/invalid-bucket at bucket',
  ],
  [
    'a transfer beyond all bounds',
    adjusted({ kind: 'transfer', unitsDelta: Number.MAX_SAFE_INTEGER, price: 1 }, at),
    'refused core/unsafe-quantity at unitsDelta',
  ],
  [
    'a faulty statement',
    {
      type: 'account.reported',
      at,
      payload: { account: 'main', positions: { A: 0.5 }, cash: {}, occurredAt: at },
    },
    'refused core/invalid-statement at positions',
  ],
  ['a faulty mark', marked('A', Number.NaN, at), 'refused core/invalid-mark at price'],
  [
    'a faulty bar',
    { type: 'market.bar', at, payload: { ...sampleBar, high: 1 } },
    'refused core/invalid-bar at high',
  ],
  [
    'a faulty bar in a slice',
    {
      type: 'market.slice',
      at,
      payload: {
        universe: 'u',
        closeAt: at,
        bars: [sampleBar, { ...sampleBar, low: 99 }],
        missing: [],
      },
    },
    'refused core/invalid-bar at bars.1.high',
  ],
  [
    'a slice without bars',
    { type: 'market.slice', at, payload: { universe: 'u' } } as unknown as LedgerEvent,
    'refused core/invalid-bar at bars',
  ],
  [
    'a redefinition',
    {
      type: 'market.instrument-defined',
      at,
      payload: { instrument: { ...(instruments[0] as (typeof instruments)[0]), multiplier: 2 } },
    },
    'refused core/instrument-redefined at instrument.multiplier',
  ],
  [
    'a definition without anything',
    { type: 'market.instrument-defined', at, payload: {} } as unknown as LedgerEvent,
    'refused core/invalid-instrument at instrument.instrumentId',
  ],
  [
    'an unknown event',
    { type: 'market.rumour', at, payload: {} } as unknown as LedgerEvent,
    'refused core/unknown-event at type',
  ],
  [
    'no payload',
    { type: 'order.filled', at, payload: null } as unknown as LedgerEvent,
    'refused core/invalid-payload at payload',
  ],
  [
    'an empty payload',
    { type: 'fill.corrected', at, payload: {} } as unknown as LedgerEvent,
    'refused core/invalid-fill at original',
  ],
  ['no time', { ...filled({}), at: Number.NaN }, 'refused core/invalid-time at at'],
];

describe('what the ledger does not book', () => {
  test.each(cases)('%s', (_, event, expected) => {
    const ledger = open();
    const before = JSON.stringify(ledger.snapshot());
    expect(answerOf(ledger.apply(event))).toBe(expected);
    expect(JSON.stringify(ledger.snapshot())).toBe(before);
  });

  test('hedge mode needs a bucket', () => {
    const ledger = open(true);
    expect(answerOf(ledger.apply(filled({ fillId: 'x' }, at)))).toBe(
      'refused core/invalid-bucket at bucket',
    );
    const original = { ...fill, bucket: 'short' as const };
    const corrected = { ...original, lots: 1 };
    const payload = { instrumentId: 'A', original, corrected };
    expect(answerOf(ledger.apply({ type: 'fill.corrected', at, payload }))).toBe(
      'refused core/correction-mismatch at original.instrumentId',
    );
  });

  test('a busted fill stays busted', () => {
    const ledger = open();
    const bust: LedgerEvent = { type: 'fill.busted', at, payload: { instrumentId: 'A', fill } };
    expect(answerOf(ledger.apply(bust))).toBe('booked');
    expect(answerOf(ledger.apply(bust))).toBe('duplicate core/duplicate-id at fillId');
    expect(answerOf(ledger.apply(filled({}, at)))).toBe('duplicate core/duplicate-id at fillId');
    const payload = { instrumentId: 'A', original: fill, corrected: { ...fill, lots: 1 } };
    expect(answerOf(ledger.apply({ type: 'fill.corrected', at, payload }))).toBe(
      'refused core/busted-fill at original.fillId',
    );
    expect(ledger.account('main').cash.amounts).toEqual({ USD: 10 });
  });

  test('adjustments repeat and contradict like everything else', () => {
    const ledger = open();
    const split = adjusted({ ratio: { numerator: 2, denominator: 1 } }, at);
    expect(answerOf(ledger.apply(split))).toBe('booked');
    expect(answerOf(ledger.apply(split))).toBe('duplicate core/duplicate-id at adjustmentId');
    const other = adjusted({ ratio: { numerator: 3, denominator: 1 } }, at);
    expect(answerOf(ledger.apply(other))).toBe(
      'refused core/conflicting-duplicate at adjustmentId',
    );
  });

  test('configurations and snapshots that do not fit throw', () => {
    const faulty: readonly (readonly [object, string])[] = [
      [{ baseCurrency: 7 }, 'baseCurrency'],
      [{ positionMode: 'gross' }, 'positionMode'],
      [{ accounts: { main: { baseCurrency: '' } } }, 'accounts.main.baseCurrency'],
      [{ accounts: { main: { positionMode: 'x' } } }, 'accounts.main.positionMode'],
      [{ maxMarkAgeMs: -1 }, 'maxMarkAgeMs'],
      [{ correctionWindowMs: Number.NaN }, 'correctionWindowMs'],
      [{ maxBasisLots: 1 }, 'maxBasisLots'],
      [{ cashTolerance: { USD: -1 } }, 'cashTolerance.USD'],
    ];
    for (const [change, field] of faulty) {
      expect(codeOf(() => createLedger({ baseCurrency: 'USD', ...change }))).toBe(
        `core/invalid-ledger at ${field}`,
      );
    }
    const from = open().snapshot();
    expect(codeOf(() => createLedger({ baseCurrency: 'EUR' }, { from }))).toBe(
      'core/snapshot-mismatch at from.configHash',
    );
  });
});

describe('doors of account events', () => {
  const adjustment = (adjusted({}) as { payload: object }).payload;
  test.each<[object, string]>([
    [{ ratio: { numerator: 1.5, denominator: 1 } }, 'ratio'],
    [{ ratio: { numerator: 1, denominator: 0 } }, 'ratio'],
    [{ ratio: null }, 'ratio'],
    [{ kind: 'gift' }, 'kind'],
    [{ newInstrumentId: 'B' }, 'newInstrumentId'],
    [{ kind: 'merger' }, 'newInstrumentId'],
    [{ unitsDelta: 5 }, 'unitsDelta'],
    [{ kind: 'transfer' }, 'unitsDelta'],
    [{ kind: 'transfer', unitsDelta: 5 }, 'price'],
    [{ price: 5 }, 'price'],
    [{ kind: 'transfer', unitsDelta: 5, price: 1, cashInLieu: 1 }, 'cashInLieu'],
    [
      { kind: 'transfer', unitsDelta: 5, price: 1, ratio: { numerator: 2, denominator: 1 } },
      'ratio',
    ],
    [{ basisShare: 0.5 }, 'basisShare'],
    [{ kind: 'spin-off', newInstrumentId: 'B', basisShare: 1.5 }, 'basisShare'],
  ])('adjustment %j', (change, field) => {
    expect(codeOf(() => checkPositionAdjusted({ ...adjustment, ...change }))).toBe(
      `core/invalid-adjustment at ${field}`,
    );
  });

  test('valid payloads pass unchanged', () => {
    expect(checkPositionAdjusted(adjustment)).toBe(adjustment);
    const mark = (marked('A', 1, 0) as { payload: object }).payload;
    expect(checkMark(mark)).toBe(mark);
    const statement = { account: 'main', positions: {}, cash: {}, occurredAt: 0 };
    expect(checkAccountReported(statement)).toBe(statement);
    expect(codeOf(() => checkAccountReported({ ...statement, cash: [] } as unknown as Json))).toBe(
      'core/invalid-statement at cash',
    );
    expect(codeOf(() => checkMark({ ...mark, kind: 'guess' }, ['marks', 0]))).toBe(
      'core/invalid-mark at marks.0.kind',
    );
  });
});
