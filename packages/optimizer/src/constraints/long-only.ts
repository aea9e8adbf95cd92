import { boundForms } from './bounds.ts';
import type { Constraint, ConstraintOptions } from './constraint.ts';
import { nameOf } from './name-of.ts';

/** No weight below zero. Limits appear in results as `long-only:TLT`. */
export function longOnly(options: ConstraintOptions = {}): Constraint {
  const name = nameOf(options, 'long-only');
  return {
    kind: 'long-only',
    version: 1,
    params: { name },
    name,
    forms: ({ symbols }) => boundForms(symbols, name, { min: 0 }),
  };
}
