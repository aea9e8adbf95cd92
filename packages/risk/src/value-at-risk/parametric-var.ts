import { cornishFisherTail } from './cornish-fisher-tail.ts';
import { fittedTail } from './fitted-tail.ts';
import {
  inWords,
  type LocationScaleOptions,
  momentsOf,
  resolveLocationScale,
} from './location-scale.ts';
import { normalTail } from './normal-tail.ts';
import { checkDegrees, studentTTail } from './student-t-tail.ts';
import type { VarModel } from './var-model.ts';

/**
 * Variance-covariance value at risk: the sample is normal. Understates the tail of most markets
 * beyond about 97.5 %; the mean, divisor and both are in the convention.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function normalVar(options: LocationScaleOptions = {}): VarModel {
  const chosen = resolveLocationScale(options);
  const convention = `normal: ${inWords(chosen)}`;
  return {
    kind: 'normal-var',
    version: 1,
    params: chosen,
    estimate(returns, { tailProbability }) {
      const moments = momentsOf(returns, tailProbability, chosen);
      if (moments.status !== 'fitted') return moments;
      const { mean, deviation, observations } = moments;
      const tail = normalTail({ mean, deviation, tailProbability });
      return fittedTail(tail, { tailProbability, observations, convention });
    },
  };
}

/** Options of {@link studentTVar}. */
export interface StudentTVarOptions extends LocationScaleOptions {
  /** Degrees of freedom, above 2; daily equity returns often look like 3 to 6. */
  readonly degreesOfFreedom: number;
}

/**
 * Student t value at risk with given degrees of freedom, scaled to the standard deviation of the
 * sample.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function studentTVar(options: StudentTVarOptions): VarModel {
  const chosen = resolveLocationScale(options);
  const degreesOfFreedom = checkDegrees(options.degreesOfFreedom);
  const convention = `Student t, ${degreesOfFreedom} degrees of freedom, unit variance: ${inWords(chosen)}`;
  return {
    kind: 'student-t-var',
    version: 1,
    params: { ...chosen, degreesOfFreedom },
    estimate(returns, { tailProbability }) {
      const moments = momentsOf(returns, tailProbability, chosen);
      if (moments.status !== 'fitted') return moments;
      const { mean, deviation, observations } = moments;
      const tail = studentTTail({ mean, deviation, tailProbability, degreesOfFreedom });
      return fittedTail(tail, { tailProbability, observations, convention });
    },
  };
}

/**
 * Modified value at risk with population skewness and kurtosis of the sample; see
 * {@link cornishFisherTail} for what is flagged. `ddof: 0` reproduces PerformanceAnalytics.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function cornishFisherVar(options: LocationScaleOptions = {}): VarModel {
  const chosen = resolveLocationScale(options);
  const convention = `Cornish-Fisher: ${inWords(chosen)}, population skewness and kurtosis`;
  return {
    kind: 'cornish-fisher-var',
    version: 1,
    params: chosen,
    estimate(returns, { tailProbability }) {
      const moments = momentsOf(returns, tailProbability, chosen);
      if (moments.status !== 'fitted') return moments;
      const { observations } = moments;
      const { flags, ...tail } = cornishFisherTail({ ...moments, tailProbability });
      return fittedTail(tail, { tailProbability, observations, convention, flags });
    },
  };
}
