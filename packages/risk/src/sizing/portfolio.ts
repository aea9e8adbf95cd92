import { checkName, checkNumber, misuse } from '@plimsoll/core';
import {
  cholesky,
  choleskySolve,
  type MatrixInput,
  toRowMajor,
} from '@plimsoll/numerics/linear-algebra';

/** Assets by name with the covariance of their returns. */
export interface CovarianceOf {
  /** Names, each once, in the order of the matrix. */
  readonly symbols: readonly string[];
  /** Covariance of returns a period, symmetric. */
  readonly covariance: MatrixInput;
}

/** Checks names, that each stands once. */
export function checkSymbols(symbols: readonly string[]): void {
  symbols.forEach((symbol, index) => {
    checkName(symbol, 'risk/bad-option', ['symbols', index]);
    if (symbols.indexOf(symbol) !== index) {
      misuse('risk/bad-option', ['symbols', index], symbol, 'Name every asset once.');
    }
  });
  if (symbols.length === 0) misuse('risk/bad-option', ['symbols'], symbols, 'Name an asset.');
}

/** The covariance in row-major order. */
export function covarianceOf({ symbols, covariance }: CovarianceOf): Float64Array {
  checkSymbols(symbols);
  const { rows, columns, values } = toRowMajor(covariance, ['covariance']);
  if (rows !== symbols.length || columns !== rows) {
    const remedy = `Give ${symbols.length} rows and columns, one for each symbol.`;
    misuse('risk/bad-option', ['covariance'], [rows, columns], remedy);
  }
  return values;
}

/** Values of a record in the order of `symbols`; names it does not know are refused. */
export function valuesOf(
  symbols: readonly string[],
  record: Readonly<Record<string, number>>,
  key: string,
): Float64Array {
  for (const name of Object.keys(record)) {
    if (symbols.includes(name)) continue;
    misuse('risk/unknown-asset', [key, name], name, `Give one of ${symbols.join(', ')}.`);
  }
  return Float64Array.from(symbols, (symbol) =>
    checkNumber(record[symbol], 'risk/bad-option', [key, symbol]),
  );
}

/** Names back on a vector. */
export function recordOf(
  symbols: readonly string[],
  values: ArrayLike<number>,
): Record<string, number> {
  return Object.fromEntries(
    symbols.map((symbol, index) => [symbol, (values[index] as number) + 0]),
  );
}

/**
 * Solves `A x = b`, or answers the first row that those before it explain: a Cholesky pivot below
 * 1e-12 of its diagonal is rounding, and so would be the size it gives.
 */
export function solveIndependent(
  a: Float64Array,
  b: Float64Array,
): { readonly values: Float64Array } | { readonly pivot: number } {
  const n = b.length;
  const factored = cholesky(a, n);
  if (factored.status !== 'factored') return { pivot: factored.pivot };
  const { factor } = factored;
  for (let i = 0; i < n; i += 1) {
    const root = factor[i * n + i] as number;
    if (root * root < 1e-12 * (a[i * n + i] as number)) return { pivot: i };
  }
  const values = b.slice();
  choleskySolve(factor, n, values);
  return { values };
}
