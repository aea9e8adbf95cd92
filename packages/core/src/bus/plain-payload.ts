import { misuse } from '../errors/misuse.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';

/** Deepest nesting of a payload; also what ends the walk around a cycle. */
const deepest = 32;

const clean = 0;
const negativeZero = 1;
const suspicious = 2;

/** The hot path: no allocation, no path. Anything unusual is left to the careful walk. */
const inspect = (value: unknown, depth: number): number => {
  switch (typeof value) {
    case 'number':
      // x - x is NaN for NaN and the infinities.
      if (value - value !== 0) return suspicious;
      return value === 0 && 1 / value < 0 ? negativeZero : clean;
    case 'string':
    case 'boolean':
      return clean;
    case 'object':
      return value === null ? clean : inspectObject(value, depth + 1);
    default:
      return suspicious;
  }
};

const inspectObject = (value: object, depth: number): number => {
  if (depth > deepest) return suspicious;
  let worst = clean;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) worst |= inspect(value[i], depth);
    return worst;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return suspicious;
  for (const key in value) {
    if (key === '__proto__') return suspicious;
    worst |= inspect((value as Record<string, unknown>)[key], depth);
  }
  return worst;
};

const refuse = (path: ErrorPath, received: unknown, remedy: string): never =>
  misuse('core/invalid-payload', path, received, remedy);

/** The careful walk: copies with -0 as 0, or throws naming the place. */
const copy = (value: unknown, path: ErrorPath): unknown => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse(path, value, 'Give a finite number, or null.');
    return value === 0 ? 0 : value;
  }
  if (typeof value !== 'object')
    return refuse(path, value, 'Give plain JSON; leave absent fields out.');
  if (path.length > deepest)
    return refuse(path, value, `Nest at most ${deepest} levels, without cycles.`);
  if (Array.isArray(value)) return Array.from(value, (item, i) => copy(item, [...path, i]));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return refuse(
      path,
      value,
      'Give a plain object; convert dates, maps, instances and typed arrays.',
    );
  }
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (key === '__proto__') refuse([...path, key], field, 'Choose another name for this field.');
    result[key] = copy(field, [...path, key]);
  }
  return result;
};

/**
 * Returns `payload` itself when it is plain finite JSON, a copy with `0` for each `-0`, or throws
 * `core/invalid-payload` with the path.
 */
export function plainPayload<P>(payload: P): P {
  return inspect(payload, 0) === clean ? payload : (copy(payload, ['payload']) as P);
}

/** Freezes a payload and everything in it; strict mode only, a frozen payload costs time. */
export function deepFreeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const field of Object.values(value)) deepFreeze(field);
}
