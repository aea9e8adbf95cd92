import type { Json } from '@plimsoll/core';

/** How many fills are remembered for recognising repeats. */
const CAPACITY = 65_536;

/** A bounded memory of keys in order of arrival. */
export interface RecentKeys {
  /** Remembers `key`; `false` when it was already known. */
  add(key: string): boolean;
  /** Keys in order, oldest first. */
  toJson(): Json;
}

/** Starts a memory, from keys given oldest first. */
export function createRecentKeys(from: readonly string[] = []): RecentKeys {
  const keys = new Set(from);
  return {
    add(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      if (keys.size > CAPACITY) keys.delete(keys.values().next().value as string);
      return true;
    },
    toJson: () => [...keys],
  };
}
