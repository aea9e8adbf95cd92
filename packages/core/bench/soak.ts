// A long run: CPU time and heap. Run from the repository root:
//   node --expose-gc --conditions=@plimsoll/source --import tsx packages/core/bench/soak.ts [events]
// CPU time, not wall time, so that a busy machine does not change the figures much.
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
import { type Journal, verifyJournal } from '@plimsoll/core/journal';
import { createFileJournal, nodeHasher, readLines } from '@plimsoll/core/node';
import { barOf } from '../test/support/bar.ts';

interface SoakEvents extends SystemEvents {
  readonly 'market.bar': unknown;
  readonly 'soak.tick': number;
}

const count = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-soak-'));
const collect = (globalThis as { gc?: () => void }).gc;
const heapMb = (): number => {
  collect?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
const bar = barOf('AAPL', 1000);

const measure = (name: string, events: number, run: (n: number) => void): void => {
  run(Math.ceil(events / 10));
  const heapBefore = heapMb();
  const before = process.cpuUsage();
  run(events);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(
    name.padEnd(48),
    `${((seconds / events) * 1e9).toFixed(0).padStart(6)} ns an event`,
    `${Math.round(events / seconds / 1000)
      .toString()
      .padStart(6)} thousand a second`,
    `heap ${(heapMb() - heapBefore).toFixed(2).padStart(6)} MB`,
  );
};

const hosted = (subscribers: number, journal?: Journal) => {
  const bus = createBus<SoakEvents>({
    clock: createSimulatedClock(0),
    epoch: 1,
    sources: { feed: 'input' },
    ...(journal === undefined ? {} : { journal }),
  });
  createHost({ bus, agents: [] }).start();
  let seen = 0;
  for (let i = 0; i < subscribers; i++) {
    bus.subscribe('market.bar', () => void seen++);
    bus.subscribe('soak.tick', () => void seen++);
  }
  return bus;
};

const feed = { source: 'feed' };
for (const subscribers of [1, 3, 50]) {
  const bus = hosted(subscribers);
  measure(`a number to ${subscribers}`, count, (n) => {
    for (let i = 0; i < n; i++) bus.publish('soak.tick', i, feed);
  });
}
const plain = hosted(3);
measure('a validated bar of 14 fields to 3', count, (n) => {
  for (let i = 0; i < n; i++) plain.publish('market.bar', bar, feed);
});
const hashers: readonly (readonly [string, Hasher])[] = [
  ['Node', nodeHasher],
  ['portable', portableHasher],
];
for (const [name, hasher] of hashers) {
  const path = join(folder, `${name}.jsonl`);
  const journal = createFileJournal(path, { hasher });
  const bus = hosted(1, journal);
  measure(`the same, buffered JSON-lines, ${name} hasher`, count, (n) => {
    for (let i = 0; i < n; i++) bus.publish('market.bar', bar, feed);
  });
  journal.close();
  measure(`verify that file, ${name} hasher`, Math.ceil(count * 1.1), () => {
    verifyJournal(readLines(path), { hasher });
  });
}
rmSync(folder, { recursive: true });
