import { describe, expect, test } from 'vitest';
import {
  denseTable,
  returnsOf,
  type Table,
  type TableRow,
  tableFromBars,
  tableFromRows,
} from '../../src/index.ts';
import { errorCode } from '../support/error-code.ts';

const prices: Table = {
  symbols: ['A', 'B'],
  closeAt: [10, 20, 30],
  values: [
    [100, 50],
    [110, 40],
    [99, 44],
  ],
};

describe('denseTable', () => {
  test('copies rows into one row-major block', () => {
    const dense = denseTable(prices);
    expect(dense.values).toEqual(new Float64Array([100, 50, 110, 40, 99, 44]));
    expect([dense.rows, dense.columns, dense.content]).toEqual([3, 2, null]);
  });

  test('accepts anything with rows, columns and get', () => {
    const values = { rows: 3, columns: 2, get: (i: number, j: number) => 10 * i + j + 1 };
    expect(denseTable({ ...prices, values }).values).toEqual(
      new Float64Array([1, 2, 11, 12, 21, 22]),
    );
  });

  test.each<[string, Partial<Table>, string]>([
    ['too few rows', { values: [[1, 2]] }, 'numerics/ragged-table values'],
    ['a short row', { values: [[1, 2], [1], [1, 2]] }, 'numerics/ragged-table values 1'],
    [
      'a matrix of another width',
      { values: { rows: 3, columns: 1, get: () => 1 } },
      'numerics/ragged-table values',
    ],
    ['equal names', { symbols: ['A', 'A'] }, 'numerics/bad-symbol symbols 1'],
    ['an empty name', { symbols: ['', 'A'] }, 'numerics/bad-symbol symbols 0'],
    ['no columns', { symbols: [] }, 'numerics/empty-table symbols'],
    ['time standing still', { closeAt: [10, 10, 30] }, 'numerics/bad-time closeAt 1'],
    ['time not a number', { closeAt: [10, Number.NaN, 30] }, 'numerics/bad-time closeAt 1'],
    [
      'NaN',
      {
        values: [
          [1, 2],
          [1, Number.NaN],
          [1, 2],
        ],
      },
      'numerics/bad-value values 1 B',
    ],
    [
      'a price of zero',
      {
        content: 'prices',
        values: [
          [1, 2],
          [1, 2],
          [0, 2],
        ],
      },
      'numerics/bad-price values 2 A',
    ],
    [
      'a simple return below -1',
      {
        content: 'simple-returns',
        values: [
          [0, 0],
          [-5, 0],
          [0, 0],
        ],
      },
      'numerics/bad-return values 1 A',
    ],
  ])('refuses %s, saying where', (_, change, code) => {
    expect(errorCode(() => denseTable({ ...prices, ...change }))).toBe(code);
  });

  test('keeps NaN when it is declared to mean not observed', () => {
    const values = [
      [1, 2],
      [1, Number.NaN],
      [1, 2],
    ];
    expect(denseTable({ ...prices, values }, { missing: 'nan' }).values[3]).toBeNaN();
  });
});

describe('returnsOf', () => {
  test('gives simple returns stamped with the later close', () => {
    const returns = returnsOf(prices);
    expect(returns.closeAt).toEqual([20, 30]);
    expect(returns.content).toBe('simple-returns');
    expect(returns.values).toEqual([
      [0.1, -0.2],
      [-0.1, 0.1],
    ]);
  });

  test('gives log returns that add up over time', () => {
    const returns = returnsOf({ ...prices, content: 'prices' }, { kind: 'log' });
    expect(returns.content).toBe('log-returns');
    const { values } = denseTable(returns);
    expect((values[0] as number) + (values[2] as number)).toBeCloseTo(Math.log(0.99), 15);
  });

  test('refuses a table that already holds returns', () => {
    expect(errorCode(() => returnsOf(returnsOf(prices)))).toBe('numerics/not-prices content');
  });

  test('refuses an unknown kind and prices that are not positive', () => {
    expect(errorCode(() => returnsOf(prices, { kind: 'percent' as 'log' }))).toBe(
      'numerics/bad-returns-kind kind',
    );
    const values = [
      [1, 1],
      [1, -2],
      [1, 1],
    ];
    expect(errorCode(() => returnsOf({ ...prices, values }))).toBe('numerics/bad-price values 1 B');
  });

  test('spreads a missing price over the two returns that touch it', () => {
    const values = [
      [1, 1],
      [Number.NaN, 2],
      [1, 1],
    ];
    const returns = denseTable(returnsOf({ ...prices, values }, { missing: 'nan' }), {
      missing: 'nan',
    });
    expect([...returns.values]).toEqual([Number.NaN, 1, Number.NaN, -0.5]);
  });
});

