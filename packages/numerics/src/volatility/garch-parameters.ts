import { checkNumber, misuse } from '@plimsoll/core';

/**
 * Parameters of GARCH(1,1) with a constant mean: `r[t] = mu + e[t]`,
 * `h[t] = omega + alpha e[t-1]² + beta h[t-1]` (Bollerslev 1986). In the unit of the returns.
 */
export interface GarchParameters {
  /** Mean of the returns. */
  readonly mu: number;
  /** Constant of the variance, above 0. */
  readonly omega: number;
  /** Weight of the last squared residual, at least 0. */
  readonly alpha: number;
  /** Weight of the last variance, at least 0; alpha + beta at most 1. */
  readonly beta: number;
}

/** Returns finite parameters of a non-explosive process; throws `numerics/bad-garch` otherwise. */
export function checkGarch(parameters: GarchParameters): GarchParameters {
  const code = 'numerics/bad-garch';
  const { mu, omega, alpha, beta } = parameters;
  checkNumber(mu, code, ['mu']);
  checkNumber(omega, code, ['omega'], { min: 0, above: true });
  checkNumber(alpha, code, ['alpha'], { min: 0 });
  checkNumber(beta, code, ['beta'], { min: 0 });
  // A fit on the boundary may exceed 1 by rounding.
  if (alpha + beta > 1 + 4 * Number.EPSILON) {
    misuse(code, ['alpha'], alpha, 'Give alpha and beta that add up to at most 1.');
  }
  return { mu, omega, alpha, beta };
}

/**
 * Variance to which forecasts tend, `omega / (1 - alpha - beta)`, or `null` for an integrated
 * process, which has none.
 *
 * @throws PlimsollError `numerics/bad-garch`.
 */
export function unconditionalVariance(parameters: GarchParameters): number | null {
  const { omega, alpha, beta } = checkGarch(parameters);
  const slack = 1 - alpha - beta;
  return slack > 0 ? omega / slack : null;
}
