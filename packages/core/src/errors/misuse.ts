import { type ErrorPath, PlimsollError } from './plimsoll-error.ts';

/**
 * Throws a {@link PlimsollError}. A function rather than `throw new`, so that it can stand in an
 * expression: `const room = rooms.get(name) ?? misuse(…)`.
 *
 * @param code - Stable identifier `package/kebab-case`.
 * @param path - Location inside the caller's argument.
 * @param received - The value as given.
 * @param remedy - What the caller should do, one sentence.
 * @param cause - The lower-level failure, if any.
 */
export function misuse(
  code: string,
  path: ErrorPath,
  received: unknown,
  remedy: string,
  cause?: unknown,
): never {
  throw new PlimsollError({ code, path, received, remedy, cause });
}
