// Contract suites for features; framework-free.

export type { ContractCheck, ContractSuite } from '@plimsoll/core/testing';
export { type FeatureFixture, featureContract } from './contract/feature-contract.ts';
