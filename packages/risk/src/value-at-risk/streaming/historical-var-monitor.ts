import {
  checkInteger,
  checkNumber,
  checkOneOf,
  configHash,
  misuse,
  type Snapshot,
  snapshotState,
} from '@plimsoll/core';
import { selectInPlace, tailCount } from '@plimsoll/numerics/tails';
import { checkTail } from '../fitted-tail.ts';
import type { Positions } from '../portfolio/positions.ts';
import { addPosition, addPositions, rankOf } from '../portfolio/scenario-matrix.ts';
import type { TailRisk } from '../var-outcome.ts';

/** Configuration of {@link createHistoricalVarMonitor}. */
export interface HistoricalVarMonitorConfig {
  /** Names of the assets, unique. */
  readonly symbols: readonly string[];
  /** Scenarios kept: the latest this many bars. */
  readonly windowBars: number;
  /** Probability of a worse bar. */
  readonly tailProbability: number;
  /** Which loss is value at risk, counted from the worst. @defaultValue 'worst-ceil' */
  readonly method?: 'worst-ceil' | 'worst-floor-plus-one';
}

/** What the monitor says now. */
export type VarReading =
  | {
      /** The window is not full. */
      readonly status: 'warming';
      /** Bars seen. */
      readonly observations: number;
      /** Bars needed. */
      readonly needed: number;
    }
  | (TailRisk & {
      /** The window is full. */
      readonly status: 'ready';
    });

/** Historical value at risk of live positions over a rolling window. */
export interface HistoricalVarMonitor {
  /**
   * Adds one bar; the oldest leaves a full window. All symbols must be given.
   *
   * @throws PlimsollError `risk/bad-sample`; the state is then untouched.
   */
  update(returns: Readonly<Record<string, number>>): VarReading;
  /**
   * Sets positions; those not named stay. Only changed ones cost anything.
   *
   * @throws PlimsollError `risk/unknown-symbol`, `risk/bad-position`; the state is then untouched.
   */
  hold(positions: Positions): VarReading;
  /** Risk of the positions as they are. */
  read(): VarReading;
  /**
   * Risk if these amounts were added to the positions, without adding them: one pass a symbol and
   * one selection, for a question before every order.
   *
   * @throws PlimsollError `risk/unknown-symbol`, `risk/bad-position`.
   */
  whatIf(changes: Positions): VarReading;
  /** Positions, scenarios and their profit and loss as plain JSON. */
  snapshot(): Snapshot;
}

// Each change of a position adds one rounding to every scenario; from time to time start afresh.
const changesBeforeResum = 4096;

/**
 * Keeps the profit and loss of the current positions in the last `windowBars` scenarios, so that a
 * reading is one selection instead of a revaluation. Expected shortfall is the exact mean of the
 * tail. Positions are in money or in fractions of capital; results are in the same unit.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/bad-probability`, `core/snapshot-mismatch`.
 *
 * @example
 * ```ts
 * const monitor = createHistoricalVarMonitor({ symbols: ['A', 'B'], windowBars: 250, tailProbability: 0.05 });
 * monitor.hold({ A: 10_000 });
 * monitor.whatIf({ B: 5_000 }); // what buying 5000 of B would make of it
 * ```
 */
export function createHistoricalVarMonitor(
  config: HistoricalVarMonitorConfig,
  options: { readonly from?: Snapshot } = {},
): HistoricalVarMonitor {
  const { symbols, windowBars, tailProbability, method = 'worst-ceil' } = config;
  checkInteger(windowBars, 'risk/bad-option', ['windowBars'], { min: 1 });
  checkTail(tailProbability);
  const methods = ['worst-ceil', 'worst-floor-plus-one'] as const;
  checkOneOf(method, methods, 'risk/bad-option', ['method']);
  if (symbols.length === 0 || new Set(symbols).size !== symbols.length) {
    misuse('risk/bad-option', ['symbols'], symbols, 'Name every asset once.');
  }
  const identity = {
    kind: 'historical-var-monitor',
    version: 1,
    configHash: configHash({ symbols, windowBars, tailProbability, method }),
  } as const;

  const held = (options.from === undefined ? null : snapshotState(options.from, identity)) as {
    seen: number;
    changes: number;
    positions: number[];
    total: number[];
    columns: number[][];
  } | null;
  const index = new Map(symbols.map((symbol, i) => [symbol, i] as const));
  let seen = held?.seen ?? 0;
  let changes = held?.changes ?? 0;
  const positions = Float64Array.from(held?.positions ?? symbols.map(() => 0));
  const total = Float64Array.from(held?.total ?? new Float64Array(windowBars));
  const columns = symbols.map((_, i) =>
    Float64Array.from(held?.columns[i] ?? new Float64Array(windowBars)),
  );

  const rank = rankOf(windowBars, tailProbability, method);
  const count = tailCount(windowBars, tailProbability);
  const whole = Math.floor(count);
  const scratch = new Float64Array(windowBars);
  const row = new Float64Array(symbols.length);
  const change = new Float64Array(symbols.length);
  const indexOf = (symbol: string, amount: number, where: string): number =>
    index.get(symbol) ??
    misuse('risk/unknown-symbol', [where, symbol], amount, 'Name one of the symbols.');

  /** Both measures of `scratch`, from one selection. */
  const measure = (): VarReading => {
    if (seen < windowBars) return { status: 'warming', observations: seen, needed: windowBars };
    const boundary = selectInPlace(scratch, Math.min(whole, windowBars - 1));
    let sum = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < whole; k++) {
      const value = scratch[k] as number;
      sum += value - boundary;
      if (value > last) last = value;
    }
    return {
      status: 'ready',
      valueAtRisk: -(rank === whole ? last : boundary),
      expectedShortfall: -(boundary + sum / count),
    };
  };
  const read = (): VarReading => {
    scratch.set(total);
    return measure();
  };
  const resum = (): void => {
    total.fill(0);
    addPositions(total, columns, positions);
    changes = 0;
  };

  return {
    read,
    update(returns) {
      symbols.forEach((symbol, i) => {
        row[i] = checkNumber(returns[symbol], 'risk/bad-sample', ['returns', symbol]);
      });
      const at = seen % windowBars;
      let profit = 0;
      row.forEach((value, i) => {
        (columns[i] as Float64Array)[at] = value;
        profit += (positions[i] as number) * value;
      });
      total[at] = profit;
      seen += 1;
      return read();
    },
    hold(wanted) {
      change.fill(0);
      let changed = 0;
      for (const [symbol, position] of Object.entries(wanted)) {
        const i = indexOf(symbol, position, 'positions');
        const next = checkNumber(position, 'risk/bad-position', ['positions', symbol]);
        change[i] = next - (positions[i] as number);
        if (change[i] !== 0) changed += 1;
      }
      addPositions(total, columns, change);
      for (const [symbol, position] of Object.entries(wanted)) {
        positions[index.get(symbol) as number] = position;
      }
      changes += changed;
      if (changes >= changesBeforeResum) resum();
      return read();
    },
    whatIf(added) {
      scratch.set(total);
      for (const [symbol, amount] of Object.entries(added)) {
        const column = columns[indexOf(symbol, amount, 'changes')] as Float64Array;
        addPosition(scratch, column, checkNumber(amount, 'risk/bad-position', ['changes', symbol]));
      }
      return measure();
    },
    snapshot: () => ({
      ...identity,
      state: {
        seen,
        changes,
        positions: plain(positions),
        total: plain(total),
        columns: columns.map(plain),
      },
    }),
  };
}

const plain = (values: Float64Array): number[] => Array.from(values, (value) => value + 0);
