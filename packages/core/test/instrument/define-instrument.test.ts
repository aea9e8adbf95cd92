import {
  createInstrumentBook,
  defineInstrument,
  type InstrumentFields,
  instrumentAt,
  instrumentDefaults,
} from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { coin, stock } from '../support/samples.ts';

const fields: InstrumentFields = {
  instrumentId: 'ACME',
  assetClass: 'equity',
  quoteCurrency: 'USD',
};

describe('defineInstrument', () => {
  test('fills in the documented defaults', () => {
    expect(defineInstrument(fields)).toEqual({
      ...instrumentDefaults,
      ...fields,
      symbol: 'ACME',
      settlementCurrency: 'USD',
      unitSize: '1',
    });
  });

  test('makes decimals canonical, as exchanges do not', () => {
    const binance = defineInstrument({
      ...fields,
      unitSize: '0.00000001',
      lotSize: '0.00001000',
      tickSize: [{ fromPrice: '0.00', tickSize: '0.01000000' }],
    });
    expect(binance.lotSize).toBe('0.00001');
    expect(binance.tickSize).toEqual([{ fromPrice: '0', tickSize: '0.01' }]);
  });

  test.each<[Partial<InstrumentFields>, string]>([
    [{ instrumentId: '' }, 'core/invalid-instrument at instrumentId'],
    [{ quoteCurrency: '' }, 'core/invalid-instrument at quoteCurrency'],
    [{ assetClass: 'house' as 'equity' }, 'core/invalid-instrument at assetClass'],
    [{ assetClass: 'crypto' }, 'core/invalid-instrument at baseCurrency'],
    [{ payoff: 'cubic' as 'linear' }, 'core/invalid-instrument at payoff'],
    [{ lotSize: 1 as unknown as string }, 'core/invalid-instrument at lotSize'],
    [{ lotSize: 'x' }, 'core/invalid-decimal at lotSize'],
    [{ lotSize: '0' }, 'core/invalid-instrument at unitSize'],
    [{ unitSize: '0.3' }, 'core/invalid-instrument at lotSize'],
    [{ unitSize: '1e-23', lotSize: '1' }, 'core/invalid-instrument at lotSize'],
    [{ unitSize: '1e-23', lotSize: '1e-22' }, 'core/invalid-instrument at unitSize'],
    [{ tickSize: '-0.01' }, 'core/invalid-instrument at tickSize'],
    [{ tickSize: [] }, 'core/invalid-instrument at tickSize'],
    [
      { tickSize: [{ fromPrice: '1', tickSize: '1' }] },
      'core/invalid-instrument at tickSize.0.fromPrice',
    ],
    [
      { tickSize: [{ fromPrice: '0', tickSize: '0' }] },
      'core/invalid-instrument at tickSize.0.tickSize',
    ],
    [
      {
        tickSize: [
          { fromPrice: '0', tickSize: '0.3' },
          { fromPrice: '1', tickSize: '0.5' },
        ],
      },
      'core/invalid-instrument at tickSize.1.fromPrice',
    ],
    [
      {
        tickSize: [
          { fromPrice: '0', tickSize: '1' },
          { fromPrice: '0', tickSize: '1' },
        ],
      },
      'core/invalid-instrument at tickSize.1.fromPrice',
    ],
    [{ minLots: 0 }, 'core/invalid-instrument at minLots'],
    [{ minNotional: -1 }, 'core/invalid-instrument at minNotional'],
    [{ multiplier: 0 }, 'core/invalid-instrument at multiplier'],
    [{ expiryAt: Number.NaN }, 'core/invalid-instrument at expiryAt'],
    [{ groups: { sector: '' } }, 'core/invalid-instrument at groups.sector'],
    [{ effectiveAt: Number.POSITIVE_INFINITY }, 'core/invalid-instrument at effectiveAt'],
    [{ status: 'open' as 'active' }, 'core/invalid-instrument at status'],
  ])('%j is refused: %s', (change, code) => {
    expect(codeOf(() => defineInstrument({ ...fields, ...change }))).toBe(code);
  });
});

describe('effective dates', () => {
  const small = defineInstrument({ ...coin, lotSize: '0.0001', effectiveAt: 1000 });

  test('the definition in force is the latest that has taken effect', () => {
    const definitions = [small, coin, stock];
    expect(instrumentAt(definitions, 'BTC-USD', 999)).toBe(coin);
    expect(instrumentAt(definitions, 'BTC-USD', 1000)).toBe(small);
    expect(instrumentAt(definitions, 'BTC-USD', -1)).toBeNull();
    expect(instrumentAt(definitions, 'none', 0)).toBeNull();
    const again = { ...coin, symbol: 'XBT' };
    expect(instrumentAt([coin, again], 'BTC-USD', 5)).toBe(again);
  });

  test('a book answers alike, keeps one definition a date and sorts late arrivals in', () => {
    const book = createInstrumentBook([small, stock]);
    book.define(coin);
    expect(book.at('BTC-USD', 999)).toEqual(coin);
    expect(book.at('BTC-USD', 2000)).toEqual(small);
    expect(book.at('BTC-USD', -5)).toBeNull();
    expect(book.at('none', 0)).toBeNull();
    expect(book.latest('BTC-USD')).toEqual(small);
    expect(book.latest('none')).toBeNull();
    book.define({ ...coin, symbol: 'XBT' });
    expect(book.at('BTC-USD', 0)?.symbol).toBe('XBT');
    expect(book.definitions()).toHaveLength(3);
    expect(createInstrumentBook(book.definitions()).definitions()).toEqual(book.definitions());
  });

  test('what counts or values a holding cannot be redefined', () => {
    const book = createInstrumentBook([coin]);
    expect(codeOf(() => book.define({ ...coin, unitSize: '0.001', effectiveAt: 5 }))).toBe(
      'core/instrument-redefined at unitSize',
    );
    expect(codeOf(() => book.define({ ...coin, quoteCurrency: 'EUR' }))).toBe(
      'core/instrument-redefined at quoteCurrency',
    );
    expect(book.definitions()).toEqual([coin]);
  });
});
