import type { Definition, Json } from '@plimsoll/core';

/** The hashable part of a definition: what configuration hashes, node keys and `params` hold. */
export function definitionOf(definition: Definition): Json {
  return { kind: definition.kind, version: definition.version, params: definition.params };
}
