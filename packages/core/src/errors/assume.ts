import { misuse } from './misuse.ts';

/** Any outcome of the grammar: a union discriminated by `status`. */
export interface Outcome {
  /** One literal per member of the union. */
  readonly status: string;
}

/**
 * Returns `outcome` narrowed to one status, or throws `core/unexpected-status` with the whole
 * outcome in `received`. For scripts and tests, where only one answer makes sense; production code
 * switches on `status`.
 *
 * @example
 * ```ts
 * const { weights } = assume(solve(problem), 'optimal');
 * ```
 */
export function assume<O extends Outcome, S extends O['status']>(
  outcome: O,
  ...statuses: readonly S[]
): Extract<O, { readonly status: S }> {
  if (statuses.includes(outcome.status as S)) return outcome as Extract<O, { readonly status: S }>;
  return misuse(
    'core/unexpected-status',
    ['status'],
    outcome.status,
    `Expected ${statuses.join(' or ')}; inspect the outcome: ${JSON.stringify(outcome)?.slice(0, 400)}`,
  );
}
