import { misuse } from '@plimsoll/core';

/** Refuses data whose density underflows in every state. @internal */
export function outOfRange(received: unknown): never {
  return misuse(
    'regime/bad-observation',
    [],
    received,
    'Give data in the units of the model: a density underflows in every state even in logarithms.',
  );
}
