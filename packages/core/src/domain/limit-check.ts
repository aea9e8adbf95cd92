import type { Scope } from './scope.ts';
import type { Lots } from './units.ts';

/** Why something was refused or reduced. */
export interface Reason {
  /** Stable code `package/kebab-case`. */
  readonly code: string;
  /** One sentence for a person. */
  readonly message: string;
  /** Name of the limit concerned, or `null`. */
  readonly limit: string | null;
}

/** How one limit stood in one decision. */
export interface LimitCheck {
  /** Name of the limit. */
  readonly limit: string;
  /** Scope of the limit. */
  readonly scope: Scope;
  /** Unit of usage, bound and headroom. */
  readonly unit: string;
  /** A hard limit stops an order, a soft one warns. */
  readonly hard: boolean;
  /** `exempt`: a reduction; `unevaluable`: an input is missing, which refuses the order. */
  readonly status: 'within' | 'warned' | 'exceeded' | 'exempt' | 'unevaluable';
  /** Usage without the order, working orders counted; `null` when unevaluable. */
  readonly usageBefore: number | null;
  /** Worst-case usage with the order as requested. */
  readonly usageAfter: number | null;
  /** The bound, inclusive. */
  readonly bound: number | null;
  /** `bound - usageAfter` for the quantity that was decided. */
  readonly headroom: number | null;
  /** Largest quantity this limit alone would accept; `null` when it does not depend on quantity. */
  readonly maxLots: Lots | null;
  /** Name of the missing input when unevaluable, else `null`. */
  readonly missing: string | null;
}
