import { checkNumber } from '@plimsoll/core';
import { meansOf, varianceOf } from './arithmetic.ts';
import type { Objective } from './objective.ts';

/** Options of {@link targetReturn}. */
export interface TargetReturnOptions {
  /** Smallest expected return a period. */
  readonly atLeast: number;
}

/**
 * The smallest variance whose expected return a period is at least `atLeast`. Where no portfolio
 * reaches it the conflict names the limit `target-return`.
 *
 * @throws PlimsollError `optimizer/bad-target-return`.
 */
export function targetReturn(options: TargetReturnOptions): Objective {
  const { atLeast } = options;
  checkNumber(atLeast, 'optimizer/bad-target-return', ['atLeast']);
  return {
    kind: 'target-return',
    version: 1,
    params: { atLeast },
    sense: 'minimise',
    unit: 'variance',
    usesMean: true,
    terms: (market) => {
      const mean = meansOf(market);
      return {
        form: 'quadratic',
        risk: 2,
        linear: new Float64Array(market.symbols.length),
        limits: [
          {
            form: 'linear',
            limit: 'target-return',
            coefficients: Object.fromEntries(
              market.symbols.map((symbol, i) => [symbol, mean[i] as number]),
            ),
            min: atLeast,
            max: null,
            unit: 'return',
          },
        ],
      };
    },
    value: varianceOf,
  };
}
