// The contract suite for limits. Framework-free: checks are named functions that throw.

export { type RiskLimitFixture, riskLimitContract } from './contract/risk-limit-contract.ts';
