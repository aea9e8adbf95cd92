import { describe, expect, test } from 'vitest';
import { filterGaussianHmm } from '../../src/index.ts';
import { randomModel } from '../support/random-model.ts';
import { simulate, twoMarkets } from '../support/synthetic.ts';

const { rows } = simulate(twoMarkets, 20, 1);
const closeAt = rows.map((_, t) => t + 1);
const reference = filterGaussianHmm(twoMarkets, rows);

describe('the data door', () => {
  test('rows, matrices and tables give the same bits', () => {
    const like = { rows: 20, columns: 2, get: (i: number, j: number) => rows[i]?.[j] as number };
    expect(filterGaussianHmm(twoMarkets, like)).toEqual(reference);
    const typed = rows.map((row) => Float64Array.from(row));
    expect(filterGaussianHmm(twoMarkets, typed)).toEqual(reference);
    const table = { symbols: ['logReturn', 'logRange'], closeAt, values: rows };
    expect(filterGaussianHmm(twoMarkets, table)).toEqual(reference);
  });

  test('a plain series is one column', () => {
    const model = randomModel(2, 1, 3);
    const series = simulate(model, 10, 3).rows.map((row) => row[0] as number);
    const one = filterGaussianHmm(model, series);
    expect(filterGaussianHmm(model, Float64Array.from(series))).toEqual(one);
    expect(
      filterGaussianHmm(
        model,
        series.map((x) => [x]),
      ),
    ).toEqual(one);
  });

  test('what is not data is refused', () => {
    const refused = (data: never, code: string): void =>
      expect(() => filterGaussianHmm(twoMarkets, data)).toThrow(
        expect.objectContaining({ code }) as unknown as Error,
      );
    refused([[1, 2], [3]] as never, 'numerics/not-rectangular');
    refused([[1, Number.NaN]] as never, 'numerics/not-finite');
    refused([[1, 2, 3]] as never, 'regime/wrong-columns');
    const prices = { symbols: ['a', 'b'], closeAt: [1], values: [[1, 2]], content: 'prices' };
    refused(prices as never, 'regime/prices');
  });
});
