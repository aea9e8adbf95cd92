// Table of contents, in reading order. Explicit names only.

// fitting
export { fitGaussianHmm } from './fit/fit-gaussian-hmm.ts';
