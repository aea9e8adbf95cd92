import { checkNumber, misuse } from '@plimsoll/core';
import { byLabel, fromGaussianHmm, type GaussianHmm } from '../hmm/gaussian-hmm.ts';
import { type LabelMap, labelOf } from './label-map.ts';

/** Options of {@link labelsByMoments}. */
export interface MomentLabelOptions {
  /** Column that holds returns as fractions. @defaultValue the first column */
  readonly column?: string;
  /** Bars a year, to annualise by. */
  readonly periodsPerYear: number;
}

/**
 * New names for the states of a fitted model, from their moments: `trend` is the annualised mean
 * return of a state and `volatility` its annualised standard deviation; `turbulence` and `drawdown`,
 * which a state does not have, count as normal (1) and none (0). For use with {@link relabel}.
 *
 * @throws PlimsollError `regime/unknown-column`, `regime/bad-model`, `regime/missing-measure`.
 */
export function labelsByMoments<State extends string, Label extends string>(
  model: GaussianHmm<State>,
  map: LabelMap<Label>,
  options: MomentLabelOptions,
): Record<State, Label> {
  const { dimension: d, means, covariances } = fromGaussianHmm(model);
  const periods = checkNumber(options.periodsPerYear, 'regime/bad-option', ['periodsPerYear'], {
    min: 0,
    above: true,
  });
  const column = options.column === undefined ? 0 : model.columns.indexOf(options.column);
  if (column < 0) {
    misuse(
      'regime/unknown-column',
      ['column'],
      options.column,
      `Give one of ${model.columns.join(', ')}.`,
    );
  }
  return byLabel(model.labels, (k) =>
    labelOf(map, {
      trend: periods * (means[k * d + column] as number),
      volatility: Math.sqrt(periods * (covariances[(k * d + column) * d + column] as number)),
      turbulence: 1,
      drawdown: 0,
    }),
  );
}
