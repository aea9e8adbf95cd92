// Contract suites of execution's seams: named checks that throw where a contract is broken.

export { type FeeModelFixture, feeModelContract } from './contracts/fee-model-contract.ts';
export { type ImpactModelFixture, impactModelContract } from './contracts/impact-model-contract.ts';
export { type SchedulerFixture, schedulerContract } from './contracts/scheduler-contract.ts';
export {
  type VenueFixture,
  type VenueUnderTest,
  venueContract,
} from './contracts/venue-contract.ts';
