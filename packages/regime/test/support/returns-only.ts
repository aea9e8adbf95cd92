import type { GaussianHmm } from '../../src/index.ts';
import { twoMarkets } from './synthetic.ts';

/** Standardised variant of the two markets with one column, for detectors on returns alone. */
export const returnsOnly: GaussianHmm<'calm' | 'turbulent'> = {
  ...twoMarkets,
  columns: ['logReturn'],
  emissions: {
    calm: { mean: [0.0008], covariance: [[0.000049]] },
    turbulent: { mean: [-0.001], covariance: [[0.000324]] },
  },
};
