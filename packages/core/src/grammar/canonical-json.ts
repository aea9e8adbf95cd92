import { misuse } from '../errors/misuse.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';
import type { Json } from './json.ts';

const refuse = (path: ErrorPath, received: unknown, remedy: string): never =>
  misuse('core/not-json', path, received, remedy);

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // The second test accepts plain objects of another realm (worker, iframe, vm).
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const write = (value: unknown, path: (string | number)[], open: object[]): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    // String(-0) is already '0'.
    return Number.isFinite(value)
      ? String(value)
      : refuse([...path], value, 'Use null, or leave the field out.');
  }
  if (typeof value !== 'object') {
    return refuse(
      [...path],
      value,
      'Give null, a boolean, a finite number, a string, a list or a plain object.',
    );
  }
  if (open.includes(value)) return refuse([...path], value, 'Break the cycle: JSON is a tree.');
  open.push(value);
  const text = Array.isArray(value) ? writeList(value, path, open) : writeObject(value, path, open);
  open.pop();
  return text;
};

const writeList = (list: readonly unknown[], path: (string | number)[], open: object[]): string => {
  let text = '[';
  for (let i = 0; i < list.length; i++) {
    path.push(i);
    text += (i === 0 ? '' : ',') + write(list[i], path, open);
    path.pop();
  }
  return `${text}]`;
};

const writeObject = (value: object, path: (string | number)[], open: object[]): string => {
  if (!isPlain(value)) {
    return refuse(
      [...path],
      value,
      'Give a plain object; convert dates, maps, class instances and typed arrays.',
    );
  }
  let text = '{';
  // Sorted by UTF-16 code unit, as RFC 8785 prescribes; the default order of sort().
  for (const key of Object.keys(value).sort()) {
    path.push(key);
    const field = (value as Record<string, unknown>)[key];
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${write(field, path, open)}`;
    path.pop();
  }
  return `${text}}`;
};

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, numbers in their
 * shortest form, `-0` as `0` (RFC 8785). Equal values give equal texts whatever order their keys
 * were written in.
 *
 * @throws PlimsollError `core/not-json` with the path, on NaN, infinities, `undefined`, functions,
 * bigints, cycles and anything that is not a plain object or array.
 *
 * @example
 * ```ts
 * canonicalJson({ b: [1, -0], a: null }); // {"a":null,"b":[1,0]}
 * ```
 */
export function canonicalJson(value: Json): string {
  return write(value, [], []);
}
