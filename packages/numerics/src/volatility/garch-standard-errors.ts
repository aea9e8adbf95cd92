import { checkOneOf, type Measure } from '@plimsoll/core';
import { invertPositiveDefinite } from '../linear-algebra/positive-definite.ts';
import { multiply } from '../linear-algebra/products.ts';
import { checkReturns } from '../performance/performance-options.ts';
import type { GarchEstimate } from './garch-fit.ts';
import { garchInformation } from './garch-information.ts';
import type { GarchParameters } from './garch-parameters.ts';
import { presampleRule } from './garch-presample.ts';
import { inStandardUnit, standardise } from './standardised-series.ts';

/**
 * The five kinds in use. `hessian`: inverse of minus the Hessian. `outer-product`: inverse of the
 * outer product of the scores (BHHH). `information`: inverse of the expected information, mean and
 * variance apart. `bollerslev-wooldridge`: outer product between two inverses of the expected
 * information. `sandwich`: between two inverses of the Hessian; valid without normal innovations.
 */
export type GarchErrorKind =
  | 'hessian'
  | 'outer-product'
  | 'information'
  | 'bollerslev-wooldridge'
  | 'sandwich';

/** Options of {@link garchStandardErrors}. */
export interface GarchErrorOptions {
  /** The fit, whose parameters and presample are used. */
  readonly fit: Pick<GarchEstimate, 'parameters' | 'presample'>;
  /** Which of the five. @defaultValue garchErrorDefaults.kind */
  readonly kind?: GarchErrorKind;
}

/** Defaults of {@link GarchErrorOptions}. */
export const garchErrorDefaults: Required<Pick<GarchErrorOptions, 'kind'>> = { kind: 'sandwich' };

const kinds = [
  'hessian',
  'outer-product',
  'information',
  'bollerslev-wooldridge',
  'sandwich',
] as const;

/**
 * Standard errors of a fit by its own returns, from analytic scores and second derivatives. Absent
 * where the matrix to invert is not positive definite, as at a boundary.
 *
 * @throws PlimsollError `numerics/bad-returns`, `numerics/bad-option`.
 */
export function garchStandardErrors(
  returns: ArrayLike<number>,
  options: GarchErrorOptions,
): Readonly<Record<keyof GarchParameters, Measure>> {
  const { fit, kind = garchErrorDefaults.kind } = options;
  checkOneOf(kind, kinds, 'numerics/bad-option', ['kind']);
  const standardised = standardise(checkReturns(returns));
  const { series, scale } = standardised;
  const { curvature, outerProduct, expected } = garchInformation(
    series,
    inStandardUnit(fit.parameters, standardised),
    presampleRule(fit.presample, series),
  );
  const bread = { hessian: curvature, sandwich: curvature, 'outer-product': outerProduct } as const;
  const matrix = kind in bread ? bread[kind as keyof typeof bread] : expected;
  const inverse = invertPositiveDefinite(matrix, 4);
  let covariance: Float64Array | null = null;
  if (inverse.status === 'solved') {
    const { values } = inverse;
    const twoSided = kind === 'sandwich' || kind === 'bollerslev-wooldridge';
    covariance = twoSided
      ? multiply(multiply(values, outerProduct, 4, 4, 4), values, 4, 4, 4)
      : values;
  }
  const convention = `${kind}, presample ${fit.presample}`;
  const error = (i: number, unit: number): Measure =>
    covariance === null
      ? { value: null, reason: 'not-positive-definite', convention }
      : { value: unit * Math.sqrt(covariance[i * 5] as number), reason: null, convention };
  return {
    mu: error(0, scale),
    omega: error(1, scale * scale),
    alpha: error(2, 1),
    beta: error(3, 1),
  };
}
