import { misuse } from '../errors/misuse.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';

/** One fault found in a payload. */
export interface FieldFault {
  /** Where, from the payload. */
  readonly path: ErrorPath;
  /** What stands there. */
  readonly received: unknown;
  /** What should. */
  readonly remedy: string;
}

/** A rule for one field: `null` when the value is fine, else what it should be. */
export type FieldRule = (value: unknown) => string | null;

/** A rule for every field of a payload. */
export type FieldRules<T> = { readonly [K in keyof Required<T>]: FieldRule };

const finite = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** A non-empty string. */
export const name: FieldRule = (value) =>
  typeof value === 'string' && value !== '' ? null : 'Give a non-empty string.';

/** Any finite number. */
export const number: FieldRule = (value) => (finite(value) ? null : 'Give a finite number.');

/** A finite number ≥ 0. */
export const notNegative: FieldRule = (value) =>
  finite(value) && value >= 0 ? null : 'Give a finite number of at least 0.';

/** A safe integer. */
export const whole: FieldRule = (value) =>
  Number.isSafeInteger(value) ? null : 'Give a whole number within 2^53 - 1.';

/** A safe integer ≥ `least`. */
export const wholeFrom =
  (least: number): FieldRule =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least
      ? null
      : `Give a whole number of at least ${least}.`;

/** `true` or `false`. */
export const flag: FieldRule = (value) =>
  typeof value === 'boolean' ? null : 'Give true or false.';

/** One of the literals given. */
export const oneOf = (...allowed: readonly string[]): FieldRule => {
  const remedy = `Give one of ${allowed.join(', ')}.`;
  return (value) => (allowed.includes(value as string) ? null : remedy);
};

/** `null`, or what `rule` accepts. */
export const orNull =
  (rule: FieldRule): FieldRule =>
  (value) =>
    value === null ? null : rule(value);

/** Left out, or what `rule` accepts. */
export const orAbsent =
  (rule: FieldRule): FieldRule =>
  (value) =>
    value === undefined ? null : rule(value);

/** A plain record whose every value `rule` accepts. */
export const recordOf =
  (rule: FieldRule): FieldRule =>
  (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return 'Give an object of values by name.';
    }
    for (const [key, entry] of Object.entries(value)) {
      const remedy = rule(entry);
      if (remedy !== null) return `${key}: ${remedy}`;
    }
    return null;
  };

/** The first fault of `candidate` under `rules`, in the order of the rules; `null` if there is none. */
export function firstFault<T>(candidate: unknown, rules: FieldRules<T>): FieldFault | null {
  if (candidate === null || typeof candidate !== 'object') {
    return { path: [], received: candidate, remedy: 'Give an object.' };
  }
  for (const field in rules) {
    const value = (candidate as Record<string, unknown>)[field];
    const remedy = (rules[field] as FieldRule)(value);
    if (remedy !== null) return { path: [field], received: value, remedy };
  }
  return null;
}

/** Returns `candidate`, or throws `code` with the fault that `find` reports, below `path`. */
export function requireNone<T>(
  candidate: unknown,
  fault: FieldFault | null,
  code: string,
  path: ErrorPath,
): T {
  if (fault === null) return candidate as T;
  return misuse(code, [...path, ...fault.path], fault.received, fault.remedy);
}
