// Table of contents: what binds execution to a bus.

export {
  type ExecutionAgentConfig,
  type ExecutionEvents,
  executionAgent,
} from './agents/execution-agent.ts';
export {
  type SimulatedVenue,
  type SimulatedVenueEvents,
  simulatedVenue,
} from './agents/simulated-venue.ts';
