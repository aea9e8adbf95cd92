import { readFileSync, writeFileSync } from 'node:fs';
import { createFileJournal, readLines } from '@plimsoll/core/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { type SelectedMarket, selectMarket } from '../../src/data/select-market.ts';
import { replayPipeline } from '../../src/system/replay-pipeline.ts';
import type { RunOptions } from '../../src/system/run-options.ts';
import { type FinishedRun, runPipeline } from '../../src/system/run-pipeline.ts';
import { syntheticMarket } from '../support/synthetic-market.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { randomWalkCsv } from './random-walk-csv.ts';
import {
  eventsOf,
  ofType,
  type Recorded,
  type RecordedRun,
  rechained,
  recordedRun,
  shortRun,
} from './recorded-run.ts';

const file = temporaryFiles();
const path = file('journal.jsonl', '');

let selected: SelectedMarket;
let finished: FinishedRun;
let lines: readonly string[];

const runInto = (journal: string, options: RunOptions): Promise<FinishedRun> =>
  runPipeline(selected, options, { journal: createFileJournal(journal) });

beforeAll(async () => {
  const prices = file('prices.csv', randomWalkCsv('2015-01-01', '2017-03-31'));
  selected = selectMarket({ kind: 'files', files: { prices, kind: 'adjusted' } });
  finished = await runInto(path, shortRun);
  lines = [...readLines(path)];
});

/** Levels of a bar that only ever traded at one price. */
const flat = (price: number) => ({ open: price, high: price, low: price, close: price });

const copyOf = (name: string, change: (bytes: Buffer) => Buffer): string => {
  const copy = file(name, '');
  writeFileSync(copy, change(readFileSync(path)));
  return copy;
};

describe('a replay', () => {
  test('recomputes every derived event of a run on a user’s file', () => {
    const events = eventsOf(lines);
    const inputs = events.filter(({ role }) => role === 'input').length;
    expect(finished.record.fills.length).toBeGreaterThan(50);
    expect(replayPipeline(lines)).toEqual({
      status: 'identical',
      runs: 1,
      inputs,
      derived: events.length - inputs,
      head: finished.head,
      dropped: null,
    });
  });

  test('one changed byte breaks the chain at the line of its link', () => {
    const bytes = readFileSync(path);
    for (const share of [0.13, 0.5, 0.87]) {
      const at = Math.floor(bytes.length * share);
      const copy = copyOf('flipped.jsonl', (whole) => {
        whole[at] = (whole[at] as number) ^ 1;
        return whole;
      });
      const changed = bytes.subarray(0, at).toString('utf8').split('\n').length;
      const link = lines.findIndex(
        (line, i) => i >= changed - 1 && /"hash":"[0-9a-f]{64}"}$/.test(line),
      );
      const outcome = replayPipeline(readLines(copy));
      expect(outcome).toMatchObject({ status: 'broken-chain', fault: { line: link + 1 } });
    }
  });

  test('a changed input under a chain made anew differs at the first event that it caused', () => {
    const bars = ofType(eventsOf(lines), 'market.bar');
    const month = ofType(eventsOf(lines), 'market.slice').at(-3)?.at;
    const edited = bars.find(({ at, payload }) => at === month && payload.instrumentId === 'BBB');
    const forged = rechained(lines, {
      event: (event): Recorded =>
        event.id === edited?.id && event.type === 'market.bar'
          ? { ...event, payload: { ...event.payload, ...flat(event.payload.close * 1.01) } }
          : event,
    });
    const outcome = replayPipeline(forged);
    const slice = eventsOf(lines).find(({ type, at }) => type === 'market.slice' && at === month);
    expect(outcome).toMatchObject({
      status: 'differs',
      difference: { line: (slice?.seq ?? 0) + 1, event: slice?.id, type: 'market.slice' },
    });
    if (outcome.status !== 'differs') return;
    expect(outcome.difference.recorded).not.toBe(outcome.difference.recomputed);
  });

  test('a changed derived event under a chain made anew is that very difference', () => {
    const target = ofType(eventsOf(lines), 'portfolio.target-proposed').at(-1);
    const forged = rechained(lines, {
      event: (event): Recorded =>
        event.id === target?.id && event.type === 'portfolio.target-proposed'
          ? {
              ...event,
              payload: {
                ...event.payload,
                target: { ...event.payload.target, values: { AAA: 1 } },
              },
            }
          : event,
    });
    expect(replayPipeline(forged)).toMatchObject({
      status: 'differs',
      difference: { event: target?.id, type: 'portfolio.target-proposed' },
    });
  });

  test('options other than those of the run differ in the header', () => {
    const forged = rechained(lines, {
      header: (header) => {
        const notes = header.notes as { readonly options: Record<string, number> };
        return { ...header, notes: { ...notes, options: { ...notes.options, windowMonths: 13 } } };
      },
    });
    expect(replayPipeline(forged)).toMatchObject({
      status: 'differs',
      difference: { line: 1, event: 'header', type: 'configHash' },
    });
  });

  test('a chain made anew over nothing changed is the same journal', () => {
    expect(rechained(lines, {})).toEqual(lines);
  });

  test('a last line cut off in the middle is reported and dropped, not fatal', () => {
    const copy = copyOf('truncated.jsonl', (whole) => whole.subarray(0, whole.length - 30));
    const cut = [...readLines(copy)];
    const link = cut.findLastIndex((line) => /"hash":"[0-9a-f]{64}"}$/.test(line)) + 1;
    expect(cut).toHaveLength(lines.length);
    expect(replayPipeline(cut)).toMatchObject({
      status: 'identical',
      dropped: { line: link + 1, lines: lines.length - link },
    });
  });
});

describe('the journal', () => {
  test('of a second run is the same, byte for byte', async () => {
    const again = file('again.jsonl', '');
    await runInto(again, shortRun);
    expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
  });

  test('of a run with another seed is not', async () => {
    const other = file('other.jsonl', '');
    await runInto(other, { ...shortRun, seed: 2 });
    expect(readFileSync(other).equals(readFileSync(path))).toBe(false);
  });

  test('depends on the seed through the paths that orders trade on', async () => {
    const market = syntheticMarket({ months: 15 });
    const [one, two] = await Promise.all([
      recordedRun(market, shortRun),
      recordedRun(market, { ...shortRun, seed: 2 }),
    ]);
    expect(two.record.targets[0]?.payload).toEqual(one.record.targets[0]?.payload);
    const paid = ({ events }: RecordedRun) =>
      ofType(events, 'order.completed')[0]?.payload.averagePrice;
    expect(paid(one)).toBeGreaterThan(0);
    expect(paid(two)).not.toBe(paid(one));
  });
});
