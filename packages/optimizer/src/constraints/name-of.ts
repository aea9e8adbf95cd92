import { checkName } from '@plimsoll/core';
import type { ConstraintOptions } from './constraint.ts';

/** The user's name, checked, or the default. */
export const nameOf = ({ name }: ConstraintOptions, fallback: string): string =>
  name === undefined ? fallback : checkName(name, 'optimizer/bad-name', ['name']);
