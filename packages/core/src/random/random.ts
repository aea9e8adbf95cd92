import type { Snapshot } from '../grammar/snapshot.ts';

/** A reproducible stream of random numbers (xoshiro128**, seeded by SHA-256 of `seed/path`). */
export interface Random {
  /** Uniform unsigned 32-bit integer. */
  nextUint32(): number;
  /** Uniform in [0, 1) with 53 random bits. */
  next(): number;
  /** Uniform integer in [0, bound), without modulo bias; `bound` from 1 to 2^32. */
  nextInteger(bound: number): number;
  /** Standard normal deviate (Marsaglia's polar method; the second deviate is not kept). */
  nextNormal(): number;
  /** An independent stream for the path `parent/name`; forking leaves this stream untouched. */
  fork(name: string): Random;
  /** State as four uint32; continue with `createRandom(seed, { path, from })`. */
  snapshot(): Snapshot;
}
