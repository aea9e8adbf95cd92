import { createHash } from 'node:crypto';
import { portableHasher } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';

describe('portableHasher', () => {
  test('gives the digests of FIPS 180-4', () => {
    expect(portableHasher.sha256('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(portableHasher.sha256('')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(portableHasher.sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
    expect(portableHasher.sha256('a'.repeat(1_000_000))).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });

  test('agrees with OpenSSL on any text, lone surrogates included', () => {
    const text = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(text, (value) => {
        expect(portableHasher.sha256(value)).toBe(createHash('sha256').update(value).digest('hex'));
      }),
      runs(100),
    );
  });
});
