import {
  type CovarianceEstimator,
  ledoitWolfConstantCorrelation,
  type MeanEstimator,
  type Period,
  sampleMean,
} from '@plimsoll/numerics/moments';
import type { PsdPolicy } from './problem.ts';

/** What a problem means where it says nothing. */
export const problemDefaults: Readonly<{
  /** @defaultValue sample mean, Ledoit-Wolf covariance with constant-correlation target */
  estimators: Readonly<{ mean: MeanEstimator; covariance: CovarianceEstimator }>;
  /** @defaultValue `{ label: 'row', periodsPerYear: null }` */
  period: Period;
  /** @defaultValue 'reject' */
  psd: PsdPolicy;
}> = {
  estimators: { mean: sampleMean(), covariance: ledoitWolfConstantCorrelation() },
  period: { label: 'row', periodsPerYear: null },
  psd: 'reject',
};
