import { chebyshevSum } from './chebyshev.ts';
import { checkOpenProbability } from './checks.ts';
import { millsRatio } from './mills-ratio.ts';
import { normalCentre, normalPdf } from './normal.ts';

// First guesses good to 1e-7, own Chebyshev fits: x / q in q² for |q| = |p - 1/2| <= 1/4, and
// z - r in 1 / (r + 2) with r = √(-2 ln p) for the tails.
const centre: readonly number[] = [
  2.598548440430352, 0.09548367092001991, 0.0037354309511795844, 0.0001811346508667716,
  9.733217788337892e-6, 5.554838379235568e-7, 3.298226684005369e-8,
];
const tail: readonly number[] = [
  -0.547224279027159, -0.4291540358538503, -0.007856326228731949, -0.006847521329402771,
  0.000805824769500506, -0.00043388094640427904, 0.0001302826463808736, -5.459208009643533e-5,
  2.144464695845562e-5, -9.103444580819532e-6, 3.9084850096550395e-6, -1.7267400010181636e-6,
  7.751478959659328e-7, -3.536304595630809e-7, 1.6337994051841738e-7, -7.633466894869793e-8,
];
const nearest = 1 / (Math.sqrt(-2 * Math.log(0.25)) + 2);
const farthest = 1 / 41;
const logRootTwoPi = 0.9189385332046728;

/** `z > 0` with `P(Z > z) = p` for `p` up to 1/4: one Halley step on the logarithm. */
function upperQuantile(p: number): number {
  const logP = Math.log(p);
  const r = Math.sqrt(-2 * logP);
  const u = 1 / (r + 2);
  const z = r + chebyshevSum(tail, (2 * u - nearest - farthest) / (nearest - farthest));
  const ratio = millsRatio(z);
  const newton = (-0.5 * z * z - logRootTwoPi + Math.log(ratio) - logP) * ratio;
  return z + newton / (1 - 0.5 * newton * (z - 1 / ratio));
}

/**
 * Quantile of the standard normal distribution for `p` strictly between 0 and 1: the `x` with
 * `normalCdf(x) = p`, relative error below 1e-15 in centre and tails. For a right-tail
 * probability take `-normalQuantile(p)`, never `normalQuantile(1 - p)`.
 *
 * @throws `numerics/bad-probability` for 0, 1 and what lies outside.
 */
export function normalQuantile(p: number): number {
  checkOpenProbability(p);
  if (p < 0.25) return -upperQuantile(p);
  if (p > 0.75) return upperQuantile(1 - p);
  const q = p - 0.5;
  const x = q * chebyshevSum(centre, 32 * q * q - 1);
  const newton = (normalCentre(x) - q) / normalPdf(x);
  return x - newton / (1 + 0.5 * newton * x);
}
