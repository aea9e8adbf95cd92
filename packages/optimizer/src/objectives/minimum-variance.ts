import { varianceOf } from './arithmetic.ts';
import type { Objective } from './objective.ts';

/** The smallest variance of returns a period (Markowitz 1952). Uses no means. */
export function minimumVariance(): Objective {
  return {
    kind: 'minimum-variance',
    version: 1,
    params: {},
    sense: 'minimise',
    unit: 'variance',
    usesMean: false,
    terms: ({ symbols }) => ({
      form: 'quadratic',
      risk: 2,
      linear: new Float64Array(symbols.length),
    }),
    value: varianceOf,
  };
}
