import { misuse, type Table } from '@plimsoll/core';
import { denseTable } from '@plimsoll/numerics';
import { tailCount } from '@plimsoll/numerics/tails';

/** Scenarios column by column, so that one position is one contiguous pass. */
export interface ScenarioMatrix {
  /** Column names. */
  readonly symbols: readonly string[];
  /** Number of scenarios. */
  readonly scenarios: number;
  /** `columns[i][t]`: gain of one unit of symbol i in scenario t. */
  readonly columns: readonly Float64Array[];
}

/** Reads a table of returns (or of profit and loss per unit) as scenarios. */
export function scenarioMatrix(table: Table): ScenarioMatrix {
  if (table.content === 'prices') {
    const remedy = 'Give returns: returnsOf(table, { kind }) from @plimsoll/numerics.';
    misuse('risk/prices-given', ['content'], table.content, remedy);
  }
  const { symbols, rows, columns: width, values } = denseTable(table);
  const columns = symbols.map((_, j) => {
    const column = new Float64Array(rows);
    for (let t = 0; t < rows; t++) column[t] = values[t * width + j] as number;
    return column;
  });
  return { symbols, scenarios: rows, columns };
}

/** `out += position * column`. */
export function addPosition(out: Float64Array, column: Float64Array, position: number): void {
  if (position === 0) return;
  for (let t = 0; t < out.length; t++) {
    out[t] = (out[t] as number) + position * (column[t] as number);
  }
}

/** `out += Σ positions[i] * columns[i]`, left to right, four columns a pass: same bits, less traffic. */
export function addPositions(
  out: Float64Array,
  columns: readonly Float64Array[],
  positions: Float64Array,
): void {
  const held = Array.from(positions.keys()).filter((i) => positions[i] !== 0);
  let k = 0;
  for (; k + 3 < held.length; k += 4) {
    const [a, b, c, d] = held.slice(k, k + 4) as [number, number, number, number];
    addFour(
      out,
      [columns[a], columns[b], columns[c], columns[d]] as readonly Float64Array[],
      [positions[a], positions[b], positions[c], positions[d]] as readonly number[],
    );
  }
  for (; k < held.length; k++) {
    const i = held[k] as number;
    addPosition(out, columns[i] as Float64Array, positions[i] as number);
  }
}

function addFour(
  out: Float64Array,
  columns: readonly Float64Array[],
  positions: readonly number[],
): void {
  const [a, b, c, d] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [p, q, r, s] = positions as [number, number, number, number];
  for (let t = 0; t < out.length; t++) {
    out[t] =
      (out[t] as number) +
      p * (a[t] as number) +
      q * (b[t] as number) +
      r * (c[t] as number) +
      s * (d[t] as number);
  }
}

/** Profit and loss of the positions in every scenario. */
export function profitAndLossOf(
  { columns, scenarios }: ScenarioMatrix,
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(scenarios);
  addPositions(out, columns, x);
  return out;
}

/** One-based rank of the order statistic from the worst. */
export const rankOf = (
  scenarios: number,
  tailProbability: number,
  method: 'worst-ceil' | 'worst-floor-plus-one',
): number => {
  const count = tailCount(scenarios, tailProbability);
  const rank = method === 'worst-ceil' ? Math.ceil(count) : Math.floor(count) + 1;
  return Math.min(scenarios, Math.max(1, rank));
};
