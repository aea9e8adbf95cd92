import { sha256 } from '@noble/hashes/sha2.js';
import type { Hasher } from './hasher.ts';

const encoder = new TextEncoder();
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// Reused between calls: hashing is synchronous and copies nothing out of it.
let buffer = new Uint8Array(4096);

const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += hexOfByte[bytes[i] as number] as string;
  return text;
};

/**
 * SHA-256 in pure JavaScript (`@noble/hashes`), the same in Node, browsers and workers.
 * Lone surrogates hash as U+FFFD, as in Node's UTF-8 encoding.
 */
export const portableHasher: Hasher = {
  sha256(text: string): string {
    // A UTF-16 code unit needs at most three bytes of UTF-8.
    if (text.length * 3 > buffer.length) buffer = new Uint8Array(text.length * 3);
    const { written } = encoder.encodeInto(text, buffer);
    return hex(sha256(buffer.subarray(0, written)));
  },
};
