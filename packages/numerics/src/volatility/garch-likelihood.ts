import type { GarchParameters } from './garch-parameters.ts';
import type { PresampleValue } from './garch-presample.ts';

const logTwoPi = Math.log(2 * Math.PI);

/**
 * Gaussian log-likelihood of GARCH(1,1) and its gradient by (mu, omega, alpha, beta), in one pass
 * of analytic recursions and without allocation. Not finite where the parameters are no model.
 */
export function garchLikelihood(
  series: Float64Array,
  { mu, omega, alpha, beta }: GarchParameters,
  { value, gradient: before }: PresampleValue,
  gradient: Float64Array,
): number {
  const weight = alpha + beta;
  let h = omega + weight * value;
  let byMu = weight * (before[0] as number);
  let byOmega = 1 + weight * (before[1] as number);
  let byAlpha = value + weight * (before[2] as number);
  let byBeta = value + weight * (before[3] as number);
  let gMu = 0;
  let gOmega = 0;
  let gAlpha = 0;
  let gBeta = 0;
  let squares = 0;
  let logs = 0;
  // One logarithm for many variances: their product, taken before it leaves the range of doubles.
  let product = 1;
  for (let t = 0; t < series.length; t++) {
    const e = (series[t] as number) - mu;
    const e2 = e * e;
    const inverse = 1 / h;
    const z2 = e2 * inverse;
    squares += z2;
    product *= h;
    if (!(product > 1e-200 && product < 1e200)) {
      logs += Math.log(product);
      product = 1;
    }
    const slope = 0.5 * inverse * (z2 - 1);
    gMu += slope * byMu + e * inverse;
    gOmega += slope * byOmega;
    gAlpha += slope * byAlpha;
    gBeta += slope * byBeta;
    byMu = beta * byMu - 2 * alpha * e;
    byOmega = beta * byOmega + 1;
    byAlpha = beta * byAlpha + e2;
    byBeta = beta * byBeta + h;
    h = omega + alpha * e2 + beta * h;
  }
  gradient[0] = gMu;
  gradient[1] = gOmega;
  gradient[2] = gAlpha;
  gradient[3] = gBeta;
  return -0.5 * (series.length * logTwoPi + logs + Math.log(product) + squares);
}
