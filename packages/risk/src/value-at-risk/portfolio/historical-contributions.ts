import { checkOneOf, type Table } from '@plimsoll/core';
import { tailCount } from '@plimsoll/numerics/tails';
import { checkTail, fittedTail } from '../fitted-tail.ts';
import { empiricalTail } from '../historical-var.ts';
import type { TailOptions } from '../var-model.ts';
import type { Contribution, PortfolioTailOutcome } from './contributions.ts';
import { type Positions, positionVector } from './positions.ts';
import { addPosition, profitAndLossOf, rankOf, scenarioMatrix } from './scenario-matrix.ts';

/** Options of {@link historicalContributions}. */
export interface HistoricalContributionOptions extends TailOptions {
  /** Holdings by name. */
  readonly positions: Positions;
  /**
   * Which loss is value at risk, counted from the worst. Only order statistics, because an
   * interpolated quantile is the loss of no single scenario. @defaultValue 'worst-ceil'
   */
  readonly method?: 'worst-ceil' | 'worst-floor-plus-one';
}

/** Defaults of {@link historicalContributions}. */
export const historicalContributionDefaults: Readonly<{
  method: 'worst-ceil' | 'worst-floor-plus-one';
}> = { method: 'worst-ceil' };

/**
 * Profit and loss of fixed positions in every scenario of a table, ready for any model of this
 * entry.
 *
 * @param scenarios - A table of returns, or of profit and loss per unit held, one row a scenario.
 * @throws PlimsollError `risk/prices-given`, `risk/unknown-symbol`, `risk/bad-position`, and the
 * codes of `denseTable`.
 */
export function portfolioProfitAndLoss(scenarios: Table, positions: Positions): readonly number[] {
  const matrix = scenarioMatrix(scenarios);
  return Array.from(profitAndLossOf(matrix, positionVector(positions, matrix.symbols)));
}

/**
 * Component, marginal and incremental risk on historical or simulated scenarios. Components of
 * expected shortfall are mean position losses over the same tail scenarios with the same weights;
 * components of value at risk are the losses in the one scenario that is value at risk. Both add
 * up to the whole; the latter jump when that scenario changes, so steer by the former.
 *
 * @param scenarios - A table of returns, or of profit and loss per unit held, one row a scenario.
 * @throws PlimsollError as {@link portfolioProfitAndLoss}, and `risk/bad-probability`,
 * `risk/bad-option`.
 */
export function historicalContributions(
  scenarios: Table,
  options: HistoricalContributionOptions,
): PortfolioTailOutcome {
  const { positions, tailProbability, method } = { ...historicalContributionDefaults, ...options };
  checkTail(tailProbability);
  const methods = ['worst-ceil', 'worst-floor-plus-one'] as const;
  checkOneOf(method, methods, 'risk/bad-option', ['method']);
  const matrix = scenarioMatrix(scenarios);
  const { symbols, columns, scenarios: observations } = matrix;
  if (observations === 0) return { status: 'insufficient-data', observations, needed: 1 };
  const x = positionVector(positions, symbols);
  const total = profitAndLossOf(matrix, x);

  const order = Array.from(total.keys()).sort(
    (a, b) => (total[a] as number) - (total[b] as number),
  );
  const count = tailCount(observations, tailProbability);
  const whole = Math.floor(count);
  const at = order[rankOf(observations, tailProbability, method) - 1] as number;
  const boundary = order[Math.min(whole, observations - 1)] as number;
  const tailLoss = (values: Float64Array): number => {
    let sum = (count - whole) * (values[boundary] as number);
    for (let k = 0; k < whole; k++) sum += values[order[k] as number] as number;
    return -sum / count;
  };
  const tail = { valueAtRisk: -(total[at] as number), expectedShortfall: tailLoss(total) };
  const rest = new Float64Array(observations);
  const contribution = (column: Float64Array, position: number): Contribution => {
    const valueAtRisk = -(column[at] as number);
    const expectedShortfall = tailLoss(column);
    rest.set(total);
    addPosition(rest, column, -position);
    const without = position === 0 ? tail : empiricalTail(rest, tailProbability, method);
    return {
      position,
      componentValueAtRisk: position * valueAtRisk,
      componentExpectedShortfall: position * expectedShortfall,
      marginalValueAtRisk: valueAtRisk,
      marginalExpectedShortfall: expectedShortfall,
      incrementalValueAtRisk: tail.valueAtRisk - without.valueAtRisk,
      incrementalExpectedShortfall: tail.expectedShortfall - without.expectedShortfall,
    };
  };
  const convention = `historical: order statistic ${method}; shortfall by exact weights`;
  const { tailObservations: _, ...fitted } = fittedTail(tail, {
    tailProbability,
    observations,
    convention,
  });
  return {
    ...fitted,
    contributions: Object.fromEntries(
      symbols.map((symbol, i) => [
        symbol,
        contribution(columns[i] as Float64Array, x[i] as number),
      ]),
    ),
  };
}
