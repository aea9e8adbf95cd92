import { misuse } from './misuse.ts';
import type { ErrorPath } from './plimsoll-error.ts';

/** Inclusive bounds for {@link checkNumber} and {@link checkInteger}. */
export interface NumberBounds {
  /** Smallest allowed value. @defaultValue no lower bound */
  readonly min?: number;
  /** Largest allowed value. @defaultValue no upper bound */
  readonly max?: number;
  /** Whether `min` itself is excluded. @defaultValue false */
  readonly above?: boolean;
}

const range = ({ min, max, above }: NumberBounds): string => {
  const low = min === undefined ? '' : ` ${above === true ? 'above' : 'of at least'} ${min}`;
  return `${low}${max === undefined ? '' : `${low === '' ? '' : ' and'} of at most ${max}`}`;
};

/**
 * Returns `value` if it is a finite number within `bounds`; throws `code` otherwise.
 * NaN and infinities never pass, whatever the bounds.
 */
export function checkNumber(
  value: unknown,
  code: string,
  path: ErrorPath,
  bounds: NumberBounds = {},
): number {
  if (typeof value === 'number' && Number.isFinite(value)) {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, above } = bounds;
    if (value <= max && (above === true ? value > min : value >= min)) return value;
  }
  return misuse(code, path, value, `Give a finite number${range(bounds)}.`);
}

/** As {@link checkNumber}, and a safe integer. */
export function checkInteger(
  value: unknown,
  code: string,
  path: ErrorPath,
  bounds: NumberBounds = {},
): number {
  if (!Number.isSafeInteger(value)) {
    misuse(code, path, value, `Give a whole number${range(bounds)}.`);
  }
  return checkNumber(value, code, path, bounds);
}

/** Returns `value` if it is a non-empty string; throws `code` otherwise. */
export function checkName(value: unknown, code: string, path: ErrorPath): string {
  if (typeof value === 'string' && value !== '') return value;
  return misuse(code, path, value, 'Give a non-empty string.');
}

/** Returns `value` if it is one of `allowed`; throws `code` listing them otherwise. */
export function checkOneOf<T extends string>(
  value: unknown,
  allowed: readonly T[],
  code: string,
  path: ErrorPath,
): T {
  const match = allowed.find((candidate) => candidate === value);
  return match ?? misuse(code, path, value, `Give one of ${allowed.join(', ')}.`);
}
