import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommandLine, usage } from '../src/command-line.ts';
import { userPath } from '../src/data/select-market.ts';
import { OUT_FOLDER } from '../src/output-paths.ts';
import { refusalOf } from './support/refusal.ts';

describe('the command line', () => {
  test('without options means the sample data and out/', () => {
    expect(readCommandLine([])).toEqual({ selection: { kind: 'vega-datasets' }, out: OUT_FOLDER });
    expect(resolve(OUT_FOLDER)).toBe(resolve(import.meta.dirname, '../../../out'));
  });

  test('names the user’s files from where the user stands', () => {
    const args = ['--prices', 'my.csv', '--kind', 'raw', '--stamp', 'start', '--out', 'mine'];
    expect(readCommandLine([...args, '--market', '/data/spx.csv'])).toEqual({
      selection: {
        kind: 'files',
        files: {
          prices: userPath('my.csv'),
          kind: 'raw',
          stamp: 'start',
          market: '/data/spx.csv',
        },
      },
      out: userPath('mine'),
    });
  });

  test('leaves out what was not said', () => {
    const command = readCommandLine(['--prices', 'my.csv', '--kind=adjusted']);
    expect(command?.selection).toEqual({
      kind: 'files',
      files: { prices: userPath('my.csv'), kind: 'adjusted' },
    });
  });

  test('asks for help with -h or --help', () => {
    expect(readCommandLine(['--help'])).toBeNull();
    expect(readCommandLine(['-h', '--prices', 'my.csv'])).toBeNull();
    for (const option of ['--prices', '--kind', '--stamp', '--market', '--out']) {
      expect(usage).toContain(option);
    }
  });

  test.each([
    [['--price', 'my.csv'], /--price/],
    [['my.csv'], /my\.csv/],
    [['--prices'], /--prices/],
  ])('refuses %j and says how to use it', (args, received) => {
    const { code, message } = refusalOf(() => readCommandLine(args));
    expect(code).toBe('pipeline/bad-option');
    expect(message).toMatch(received);
    expect(message).toContain('npm start -- --prices');
  });

  test.each([
    ['--stamp', 'start'],
    ['--kind', 'raw'],
    ['--market', 'spx.csv'],
  ])('refuses %s without --prices', (option, value) => {
    const { code, path, message } = refusalOf(() => readCommandLine([option, value]));
    expect(code).toBe('pipeline/bad-option');
    expect(path).toEqual([option]);
    expect(message).toContain('Give it together with --prices.');
  });

  test.each([
    ['--kind', ['--prices', 'my.csv']],
    ['--kind', ['--prices', 'my.csv', '--kind', 'adj']],
    ['--stamp', ['--prices', 'my.csv', '--kind', 'raw', '--stamp', 'middle']],
  ])('refuses a bad or missing %s', (option, args) => {
    const { code, path, message } = refusalOf(() => readCommandLine(args));
    expect(code).toBe('pipeline/bad-option');
    expect(path).toEqual([option]);
    expect(message).toMatch(option === '--kind' ? /adjusted.*raw/ : /start.*end/);
  });
});
