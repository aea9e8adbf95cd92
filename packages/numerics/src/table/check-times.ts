import { misuse } from '@plimsoll/core';

/** Throws `numerics/bad-time` unless `closeAt` is finite and strictly ascending. */
export function checkTimes(closeAt: readonly number[]): void {
  let previous = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < closeAt.length; i++) {
    const at = closeAt[i] as number;
    if (typeof at !== 'number' || !Number.isFinite(at) || at <= previous) {
      misuse(
        'numerics/bad-time',
        ['closeAt', i],
        at,
        'Give Unix milliseconds, finite and strictly ascending.',
      );
    }
    previous = at;
  }
}
