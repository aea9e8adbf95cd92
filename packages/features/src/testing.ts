// Contract suites for features; framework-free.
export {
  type FeatureCheck,
  type FeatureFixture,
  featureContract,
} from './contract/feature-contract.ts';
