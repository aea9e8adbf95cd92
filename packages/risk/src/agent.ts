// The only entry of this package that sees a bus.

export {
  type RiskAgentConfig,
  type RiskAgentEvents,
  type RiskPolicy,
  riskAgent,
} from './agents/risk-agent.ts';
