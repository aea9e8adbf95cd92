// Contract suites and a host for tests. Framework-free: checks are named functions that throw.

export { type BusContractEvents, busContract } from './contracts/bus-contract.ts';
export { type ClockFixture, clockContract } from './contracts/clock-contract.ts';
export {
  type ContractCheck,
  type ContractOutcome,
  type ContractSuite,
  ensure,
  ensureClose,
  ensureEqual,
  ensureRefused,
  runContract,
} from './contracts/contract.ts';
export { journalContract } from './contracts/journal-contract.ts';
export {
  createTestHost,
  type TestHost,
  type TestHostOptions,
} from './test-host/create-test-host.ts';
