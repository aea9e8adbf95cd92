import { createHash } from 'node:crypto';
import { assume } from '@plimsoll/core';
import { createMemoryJournal, type ReplaySetup, replay } from '@plimsoll/core/journal';
import { describe, expect, test } from 'vitest';
import { recordSampleRun, sampleHost } from '../support/sample-run.ts';

const record = async (bars = 4): Promise<readonly string[]> => {
  const journal = createMemoryJournal();
  await recordSampleRun(journal, bars);
  return [...journal.lines()];
};

const rebuild = (setup: ReplaySetup) => sampleHost({ ...setup, epoch: setup.header.epoch });

/** Rewrites every link, as somebody would who edits a journal and knows the format. */
const rechain = (lines: readonly string[]): string[] => {
  let previous = '0'.repeat(64);
  let pending: string[] = [];
  return lines.map((line) => {
    const at = line.search(/,"hash":"[0-9a-f]{64}"\}$/);
    if (at < 0) {
      pending.push(line);
      return line;
    }
    const body = line.slice(0, at);
    previous = createHash('sha256')
      .update(`${previous}\n${[...pending, body].join('\n')}`)
      .digest('hex');
    pending = [];
    return `${body},"hash":"${previous}"}`;
  });
};

describe('replay', () => {
  test('recomputes every derived event byte for byte from the inputs alone', async () => {
    const lines = await record();
    const outcome = assume(replay(lines, { host: rebuild }), 'identical');
    const roles = lines.map((line) => /"role":"(\w+)"/.exec(line)?.[1]);
    expect(outcome.inputs).toBe(roles.filter((role) => role === 'input').length);
    expect(outcome.derived).toBe(roles.filter((role) => role === 'derived').length);
    expect(outcome.inputs + outcome.derived).toBe(lines.length - 1);
    expect(outcome.derived).toBeGreaterThan(8);
    expect(outcome.runs).toBe(1);
    expect(outcome.dropped).toBeNull();
  });

  test('two recordings of one run are byte-identical', async () => {
    expect(await record()).toEqual(await record());
  });

  test('names the first event that other code computes differently', async () => {
    const lines = await record();
    const { difference } = assume(
      replay(lines, { host: (setup) => sampleHost({ ...setup, scale: 1.0000000001 }) }),
      'differs',
    );
    const line =
      lines.findIndex(
        (text) => text.includes('signal.updated') && !text.includes('"expectedReturn":0,'),
      ) + 1;
    expect(difference).toMatchObject({ line, type: 'signal.updated' });
    expect(difference.event).toBe(JSON.parse(lines[line - 1] ?? '').id);
    expect(difference.recorded).toContain('"expectedReturn":0.01');
    expect(difference.recomputed).toContain('"expectedReturn":0.01');
    expect(difference.recorded).not.toBe(difference.recomputed);
  });

  test('another configuration differs in the header, before anything is fed', async () => {
    const { difference } = assume(
      replay(await record(), { host: (setup) => sampleHost({ ...setup, seed: 2 }) }),
      'differs',
    );
    expect(difference).toMatchObject({
      line: 1,
      event: 'header',
      type: 'seed',
      recorded: '1',
      recomputed: '2',
    });
  });

  test('a changed input breaks the chain; with the chain rewritten, what follows from it differs', async () => {
    const lines = await record();
    const edit = (line: string): string => line.replace('"close":101', '"close":102');
    const edited = lines.map(edit);
    expect(edited).not.toEqual(lines);
    expect(replay(edited, { host: rebuild }).status).toBe('broken-chain');
    const { difference } = assume(replay(rechain(edited), { host: rebuild }), 'differs');
    expect(difference.type).toBe('signal.updated');
    expect(rechain(lines)).toEqual(lines);
  });

  test('a derived event more or less than recorded is a difference', async () => {
    const lines = await record();
    const at = lines.findIndex((line) => line.includes('"type":"agent.changed"'));
    // The first derived event closes its drain: hand its link to the line before it.
    const input = lines[at - 1] as string;
    const link = (lines[at] as string).slice(-75);
    const without = [...lines.slice(0, at - 1), input.slice(0, -1) + link, ...lines.slice(at + 1)];
    const surplus = assume(replay(rechain(without), { host: rebuild }), 'differs').difference;
    expect(surplus).toMatchObject({ type: 'agent.changed', recorded: null });

    const last = lines.at(-1) as string;
    const missing = assume(
      replay(rechain([...lines, last]), { host: rebuild }),
      'differs',
    ).difference;
    expect(missing).toMatchObject({ recomputed: null });

    const cut = lines.slice(0, at - 1).concat(input.slice(0, -1) + link);
    expect(
      assume(replay(rechain(cut), { host: rebuild }), 'differs').difference.recorded,
    ).toBeNull();
  });

  test('drops an unfinished drain and says so', async () => {
    const lines = await record();
    const torn = [...lines, '{"id":"feed-0-9","type":"market.b'];
    const { dropped } = assume(replay(torn, { host: rebuild }), 'identical');
    expect(dropped).toEqual({ line: lines.length + 1, lines: 1 });
  });

  test('replays every run of a journal with a fresh host', async () => {
    const journal = createMemoryJournal();
    const epochs: number[] = [];
    const first = createMemoryJournal();
    await recordSampleRun(first, 2);
    for (const epoch of [0, 1]) {
      // A host closes its journal; keep this one open for the next run.
      await recordSampleRun({ ...journal, close: () => undefined }, 2, epoch);
    }
    const outcome = replay(journal.lines(), {
      host: (setup) => {
        epochs.push(setup.header.epoch);
        return rebuild(setup);
      },
    });
    expect(assume(outcome, 'identical').runs).toBe(2);
    expect(epochs).toEqual([0, 1]);
  });

  test('can be cancelled and reports progress', async () => {
    const lines = await record();
    const progress: number[] = [];
    const signal = { aborted: false };
    const outcome = replay(lines, {
      host: rebuild,
      signal,
      onProgress: (done) => {
        progress.push(done);
        if (done > 3) signal.aborted = true;
      },
    });
    expect(outcome.status).toBe('cancelled');
    expect(progress.length).toBeGreaterThan(1);
  });

  test('an empty journal is a broken chain', () => {
    expect(replay([], { host: rebuild })).toMatchObject({
      status: 'broken-chain',
      fault: { line: 1 },
    });
  });
});
