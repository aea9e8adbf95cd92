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

/** Profit and loss of the positions in every scenario. */
export function profitAndLossOf(
  { columns, scenarios }: ScenarioMatrix,
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(scenarios);
  columns.forEach((column, i) => {
    addPosition(out, column, x[i] as number);
  });
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
