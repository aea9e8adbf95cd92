import { checkInteger, checkName } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import { configHash } from '../grammar/config-hash.ts';
import { type Snapshot, snapshotState } from '../grammar/snapshot.ts';
import { portableHasher } from '../hash/portable-hasher.ts';
import type { Random } from './random.ts';
import { createXoshiro128StarStar, type XoshiroState } from './xoshiro128-star-star.ts';

/** Options of {@link createRandom}. */
export interface RandomOptions {
  /** Names of forks from the root, joined by `/`. @defaultValue the root, `''` */
  readonly path?: string;
  /** A snapshot of the stream with this seed and path to continue from. */
  readonly from?: Snapshot;
}

const seededState = (text: string): XoshiroState => {
  const hash = portableHasher.sha256(text);
  // Four little-endian words of the first 16 bytes.
  const word = (i: number): number => {
    const h = hash.slice(8 * i, 8 * i + 8);
    return Number.parseInt(h.slice(6, 8) + h.slice(4, 6) + h.slice(2, 4) + h.slice(0, 2), 16);
  };
  return [word(0), word(1), word(2), word(3)];
};

const isState = (state: unknown): state is XoshiroState =>
  Array.isArray(state) &&
  state.length === 4 &&
  state.every((word: unknown) => typeof word === 'number' && word >>> 0 === word) &&
  state.some((word) => word !== 0);

/**
 * Makes a reproducible stream of random numbers: xoshiro128** (Blackman and Vigna, 2018) whose
 * state is the first 16 bytes of SHA-256(`seed/path`), as little-endian words. A fork appends its
 * name to the path, so adding a consumer never shifts the numbers of another.
 *
 * @param seed - A whole number.
 * @throws PlimsollError `core/invalid-seed`, `core/snapshot-mismatch`, `core/invalid-snapshot`.
 *
 * @example
 * ```ts
 * const slippage = createRandom(1).fork('slippage');
 * slippage.next(); // the same number in every run
 * ```
 */
export function createRandom(seed: number, options: RandomOptions = {}): Random {
  checkInteger(seed, 'core/invalid-seed', ['seed']);
  const path = options.path ?? '';
  const identity = (): Omit<Snapshot, 'state'> => ({
    kind: 'random',
    version: 1,
    configHash: configHash({ seed, path }),
  });

  let state = seededState(`${seed}/${path}`);
  if (options.from !== undefined) {
    const from = snapshotState(options.from, identity());
    state = isState(from)
      ? from
      : misuse('core/invalid-snapshot', ['from', 'state'], from, 'Give four uint32, not all zero.');
  }
  const generator = createXoshiro128StarStar(state);
  const nextUint32 = generator.next;
  const next = (): number => (nextUint32() >>> 5) * 2 ** -27 + (nextUint32() >>> 6) * 2 ** -53;

  return {
    nextUint32,
    next,
    nextInteger(bound: number): number {
      checkInteger(bound, 'core/invalid-bound', ['bound'], { min: 1, max: 2 ** 32 });
      // Rejects the incomplete last cycle of `bound`, so every result is equally likely.
      const limit = 2 ** 32 - (2 ** 32 % bound);
      let draw = nextUint32();
      while (draw >= limit) draw = nextUint32();
      return draw % bound;
    },
    nextNormal(): number {
      for (;;) {
        const u = 2 * next() - 1;
        const v = 2 * next() - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
      }
    },
    fork(name: string): Random {
      checkName(name, 'core/invalid-stream-name', ['name']);
      if (name.includes('/')) {
        misuse(
          'core/invalid-stream-name',
          ['name'],
          name,
          'Fork once a level; names have no slash.',
        );
      }
      return createRandom(seed, { path: path === '' ? name : `${path}/${name}` });
    },
    snapshot: () => ({ ...identity(), state: generator.state() }),
  };
}
