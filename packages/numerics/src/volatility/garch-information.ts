import type { GarchParameters } from './garch-parameters.ts';
import { blankPresample, type PresampleRule } from './garch-presample.ts';

/** Second-order quantities of the log-likelihood; matrices row-major 4 by 4. */
export interface GarchInformation {
  /** Gradient. */
  readonly gradient: Float64Array;
  /** Minus the Hessian. */
  readonly curvature: Float64Array;
  /** Sum of the outer products of the scores. */
  readonly outerProduct: Float64Array;
  /** Expected information, mean and variance parameters apart. */
  readonly expected: Float64Array;
  /** Variance expected for the return after the last. */
  readonly nextVariance: number;
}

const size = 4;

// Copies the lower triangle to the upper one.
const mirror = (matrix: Float64Array): void => {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j] as number;
  }
};

/** Analytic scores, Hessian and information of GARCH(1,1) at `parameters`. */
export function garchInformation(
  series: Float64Array,
  parameters: GarchParameters,
  rule: PresampleRule,
): GarchInformation {
  const { mu, omega, alpha, beta } = parameters;
  const before = blankPresample();
  rule(parameters, before);
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const outerProduct = new Float64Array(size * size);
  const expected = new Float64Array(size * size);
  const score = new Float64Array(size);
  // First and second derivatives of the variance; `past` and `twice` are those one bar earlier.
  let past = before.gradient.slice();
  let twice = before.hessian.slice();
  let first = new Float64Array(size);
  let second = new Float64Array(size * size);
  const bySquare = new Float64Array(size);
  let e = 0;
  let e2 = before.value;
  let h = before.value;

  const advance = (presample: boolean): void => {
    // The squared residual's derivatives: those of the presample value, or of (r - mu)².
    bySquare[0] = -2 * e;
    const square = presample ? past : bySquare;
    for (let i = 0; i < size; i++) {
      first[i] = alpha * (square[i] as number) + beta * (past[i] as number);
      for (let j = 0; j <= i; j++) {
        const at = i * size + j;
        const bent = presample ? (twice[at] as number) : at === 0 ? 2 : 0;
        second[at] =
          alpha * bent +
          beta * (twice[at] as number) +
          (i === 2 ? (square[j] as number) : 0) +
          (j === 2 ? (square[i] as number) : 0) +
          (i === 3 ? (past[j] as number) : 0) +
          (j === 3 ? (past[i] as number) : 0);
      }
    }
    first[1] = (first[1] as number) + 1;
    first[2] = (first[2] as number) + e2;
    first[3] = (first[3] as number) + h;
    h = omega + alpha * e2 + beta * h;
    [past, first] = [first, past];
    [twice, second] = [second, twice];
  };

  advance(true);
  for (let t = 0; t < series.length; t++) {
    e = (series[t] as number) - mu;
    e2 = e * e;
    const z2 = e2 / h;
    const slope = (0.5 * (z2 - 1)) / h;
    const bend = (0.5 - z2) / (h * h);
    for (let i = 0; i < size; i++) {
      score[i] = slope * (past[i] as number) + (i === 0 ? e / h : 0);
      gradient[i] = (gradient[i] as number) + (score[i] as number);
    }
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        const at = i * size + j;
        const products = (past[i] as number) * (past[j] as number);
        const mean = (i === 0 ? (past[j] as number) : 0) + (j === 0 ? (past[i] as number) : 0);
        const hessian = bend * products + slope * (twice[at] as number) - (e / (h * h)) * mean;
        curvature[at] = (curvature[at] as number) - hessian + (at === 0 ? 1 / h : 0);
        outerProduct[at] =
          (outerProduct[at] as number) + (score[i] as number) * (score[j] as number);
        if ((i === 0) === (j === 0)) {
          expected[at] =
            (expected[at] as number) + (0.5 * products) / (h * h) + (at === 0 ? 1 / h : 0);
        }
      }
    }
    advance(false);
  }
  for (const matrix of [curvature, outerProduct, expected]) mirror(matrix);
  return { gradient, curvature, outerProduct, expected, nextVariance: h };
}
