/** What a host does about agents whose handlers fail. */
export interface FailurePolicy {
  /** Failed handlers since start at which an agent is faulted; from the first it is degraded. */
  readonly faultAfter: number;
  /** How often a faulted agent is started again. */
  readonly maxRestarts: number;
  /** Wait before the first restart, ms, on the injected clock. */
  readonly backOffMs: number;
  /** Each further wait is longer by this factor. */
  readonly backOffFactor: number;
}

/** Three failures fault an agent; nothing is restarted unless the host says so. */
export const failureDefaults: FailurePolicy = {
  faultAfter: 3,
  maxRestarts: 0,
  backOffMs: 1_000,
  backOffFactor: 2,
};
