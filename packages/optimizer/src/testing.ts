// Contract suites of the seams. Framework-free: checks are named functions that throw.

export { type ConstraintFixture, constraintContract } from './contracts/constraint-contract.ts';
export { contractMarket } from './contracts/contract-market.ts';
export { type ObjectiveFixture, objectiveContract } from './contracts/objective-contract.ts';
