import { checkNumber } from '@plimsoll/core';
import { normalPdf, normalQuantile } from '@plimsoll/numerics/distributions';
import { checkTail } from './fitted-tail.ts';
import type { TailRisk } from './var-outcome.ts';

/** Location, scale and tail of a closed-form tail. */
export interface LocationScaleTail {
  /** Mean of the return. */
  readonly mean: number;
  /** Standard deviation of the return, at least 0. */
  readonly deviation: number;
  /** Probability of a worse outcome. */
  readonly tailProbability: number;
}

/** Checks mean, deviation and tail probability. */
export function checkLocationScale({ mean, deviation, tailProbability }: LocationScaleTail): void {
  checkNumber(mean, 'risk/bad-option', ['mean']);
  checkNumber(deviation, 'risk/bad-option', ['deviation'], { min: 0 });
  checkTail(tailProbability);
}

/**
 * Tail of a normal return: `-(mean + z s)` and `-mean + s φ(z) / tail`, z the quantile at `tail`.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/bad-probability`.
 */
export function normalTail(options: LocationScaleTail): TailRisk {
  checkLocationScale(options);
  const { mean, deviation, tailProbability } = options;
  const z = normalQuantile(tailProbability);
  return {
    valueAtRisk: -mean - deviation * z,
    expectedShortfall: -mean + (deviation * normalPdf(z)) / tailProbability,
  };
}
