// Probability distributions and the special functions under them, in reading order.

export {
  type BinomialShape,
  binomialCdf,
  binomialPmf,
  binomialSurvival,
} from './distributions/binomial.ts';
// tests and counts
export {
  type ChiSquareShape,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
} from './distributions/chi-square.ts';
export { type FShape, fCdf, fSurvival } from './distributions/f-distribution.ts';
// special functions
export { digamma, logGamma } from './distributions/gamma-function.ts';
export { type BetaShape, regularisedBeta } from './distributions/incomplete-beta.ts';
export {
  type GammaShape,
  regularisedGammaLower,
  regularisedGammaUpper,
} from './distributions/incomplete-gamma.ts';
// normal
export { millsRatio } from './distributions/mills-ratio.ts';
export { normalCdf, normalLogCdf, normalPdf } from './distributions/normal.ts';
export { normalQuantile } from './distributions/normal-quantile.ts';
// Student t
export { type StudentTShape, studentTCdf, studentTPdf } from './distributions/student-t.ts';
export { studentTQuantile } from './distributions/student-t-quantile.ts';
