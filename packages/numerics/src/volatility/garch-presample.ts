import { checkOneOf } from '@plimsoll/core';
import { meanOf } from '../performance/mean-and-deviation.ts';
import type { GarchParameters } from './garch-parameters.ts';

/**
 * What stands in for the squared residual and the variance before the first return. It is part of
 * the model: on the DEM/GBP benchmark alpha is .1531, .1487 or .1455 by it.
 * `mean-squared-residual`: the mean of the squared residuals at the mean in question (Fiorentini,
 * Calzolari and Panattoni 1996). `unconditional`: `omega / (1 - alpha - beta)`. `backcast`: squared
 * deviations of the first 75 returns from the sample mean, weighted by powers of 0.94 (as the
 * Python package arch).
 */
export type GarchPresample = 'mean-squared-residual' | 'unconditional' | 'backcast';

/** The presample value and its derivatives. Order of the parameters: mu, omega, alpha, beta. */
export interface PresampleValue {
  /** Squared residual and variance before the first return. */
  value: number;
  /** First derivatives. */
  readonly gradient: Float64Array;
  /** Second derivatives, row-major 4 by 4. */
  readonly hessian: Float64Array;
}

/** Computes the presample value at a parameter vector. */
export type PresampleRule = (parameters: GarchParameters, out: PresampleValue) => void;

/** Room for a presample value. */
export const blankPresample = (): PresampleValue => ({
  value: 0,
  gradient: new Float64Array(4),
  hessian: new Float64Array(16),
});

const backcastOf = (series: Float64Array): number => {
  const mean = meanOf(series);
  let sum = 0;
  let weights = 0;
  for (let i = 0, weight = 1; i < Math.min(75, series.length); i++, weight *= 0.94) {
    sum += weight * ((series[i] as number) - mean) ** 2;
    weights += weight;
  }
  return sum / weights;
};

/** Prepares the presample rule of a series; throws `numerics/bad-option` for an unknown name. */
export function presampleRule(kind: GarchPresample, series: Float64Array): PresampleRule {
  const kinds = ['mean-squared-residual', 'unconditional', 'backcast'] as const;
  switch (checkOneOf(kind, kinds, 'numerics/bad-option', ['presample'])) {
    case 'mean-squared-residual': {
      const mean = meanOf(series);
      const variance = series.reduce((sum, x) => sum + (x - mean) ** 2, 0) / series.length;
      return ({ mu }, out) => {
        out.value = variance + (mean - mu) ** 2;
        out.gradient[0] = 2 * (mu - mean);
        out.hessian[0] = 2;
      };
    }
    case 'unconditional':
      return ({ omega, alpha, beta }, out) => {
        const slack = 1 - alpha - beta;
        const [byOmega, byWeight, byBoth] = [
          1 / slack,
          omega / slack ** 2,
          (2 * omega) / slack ** 3,
        ];
        out.value = omega / slack;
        out.gradient.set([byOmega, byWeight, byWeight], 1);
        out.hessian.set([byOmega ** 2, byOmega ** 2], 6);
        for (const row of [8, 12]) out.hessian.set([byOmega ** 2, byBoth, byBoth], row + 1);
      };
    case 'backcast': {
      const value = backcastOf(series);
      return (_, out) => {
        out.value = value;
      };
    }
  }
}
