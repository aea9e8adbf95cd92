import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { usage } from '../src/command-line.ts';
import { mainJob } from '../src/main-job.ts';
import { replayJob } from '../src/replay-job.ts';
import type { Terminal } from '../src/terminal.ts';
import { temporaryFiles } from './support/temporary-files.ts';
import { marketOf, monthlyOf, randomWalkCsv } from './system/random-walk-csv.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = temporaryFiles();

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program as npm starts it. */
const program = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=@plimsoll/source',
        '--import',
        'tsx',
        'examples/pipeline/src/main.ts',
        ...args,
      ],
      { cwd: root, env: { ...process.env, NO_COLOR: '1' } },
    );
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });

/** A job of it in this process, which saves the start. */
const job = async (
  run: (args: readonly string[], terminal: Terminal) => Promise<number>,
  ...args: readonly string[]
): Promise<Ended> => {
  let [out, err] = ['', ''];
  const code = await run(args, {
    log: (line) => {
      out += `${line}\n`;
    },
    error: (line) => {
      err += `${line}\n`;
    },
    startProgress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, out, err };
};

const daily = randomWalkCsv('2015-01-01', '2019-12-31');
const paths = {
  daily: file('daily.csv', daily),
  market: file('market.csv', marketOf(daily)),
  // Just enough for one decision and the month that holds it.
  starts: file('starts.csv', monthlyOf(randomWalkCsv('2015-01-01', '2018-02-28'), 'start')),
};
const folder = dirname(paths.daily);
const outOf = (name: string): string => join(folder, name);

/** What a reader of the report sees: no style, no markup. */
const visible = (name: string): string =>
  readFileSync(join(outOf(name), 'report.html'), 'utf8')
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ');

let onDaily: Ended;
let onMonths: Ended;
let refused: Ended;

beforeAll(async () => {
  const own = ['--prices', paths.daily, '--kind', 'adjusted', '--out', outOf('daily')];
  const months = ['--prices', paths.starts, '--kind', 'raw'];
  [onDaily, refused, onMonths] = await Promise.all([
    program(...own),
    job(mainJob, ...months, '--out', outOf('refused')),
    job(mainJob, ...months, '--stamp', 'start', '--out', outOf('months')),
  ]);
}, 120_000);

describe('npm start on daily prices of one’s own', () => {
  test('runs to the end and says what the detector watches', () => {
    expect(onDaily).toMatchObject({ code: 0 });
    expect(onDaily.out).toContain('1304 daily rows, 60 whole months');
    expect(onDaily.out).toContain('the regime detector watches equal-weight log return');
    expect(onDaily.out).toMatch(/decisions: 23\n/);
    expect(onDaily.out).toMatch(/regime fits, past labels they would change: [1-9]/);
    expect(onDaily.out).toContain('returns here prove nothing about the method');
  });

  test('the report says that the detector runs on log returns alone, and shows no NaN', () => {
    const text = visible('daily');
    expect(text).toMatch(/equal-weight log return of the assets; log return alone; 2 states/);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(readFileSync(join(outOf('daily'), 'report.html'), 'utf8')).toContain('<svg');
  });

  test('announces each stage by a plain line where there is no terminal', () => {
    for (const name of ['main run', 'prefix test', 'sensitivity grid', 'report']) {
      expect(onDaily.err).toContain(`${name} …\n`);
    }
  });

  test('writes where it was told and says how to replay it', () => {
    const journal = join(outOf('daily'), 'journal.jsonl');
    expect(existsSync(journal)).toBe(true);
    expect(onDaily.out).toContain(`npm run replay -- ${journal}`);
  });
});

describe('npm start on month-start stamps', () => {
  test('runs without a regime when told what the stamps mean, and says so', () => {
    expect(onMonths).toMatchObject({ code: 0, err: '' });
    expect(onMonths.out).toContain('monthly rows only and no --market: the run has no regime');
    expect(onMonths.out).toMatch(/regime: none/);
    expect(onMonths.out).toMatch(/decisions: 1\n/);
    expect(visible('months')).toMatch(/regime detector\s+none: the data has no daily rows/);
  });

  test('one decision is enough for a report, which says what so few months cannot show', () => {
    const text = visible('months');
    expect(text).toMatch(/lagged by one month[^\n]*\s+too few months/);
    expect(text).toMatch(/minimum variance − equal weight\s+too few months/);
    expect(text).toMatch(/costs × 3\s+too few months/);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  test('is refused without --stamp, with file, line and column, before anything is written', () => {
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain(`${paths.starts}.line 2.column date`);
    expect(refused.err).toContain('--stamp start');
    expect(existsSync(outOf('refused'))).toBe(false);
  });
});

test('npm start -- --help prints the options and runs nothing', async () => {
  expect(await job(mainJob, '--help')).toEqual({ code: 0, out: `${usage}\n`, err: '' });
});

test('a history too short for one decision is refused before anything runs', async () => {
  const short = file('short.csv', monthlyOf(randomWalkCsv('2015-01-01', '2018-01-31'), 'end'));
  const args = ['--prices', short, '--kind', 'adjusted', '--out', outOf('short')];
  const { code, err } = await job(mainJob, ...args);
  expect(code).toBe(1);
  expect(err).toMatch(/pipeline\/too-few-months.*at least 38 months/);
  expect(existsSync(outOf('short'))).toBe(false);
});

describe('npm run replay -- journal', () => {
  const journal = join(outOf('months'), 'journal.jsonl');

  test('finds a run on the user’s prices identical', async () => {
    const { code, out, err } = await job(replayJob, journal);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^identical: \d+ derived events recomputed from \d+ inputs/);
  });

  test('fails on one changed byte and names the line', async () => {
    const bytes = readFileSync(journal);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    const copy = file('tampered.jsonl', '');
    writeFileSync(copy, bytes);
    const { code, err } = await job(replayJob, copy);
    expect(code).toBe(1);
    expect(err).toMatch(/broken chain at line \d+: the link does not match/);
  });

  test('fails on a journal cut short, having verified the rest', async () => {
    const copy = file('cut.jsonl', '');
    writeFileSync(copy, readFileSync(journal).subarray(0, -20));
    const { code, out, err } = await job(replayJob, copy);
    expect(code).toBe(1);
    expect(out).toMatch(/^identical/);
    expect(err).toMatch(/dropped: \d+ lines without a link, from line \d+ on/);
  });

  test('fails when the prices it was run on have changed their names or are gone', async () => {
    const was = readFileSync(paths.starts, 'utf8');
    writeFileSync(paths.starts, was.replace('EEE', 'FFF'));
    const renamed = await job(replayJob, journal);
    rmSync(paths.starts);
    const gone = await job(replayJob, journal);
    writeFileSync(paths.starts, was);
    expect(renamed.code).toBe(1);
    expect(renamed.err).toMatch(/differs first at line \d+: /);
    expect(gone.code).toBe(1);
    expect(gone.err).toContain(`pipeline/no-such-file at ${paths.starts}`);
  });

  test('says so when there is no journal', async () => {
    const { code, err } = await job(replayJob, outOf('nowhere.jsonl'));
    expect(code).toBe(1);
    expect(err).toMatch(/^No journal at .*nowhere\.jsonl\. Run npm start first\./);
  });
});
