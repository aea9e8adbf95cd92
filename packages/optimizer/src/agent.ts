// The only entry that sees a bus.

export {
  type Decision,
  type DecisionInput,
  type OptimizerAgentConfig,
  type OptimizerAgentEvents,
  optimizerAgent,
  optimizerAgentDefaults,
} from './agents/optimizer-agent.ts';
export type { OptimizerPolicy } from './agents/optimizer-policy.ts';
export {
  type OrderTerms,
  type RebalanceAgentConfig,
  type RebalanceAgentEvents,
  rebalanceAgent,
  rebalanceAgentDefaults,
} from './agents/rebalance-agent.ts';
