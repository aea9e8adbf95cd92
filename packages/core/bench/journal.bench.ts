import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSimulatedClock,
  type Hasher,
  portableHasher,
  type SystemEvents,
} from '@plimsoll/core';
import { createBus, createHost } from '@plimsoll/core/host';
import { createMemoryJournal, type Journal, verifyJournal } from '@plimsoll/core/journal';
import { createFileJournal, type Durability, nodeHasher, readLines } from '@plimsoll/core/node';
import { bench, describe } from 'vitest';
import { barOf } from '../test/support/bar.ts';

interface BenchEvents extends SystemEvents {
  readonly 'market.bar': unknown;
}

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
let files = 0;
const bar = barOf('AAPL', 1000);

const hosted = (journal: Journal, effect = false) => {
  const bus = createBus<BenchEvents>({
    clock: createSimulatedClock(0),
    epoch: 1,
    journal,
    sources: { feed: 'input' },
  });
  createHost({ bus, agents: [] }).start();
  const alpha = bus.as('alpha');
  let seen = 0;
  alpha.subscribe('market.bar', () => {
    seen++;
    if (effect) alpha.perform(() => void seen++);
  });
  return bus;
};
const inFile = (durability: Durability, hasher: Hasher) =>
  createFileJournal(join(folder, `${++files}.jsonl`), { durability, hasher });

const batch = 20_000;
const options = { iterations: 8, warmupIterations: 2, time: 0, warmupTime: 0 };

describe(`publish and record ${batch} bars, one drain each`, () => {
  for (const [name, hasher] of [
    ['Node hasher', nodeHasher],
    ['portable hasher', portableHasher],
  ] as const) {
    const bus = hosted(inFile('buffered', hasher));
    bench(
      `buffered file, ${name}`,
      () => {
        for (let i = 0; i < batch; i++) bus.publish('market.bar', bar, { source: 'feed' });
      },
      options,
    );
  }
  const memory = createMemoryJournal(nodeHasher);
  const bus = hosted(memory);
  bench(
    'memory, links at head()',
    () => {
      for (let i = 0; i < batch; i++) bus.publish('market.bar', bar, { source: 'feed' });
      memory.head();
    },
    options,
  );
});

describe('one event with an effect', () => {
  for (const durability of ['buffered', 'per-effect'] as const) {
    const bus = hosted(inFile(durability, nodeHasher), true);
    bench(durability, () => bus.publish('market.bar', bar, { source: 'feed' }));
  }
});

describe(`verify a file of ${batch} bars`, () => {
  for (const [name, hasher] of [
    ['Node hasher', nodeHasher],
    ['portable hasher', portableHasher],
  ] as const) {
    const path = join(folder, `verify-${name}.jsonl`);
    const journal = createFileJournal(path, { hasher });
    const bus = hosted(journal);
    for (let i = 0; i < batch; i++) bus.publish('market.bar', bar, { source: 'feed' });
    journal.close();
    bench(
      name,
      () => {
        if (verifyJournal(readLines(path), { hasher }).status !== 'intact')
          throw new Error('broken');
      },
      options,
    );
  }
});
