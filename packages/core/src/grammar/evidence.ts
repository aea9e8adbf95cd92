/** What travels with every answer, so that anybody can check it. Each kind has a `verifyX`. */
export interface Evidence<Detail = unknown> {
  /** Kind of proof, e.g. `kkt-certificate`, `risk-decision`. */
  readonly kind: string;
  /** Version of the shape of `detail`. */
  readonly version: number;
  /** Whether the separate verifier confirmed the answer. */
  readonly verified: boolean;
  /** Hash of the configuration that produced the answer. */
  readonly configHash: string;
  /** The proof itself. */
  readonly detail: Detail;
}

/** A limit that holds with equality (or stopped an order), by name. */
export interface BindingLimit {
  /** The limit's name, as the user gave or the library derived it. */
  readonly limit: string;
  /** The bound in the limit's own unit. */
  readonly bound: number;
  /** Improvement of the objective per unit of relaxation, or `null` where none is defined. */
  readonly multiplier: number | null;
  /** Unit of `bound`, e.g. `weight`, `lots`, `fraction`. */
  readonly unit: string;
}
