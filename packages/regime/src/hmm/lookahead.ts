/**
 * A value that has seen data later than the bars it speaks of. It is wrapped, not merely named, so
 * that it cannot be handed to anything that expects readings; whoever unwraps `values` says so in
 * their own code.
 */
export interface Lookahead<Values> {
  /** Discriminates it from everything causal. */
  readonly kind: 'lookahead';
  /** The values. Never trade on them, never back-test on them. */
  readonly values: Values;
}
