import { checkInteger, checkNumber, createRandom } from '@plimsoll/core';
import { normalQuantile, studentTQuantile } from '@plimsoll/numerics/distributions';
import { sampleQuantile } from '@plimsoll/numerics/tails';
import { checkTail } from '../value-at-risk/fitted-tail.ts';
import { normalTail } from '../value-at-risk/normal-tail.ts';
import { checkDegrees, studentTTail } from '../value-at-risk/student-t-tail.ts';
import type { TailOptions } from '../value-at-risk/var-model.ts';

/** Arguments of {@link acerbiSzekelyCriticalValue}. */
export interface CriticalValueOptions extends TailOptions {
  /** Bars compared. */
  readonly observations: number;
  /** Probability of rejecting a right model. @defaultValue 0.05 */
  readonly significance?: number;
  /** Degrees of freedom of Student t outcomes, above 2; `null` for normal ones. @defaultValue null */
  readonly degreesOfFreedom?: number | null;
  /** Histories simulated. @defaultValue 10000 */
  readonly paths?: number;
  /** Seed of the stream `acerbi-szekely`. @defaultValue 1 */
  readonly seed?: number;
}

/** Defaults of {@link acerbiSzekelyCriticalValue}. */
export const criticalValueDefaults: Readonly<{
  significance: number;
  degreesOfFreedom: null;
  paths: number;
  seed: number;
}> = { significance: 0.05, degreesOfFreedom: null, paths: 10_000, seed: 1 };

/**
 * Value of `z2` below which a right model falls with probability `significance`, by simulating
 * only the tail of histories in which the model is right. -0.70 at 250 days, 2.5 % and 5 %, nearly
 * whatever the distribution; far out it matters: -1.8 normal, -4.5 at three degrees of freedom for
 * 0.01 %, which also needs more paths than the default.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/bad-probability`.
 */
export function acerbiSzekelyCriticalValue(options: CriticalValueOptions): number {
  const { observations, tailProbability, significance, degreesOfFreedom, paths, seed } = {
    ...criticalValueDefaults,
    ...options,
  };
  checkTail(tailProbability);
  checkInteger(observations, 'risk/bad-option', ['observations'], { min: 1 });
  checkInteger(paths, 'risk/bad-option', ['paths'], { min: 1, max: 1e7 });
  checkNumber(significance, 'risk/bad-probability', ['significance'], {
    min: 0,
    above: true,
    max: 0.5,
  });
  const random = createRandom(seed).fork('acerbi-szekely');
  const standard = { mean: 0, deviation: 1, tailProbability };
  let shortfall: number;
  let quantile: (p: number) => number;
  if (degreesOfFreedom === null) {
    shortfall = normalTail(standard).expectedShortfall;
    quantile = normalQuantile;
  } else {
    const nu = checkDegrees(degreesOfFreedom);
    shortfall = studentTTail({ ...standard, degreesOfFreedom: nu }).expectedShortfall;
    const scale = Math.sqrt((nu - 2) / nu);
    quantile = (p) => scale * studentTQuantile(p, { degreesOfFreedom: nu });
  }
  const step = Math.log1p(-tailProbability);
  const draws = Float64Array.from({ length: paths }, () => {
    let sum = 0;
    // Gaps between exceptions are geometric; 1 - next() is in (0, 1].
    let bar = Math.floor(Math.log(1 - random.next()) / step);
    while (bar < observations) {
      sum += quantile(tailProbability * (1 - random.next())) / shortfall;
      bar += 1 + Math.floor(Math.log(1 - random.next()) / step);
    }
    return sum / (observations * tailProbability) + 1;
  });
  return sampleQuantile(draws, { probability: significance });
}
