// Decompositions that ml-matrix computes; an entry of its own, so that nothing else loads it.

export {
  type GeneralEigenvalues,
  generalEigenvalues,
  type SingularValues,
  singularValueDecomposition,
} from './linear-algebra/decompositions.ts';
