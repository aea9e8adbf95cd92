import { expect, test } from 'vitest';
import { snapshotState } from '../../src/index.ts';

const identity = { kind: 'ledger', version: 1, configHash: 'ab' };

test('a snapshot of the same configuration gives its state', () => {
  expect(snapshotState({ ...identity, state: { cash: 5 } }, identity)).toEqual({ cash: 5 });
});

test.each([
  ['kind', { ...identity, kind: 'gate' }],
  ['version', { ...identity, version: 2 }],
  ['configHash', { ...identity, configHash: 'cd' }],
])('another %s is refused by name', (field, other) => {
  expect(() => snapshotState({ ...other, state: null }, identity)).toThrowError(
    expect.objectContaining({ code: 'core/snapshot-mismatch', path: ['from', field] }),
  );
});
