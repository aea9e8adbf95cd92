import { createRandom } from '@plimsoll/core';
import { assume, type TailEstimate, type VarModel } from '../../src/var.ts';

/** The estimate, or a throw naming what was answered instead. */
export const fit = (
  model: VarModel,
  tailProbability: number,
  returns: ArrayLike<number>,
): TailEstimate => assume(model.estimate(returns, { tailProbability }), 'fitted');

/** Standard normal deviates. */
export const normals = (n: number, seed = 7): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => random.nextNormal());
};

/** Returns of a GARCH(1,1) process with unconditional variance 1. */
export const garchReturns = (n: number, seed = 7): number[] => {
  let variance = 1;
  return normals(n, seed).map((z) => {
    const residual = Math.sqrt(variance) * z;
    variance = 0.05 + 0.15 * residual * residual + 0.8 * variance;
    return residual;
  });
};
