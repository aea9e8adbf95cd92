import type { JournalHead } from '@plimsoll/core';
import { createMemoryJournal, verifyJournal } from '@plimsoll/core/journal';
import { nodeHasher } from '@plimsoll/core/node';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';
import { recordSampleRun } from '../support/sample-run.ts';

let lines: readonly string[] = [];
let anchor: JournalHead;

beforeAll(async () => {
  const journal = createMemoryJournal();
  await recordSampleRun(journal, 3);
  lines = [...journal.lines()];
  anchor = journal.head();
});

const statusOf = (edited: readonly string[], withAnchor = true): string =>
  verifyJournal(edited, withAnchor ? { anchor } : {}).status;

describe('verifyJournal', () => {
  test('accepts what was written, with either hasher', () => {
    for (const hasher of [undefined, nodeHasher]) {
      const found = verifyJournal(lines, hasher === undefined ? { anchor } : { anchor, hasher });
      expect(found).toEqual({
        status: 'intact',
        head: anchor,
        runs: 1,
        events: lines.length - 1,
        dropped: null,
      });
    }
  });

  test('finds any edited character', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 32, max: 126 }), (row, column, code) => {
        const at = row % lines.length;
        const line = lines[at] as string;
        const i = column % line.length;
        const character = String.fromCharCode(code);
        fc.pre(line[i] !== character);
        const edited = [...lines];
        edited[at] = line.slice(0, i) + character + line.slice(i + 1);
        expect(statusOf(edited)).toBe('broken-chain');
      }),
      runs(300),
    );
  });

  test('finds inserted, deleted, repeated and reordered lines', () => {
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] as string;
      expect(statusOf([...lines.slice(0, i), ...lines.slice(i + 1)]), `without line ${i + 1}`).toBe(
        'broken-chain',
      );
      expect(statusOf([...lines.slice(0, i), line, ...lines.slice(i)]), `line ${i + 1} twice`).toBe(
        'broken-chain',
      );
      expect(statusOf([...lines.slice(0, i), '', ...lines.slice(i)]), `empty line ${i + 1}`).toBe(
        'broken-chain',
      );
      if (i > 0) {
        const swapped = [...lines];
        swapped[i - 1] = line;
        swapped[i] = lines[i - 1] as string;
        expect(statusOf(swapped), `lines ${i} and ${i + 1} swapped`).toBe('broken-chain');
      }
    }
  });

  test('truncation after a link needs an anchor to be seen', () => {
    const cut = lines.slice(0, -1);
    const end = cut.findLastIndex((line) => /,"hash":"[0-9a-f]{64}"\}$/.test(line));
    const whole = cut.slice(0, end + 1);
    expect(statusOf(whole, false)).toBe('intact');
    const found = verifyJournal(whole, { anchor });
    expect(found).toMatchObject({
      status: 'broken-chain',
      fault: { reason: expect.stringContaining('before the anchored link') },
    });
    expect(verifyJournal(lines, { anchor: { hash: '1'.repeat(64), links: 2 } })).toMatchObject({
      status: 'broken-chain',
      fault: { reason: 'link 2 is not the anchored one' },
    });
  });

  test('an earlier head is an anchor for a longer journal', () => {
    const first = verifyJournal(lines.slice(0, 1));
    expect(first.status).toBe('intact');
    expect(
      verifyJournal(lines, { anchor: first.status === 'intact' ? first.head : anchor }).status,
    ).toBe('intact');
  });

  test('what stands after the last link is reported and dropped', () => {
    const found = verifyJournal([...lines, '{"id":"a"}', 'x'], { anchor });
    expect(found).toMatchObject({
      status: 'intact',
      dropped: { line: lines.length + 1, lines: 2 },
    });
    expect(verifyJournal([...lines, ''], { anchor })).toMatchObject({
      status: 'intact',
      dropped: null,
    });
  });

  test('needs a header first, and raised epochs', async () => {
    expect(verifyJournal([])).toMatchObject({
      status: 'broken-chain',
      fault: { line: 1, reason: 'there is no header' },
    });
    const { sha256 } = nodeHasher;
    const link = (previous: string, body: string): string => sha256(`${previous}\n${body}`);
    const zero = '0'.repeat(64);
    const headless = '{"id":"a"';
    expect(verifyJournal([`${headless},"hash":"${link(zero, headless)}"}`])).toMatchObject({
      fault: { reason: 'the journal does not begin with a header' },
    });
    const garbled = '{"header":{';
    expect(verifyJournal([`${garbled},"hash":"${link(zero, garbled)}"}`]).status).toBe(
      'broken-chain',
    );
    const header = '{"header":{"epoch":1}';
    const first = link(zero, header);
    const second = link(first, header);
    expect(
      verifyJournal([`${header},"hash":"${first}"}`, `${header},"hash":"${second}"}`]),
    ).toMatchObject({
      fault: { line: 2, reason: 'a run does not raise the epoch' },
      head: { links: 1 },
    });
  });
});
