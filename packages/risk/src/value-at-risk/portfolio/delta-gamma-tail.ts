import { misuse } from '@plimsoll/core';
import { dot, multiply, multiplyVector, toRowMajor } from '@plimsoll/numerics/linear-algebra';
import { denseMoments, type MatrixInput, type MomentsInput } from '@plimsoll/numerics/moments';
import { cornishFisherTail } from '../cornish-fisher-tail.ts';
import type { TailOptions } from '../var-model.ts';
import type { TailRisk, VarFlag } from '../var-outcome.ts';
import { type Positions, positionVector } from './positions.ts';

/** Options of {@link deltaGammaTail}. */
export interface DeltaGammaOptions extends TailOptions {
  /** Money gained per unit return of each underlying, by name. */
  readonly delta: Positions;
  /** Second derivative in the returns, in the order of the symbols; symmetric. */
  readonly gamma: MatrixInput;
}

/** Tail of a book of options with the moments it was read from. */
export interface DeltaGammaTail extends TailRisk {
  /** Mean of the profit and loss: `tr(Γ Σ) / 2`. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
  /** Its skewness; 0 where nothing varies. */
  readonly skewness: number;
  /** Its excess kurtosis. */
  readonly excessKurtosis: number;
  /** `not-monotone` where so curved a book is outside what the expansion can describe: revalue. */
  readonly flags: readonly VarFlag[];
}

const trace = (a: Float64Array, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i * n + i] as number;
  return sum;
};

/**
 * Tail of `δ'r + r'Γr / 2` for normal returns with mean zero: the exact first four moments of the
 * quadratic form (Britten-Jones and Schaefer 1999), then Cornish-Fisher. Large moves of short
 * options need full revaluation; the flag says when the expansion itself breaks down.
 *
 * @param moments - Names and covariance of the underlyings; means are not used.
 * @throws PlimsollError `risk/unknown-symbol`, `risk/bad-position`, `risk/bad-gamma`,
 * `risk/bad-probability`, and the codes of `denseMoments`.
 */
export function deltaGammaTail(moments: MomentsInput, options: DeltaGammaOptions): DeltaGammaTail {
  const { symbols, n, covariance } = denseMoments(moments);
  const delta = positionVector(options.delta, symbols);
  const gamma = toRowMajor(options.gamma, ['gamma']);
  if (gamma.rows !== n || gamma.columns !== n) {
    misuse('risk/bad-gamma', ['gamma'], gamma.rows, `Give ${n} rows of ${n} numbers.`);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const below = gamma.values[i * n + j] as number;
      const above = gamma.values[j * n + i] as number;
      if (Math.abs(below - above) > 1e-9 * (Math.abs(below) + Math.abs(above))) {
        misuse('risk/bad-gamma', ['gamma', i, j], below, `Give ${above}: gamma is symmetric.`);
      }
    }
  }
  // Cumulants of the form: k-th one is (k-1)!/2 tr((ΓΣ)^k) + k!/2 δ'Σ(ΓΣ)^(k-2) δ.
  const a = multiply(gamma.values, covariance, n, n, n);
  const a2 = multiply(a, a, n, n, n);
  const first = multiplyVector(covariance, n, delta);
  const second = multiplyVector(covariance, n, multiplyVector(gamma.values, n, first));
  const third = multiplyVector(covariance, n, multiplyVector(gamma.values, n, second));
  const mean = trace(a, n) / 2;
  const variance = trace(a2, n) / 2 + dot(delta, first);
  const k3 = trace(multiply(a2, a, n, n, n), n) + 3 * dot(delta, second);
  const k4 = 3 * trace(multiply(a2, a2, n, n, n), n) + 12 * dot(delta, third);
  const deviation = Math.sqrt(Math.max(0, variance));
  const skewness = deviation > 0 ? k3 / deviation ** 3 : 0;
  const excessKurtosis = deviation > 0 ? k4 / deviation ** 4 : 0;
  const shape = { mean, deviation, skewness, excessKurtosis };
  return { ...shape, ...cornishFisherTail({ ...shape, tailProbability: options.tailProbability }) };
}
