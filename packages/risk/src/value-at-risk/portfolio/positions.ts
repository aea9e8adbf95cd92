import { checkNumber, misuse } from '@plimsoll/core';

/** Holdings by name: weights of capital, or money. Names that are left out are not held. */
export type Positions = Readonly<Record<string, number>>;

/** Positions in the order of the symbols; a name that is no symbol is misuse, never ignored. */
export function positionVector(positions: Positions, symbols: readonly string[]): Float64Array {
  const index = new Map(symbols.map((symbol, i) => [symbol, i] as const));
  const vector = new Float64Array(symbols.length);
  for (const [name, position] of Object.entries(positions)) {
    const at = index.get(name);
    if (at === undefined) {
      misuse('risk/unknown-symbol', ['positions', name], position, `Give ${symbols.join(', ')}.`);
    }
    vector[at as number] = checkNumber(position, 'risk/bad-position', ['positions', name]);
  }
  return vector;
}
