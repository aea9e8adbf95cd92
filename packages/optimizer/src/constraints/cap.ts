import { checkNumber } from '@plimsoll/core';
import { boundForms } from './bounds.ts';
import type { Constraint, ConstraintOptions } from './constraint.ts';
import { nameOf } from './name-of.ts';

/**
 * No weight above `max`. Limits appear in results as `cap:TLT`. For limits by asset see `bounds`.
 *
 * @throws PlimsollError `optimizer/bad-bound`.
 */
export function cap(max: number, options: ConstraintOptions = {}): Constraint {
  checkNumber(max, 'optimizer/bad-bound', ['max']);
  const name = nameOf(options, 'cap');
  return {
    kind: 'cap',
    version: 1,
    params: { max, name },
    name,
    forms: ({ symbols }) => boundForms(symbols, name, { max }),
  };
}
