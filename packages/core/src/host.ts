// What a host application needs: the bus, the host that runs agents on it, the simulation driver.

export {
  type AgentHealth,
  createHost,
  type Host,
  type HostOptions,
  type HostState,
} from './agents/create-host.ts';
export { type FailurePolicy, failureDefaults } from './agents/failure-policy.ts';
export { type BusOptions, builtInSources, busDefaults } from './bus/bus-options.ts';
export { createBus } from './bus/create-bus.ts';
export type { HandlerFailure } from './bus/failure-log.ts';
export {
  createMailbox,
  type Mailbox,
  type MailboxCounters,
  type MailboxOptions,
  type MailboxOverflow,
} from './bus/mailbox.ts';
export type { Transport, TransportRecord } from './bus/transport.ts';
export {
  runSimulation,
  type SimulationEvent,
  type SimulationOptions,
  type SimulationOutcome,
} from './simulation/run-simulation.ts';
