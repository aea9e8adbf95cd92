// Agents that core brings along. Everything else in this package works without a bus.

export {
  type LedgerAgentConfig,
  type LedgerAgentEvents,
  ledgerAgent,
  ledgerAgentDefaults,
} from './ledger/ledger-agent.ts';
export { collectSlices, type SliceOptions, sliceDefaults } from './slices/collect-slices.ts';
