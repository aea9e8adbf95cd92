import type { Hasher } from '../hash/hasher.ts';
import { portableHasher } from '../hash/portable-hasher.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Json } from './json.ts';

/**
 * Identity of a configuration: lower-case hex SHA-256 of its canonical JSON. Hash definitions and
 * options, never data, and compute it once a `createX` or problem.
 *
 * @param config - Definitions and options as plain JSON; see {@link canonicalJson} for refusals.
 * @param hasher - SHA-256 to use; all hashers agree. @defaultValue portableHasher
 */
export function configHash(config: Json, hasher: Hasher = portableHasher): string {
  return hasher.sha256(canonicalJson(config));
}
