// Contract suites for estimators; framework-free.
export {
  covarianceEstimatorContract,
  type EstimatorCheck,
  type EstimatorFixture,
  estimatorContractDefaults,
} from './contract/estimator-contract.ts';
