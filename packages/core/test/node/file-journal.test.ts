import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulatedClock, portableHasher, type SystemEvents } from '@plimsoll/core';
import { createBus, createHost } from '@plimsoll/core/host';
import { verifyJournal } from '@plimsoll/core/journal';
import { createFileJournal, nodeHasher, readLines } from '@plimsoll/core/node';
import { journalContract } from '@plimsoll/core/testing';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf } from '../support/refusal.ts';
import { runs } from '../support/runs.ts';
import { recordSampleRun } from '../support/sample-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = (): string => join(folder, `${++files}.jsonl`);

describe('nodeHasher', () => {
  test('agrees with the portable one on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(nodeHasher.sha256(text)).toBe(portableHasher.sha256(text));
      }),
      runs(50),
    );
    expect(nodeHasher.sha256('\ud800')).toBe(portableHasher.sha256('\ud800'));
  });
});

for (const durability of ['memory', 'buffered', 'per-effect', { groupMs: 1 }] as const) {
  describe(`file journal, ${JSON.stringify(durability)}`, () => {
    for (const check of journalContract(() => createFileJournal(newPath(), { durability }))) {
      test(check.name, check.run);
    }
  });
}

describe('file journal', () => {
  test('continues an existing file in one chain', async () => {
    const path = newPath();
    await recordSampleRun(createFileJournal(path), 2, 0);
    await recordSampleRun(createFileJournal(path), 2, 1);
    expect(verifyJournal(readLines(path), { hasher: nodeHasher })).toMatchObject({
      status: 'intact',
      runs: 2,
    });
    const journal = createFileJournal(path);
    expect(
      codeOf(() =>
        journal.begin({
          format: 1,
          epoch: 1,
          seed: 1,
          configHash: '',
          sources: {},
          versions: {},
          notes: null,
        }),
      ),
    ).toBe('core/epoch-not-raised');
    journal.close();
  });

  test('survives a crash at every byte of the last record', async () => {
    const path = newPath();
    await recordSampleRun(createFileJournal(path), 2);
    const whole = readFileSync(path);
    const lines = [...readLines(path)];
    const lastDrain = lines.findLastIndex(
      (line, i) => i < lines.length - 1 && /,"hash":"[0-9a-f]{64}"\}$/.test(line),
    );
    const keep = Buffer.byteLength(`${lines.slice(0, lastDrain + 1).join('\n')}\n`);
    expect(whole.length - keep).toBeGreaterThan(300);
    for (let size = keep; size < whole.length; size++) {
      const torn = newPath();
      writeFileSync(torn, whole.subarray(0, size));
      const journal = createFileJournal(torn);
      // Only the line feed is missing in the last case: the record itself is whole.
      const expected = size === whole.length - 1 ? whole : whole.subarray(0, keep);
      expect(journal.dropped === null).toBe(size === keep || size === whole.length - 1);
      journal.close();
      expect(readFileSync(torn).equals(expected)).toBe(true);
      rmSync(torn);
    }
  });

  test('goes on after a crash, and reports the tail', async () => {
    const path = newPath();
    await recordSampleRun(createFileJournal(path), 2, 0);
    appendFileSync(path, '{"id":"feed-0-3","type":"mark');
    const journal = createFileJournal(path);
    expect(journal.dropped).toMatchObject({ lines: 1 });
    await recordSampleRun(journal, 2, 1);
    expect(verifyJournal(readLines(path), { hasher: nodeHasher })).toMatchObject({
      status: 'intact',
      runs: 2,
      dropped: null,
    });
  });

  test('refuses to continue a file that was changed, and leaves it untouched', async () => {
    const path = newPath();
    await recordSampleRun(createFileJournal(path), 2);
    const changed = readFileSync(path, 'utf8').replace('"close":100', '"close":900');
    writeFileSync(path, changed);
    expect(codeOf(() => createFileJournal(path))).toBe('core/broken-chain');
    expect(readFileSync(path, 'utf8')).toBe(changed);
  });

  test('sees bytes that are no UTF-8, and a byte order mark', async () => {
    const path = newPath();
    await recordSampleRun(createFileJournal(path), 2);
    const bytes = readFileSync(path);
    const bad = Buffer.from(bytes);
    bad[200] = 0xff;
    writeFileSync(path, bad);
    expect([...readLines(path)][0]).toContain('(not UTF-8)');
    expect(verifyJournal(readLines(path)).status).toBe('broken-chain');
    writeFileSync(path, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]));
    expect(verifyJournal(readLines(path)).status).toBe('broken-chain');
  });

  test('per-effect: the record is in the file when the effect runs; buffered: not yet', () => {
    interface TestEvents extends SystemEvents {
      readonly 'test.order': { readonly lots: number };
    }
    const seenBy = (durability: 'per-effect' | 'buffered'): string => {
      const path = newPath();
      const journal = createFileJournal(path, { durability });
      const bus = createBus<TestEvents>({ clock: createSimulatedClock(0), epoch: 0, journal });
      let seen = '';
      const alpha = bus.as('alpha');
      alpha.subscribe('test.order', () =>
        alpha.perform(() => {
          seen = readFileSync(path, 'utf8');
        }),
      );
      createHost({ bus, agents: [] }).start();
      bus.publish('test.order', { lots: 1 });
      journal.close();
      return seen;
    };
    expect(seenBy('per-effect')).toContain('"type":"test.order"');
    expect(seenBy('buffered')).toBe('');
  });

  test('group: reaches the file by itself; memory: only at close', async () => {
    const header = {
      format: 1,
      epoch: 0,
      seed: 1,
      configHash: '',
      sources: {},
      versions: {},
      notes: null,
    };
    const grouped = newPath();
    const journal = createFileJournal(grouped, { durability: { groupMs: 1 } });
    journal.begin(header);
    expect(readFileSync(grouped, 'utf8')).toBe('');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(readFileSync(grouped, 'utf8')).toContain('"header"');
    journal.close();

    const path = newPath();
    const late = createFileJournal(path, { durability: 'memory' });
    late.begin({ ...header, notes: 'x'.repeat(100_000) });
    expect(readFileSync(path, 'utf8')).toBe('');
    late.close();
    expect(readFileSync(path, 'utf8').length).toBeGreaterThan(100_000);
  });

  test('buffered writes by itself once enough has gathered; long lines cross chunks', () => {
    const path = newPath();
    const journal = createFileJournal(path);
    const header = {
      format: 1,
      epoch: 0,
      seed: 1,
      configHash: '',
      sources: {},
      versions: {},
      notes: 'ü'.repeat(200_000),
    };
    journal.begin(header);
    expect(readFileSync(path).length).toBeGreaterThan(400_000);
    journal.close();
    expect(verifyJournal(readLines(path)).status).toBe('intact');
    expect(JSON.parse([...readLines(path)][0] ?? '').header).toEqual(header);
  });

  test('a killed process leaves a journal that opens', () => {
    const path = newPath();
    const script = `
      import { createSimulatedClock } from '@plimsoll/core';
      import { createBus, createHost } from '@plimsoll/core/host';
      import { createFileJournal } from '@plimsoll/core/node';
      const journal = createFileJournal(process.argv[1], { durability: 'per-effect' });
      const bus = createBus({ clock: createSimulatedClock(0), epoch: 0, journal });
      createHost({ bus, agents: [] }).start();
      const alpha = bus.as('alpha');
      let n = 0;
      alpha.subscribe('test.order', () => alpha.perform(() => { if (++n === 3) process.kill(process.pid, 'SIGKILL'); }));
      for (;;) bus.publish('test.order', { n });
    `;
    const node = [
      '--conditions=@plimsoll/source',
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
      path,
    ];
    expect(() =>
      execFileSync(process.execPath, node, {
        cwd: new URL('../..', import.meta.url),
        stdio: 'pipe',
      }),
    ).toThrow('SIGKILL');
    const journal = createFileJournal(path);
    journal.close();
    expect(verifyJournal(readLines(path))).toMatchObject({ status: 'intact', events: 4 });
  });

  test('refuses durabilities that do not exist', () => {
    expect(codeOf(() => createFileJournal(newPath(), { durability: 'safe' as 'memory' }))).toBe(
      'core/invalid-durability',
    );
    expect(codeOf(() => createFileJournal(newPath(), { durability: { groupMs: -1 } }))).toBe(
      'core/invalid-durability',
    );
  });
});