describe('tableFromRows', () => {
  const rows: TableRow[] = [
    { closeAt: 1, A: 10, B: 5 },
    { closeAt: 2, B: 6, A: 11 },
  ];

  test('takes columns from the first row and values by name', () => {
    expect(tableFromRows(rows, { content: 'prices' })).toEqual({
      symbols: ['A', 'B'],
      closeAt: [1, 2],
      values: [
        [10, 5],
        [11, 6],
      ],
      content: 'prices',
    });
  });

  test('takes the named columns in the given order', () => {
    const table = tableFromRows(rows, { content: 'prices', symbols: ['B'] });
    expect(table.values).toEqual([[5], [6]]);
  });

  test('refuses absent, surplus and impossible values by row and symbol', () => {
    const build = (row: TableRow) => () => tableFromRows([...rows, row], { content: 'prices' });
    expect(errorCode(build({ closeAt: 3, A: 1 }))).toBe('numerics/bad-value values 2 B');
    expect(errorCode(build({ closeAt: 3, A: 1, B: null }))).toBe('numerics/bad-value values 2 B');
    expect(errorCode(build({ closeAt: 3, A: 1, B: 0 }))).toBe('numerics/bad-price values 2 B');
    expect(errorCode(build({ closeAt: 3, A: 1, B: 1, C: 1 }))).toBe(
      'numerics/unknown-symbol rows 2 C',
    );
    expect(errorCode(build({ closeAt: 2, A: 1, B: 1 }))).toBe('numerics/bad-time closeAt 2');
    expect(errorCode(() => tableFromRows(rows, { content: 'percent' as 'prices' }))).toBe(
      'numerics/bad-content content',
    );
  });

  test('stores what was not observed as NaN when asked', () => {
    const table = tableFromRows([...rows, { closeAt: 3, A: null }], {
      content: 'prices',
      missing: 'nan',
    });
    expect(table.values).toEqual([
      [10, 5],
      [11, 6],
      [Number.NaN, Number.NaN],
    ]);
  });
});

describe('tableFromBars', () => {
  const bar = (instrumentId: string, closeAt: number, close: number) => ({
    instrumentId,
    closeAt,
    close,
  });
  const bars = [bar('A', 2, 11), bar('A', 1, 10), bar('B', 1, 5), bar('B', 2, 6)];

  test('orders rows by close and columns by appearance', () => {
    expect(tableFromBars(bars)).toEqual({
      symbols: ['A', 'B'],
      closeAt: [1, 2],
      values: [
        [10, 5],
        [11, 6],
      ],
      content: 'prices',
    });
    expect(tableFromBars(bars, { symbols: ['B'] }).values).toEqual([[5], [6]]);
  });

  test('takes the highest revision whatever the order', () => {
    const revised = [{ ...bar('A', 1, 12), revision: 1 }, ...bars.slice(0, 3), bar('B', 2, 6)];
    expect(tableFromBars(revised).values).toEqual([
      [12, 5],
      [11, 6],
    ]);
  });

  test('refuses bars that do not make a table, naming instrument and place', () => {
    const build = (extra: Parameters<typeof tableFromBars>[0]) => () =>
      tableFromBars([...bars, ...extra]);
    expect(errorCode(build([bar('A', 3, 1)]))).toBe('numerics/missing-bar bars B 3');
    expect(errorCode(build([bar('A', 1, 10)]))).toBe('numerics/duplicate-bar bars 4 A');
    expect(errorCode(build([{ ...bar('A', 3, 1), final: false }]))).toBe(
      'numerics/provisional-bar bars 4 A',
    );
    expect(errorCode(build([{ ...bar('A', 3, 1), adjusted: true }]))).toBe(
      'numerics/mixed-bars bars 4 A',
    );
    expect(errorCode(build([bar('A', Number.NaN, 1)]))).toBe('numerics/bad-time bars 4 A');
    expect(errorCode(build([bar('A', 3, 0), bar('B', 3, 1)]))).toBe(
      'numerics/bad-price values 2 A',
    );
    expect(errorCode(build([bar('A', 3, Number.NaN), bar('B', 3, 1)]))).toBe(
      'numerics/bad-value values 2 A',
    );
  });

  test('leaves holes as NaN when asked', () => {
    expect(tableFromBars([...bars, bar('A', 3, 12)], { missing: 'nan' }).values).toEqual([
      [10, 5],
      [11, 6],
      [12, Number.NaN],
    ]);
  });
});
