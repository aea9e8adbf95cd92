import { parseArgs } from 'node:util';
import { checkOneOf, misuse } from '@plimsoll/core';
import { type DataSelection, userPath } from './data/select-market.ts';
import { OUT_FOLDER } from './output-paths.ts';

/** What `--help` prints. */
export const usage = `npm start                                    the sample data installed from npm
npm start -- --prices my.csv --kind adjusted  your own prices: a column date and a column of closes an asset
  --kind adjusted|raw     whether dividends and splits are inside the prices
  --stamp start|end       for monthly rows: is the date the first or the last day of the month it closes
  --market ohlc.csv       daily date,high,low,close for the regime detector
  --out folder            where report.html and journal.jsonl go, out/ otherwise`;

const code = 'pipeline/bad-option';

/** What the command line asks for. */
export interface Command {
  /** The data. */
  readonly selection: DataSelection;
  /** Folder of report and journal. */
  readonly out: string;
}

interface Values {
  readonly prices?: string;
  readonly kind?: string;
  readonly stamp?: string;
  readonly market?: string;
  readonly out?: string;
  readonly help?: boolean;
}

const parse = (args: readonly string[]): Values => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        prices: text,
        kind: text,
        stamp: text,
        market: text,
        out: text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values as Values;
  } catch (cause) {
    return misuse(code, [], args.join(' '), `Use:\n${usage}`, cause);
  }
};

const selectionOf = ({ prices, kind, stamp, market }: Values): DataSelection => {
  if (prices === undefined) {
    for (const [name, value] of Object.entries({ kind, stamp, market })) {
      if (value !== undefined) {
        misuse(code, [`--${name}`], value, 'Give it together with --prices.');
      }
    }
    return { kind: 'vega-datasets' };
  }
  return {
    kind: 'files',
    files: {
      prices: userPath(prices),
      kind: checkOneOf(kind, ['adjusted', 'raw'], code, ['--kind']),
      ...(stamp === undefined
        ? {}
        : { stamp: checkOneOf(stamp, ['start', 'end'], code, ['--stamp']) }),
      ...(market === undefined ? {} : { market: userPath(market) }),
    },
  };
};

/** Reads the command line; `null` when it asks for help. */
export function readCommandLine(args: readonly string[]): Command | null {
  const values = parse(args);
  if (values.help === true) return null;
  return {
    selection: selectionOf(values),
    out: values.out === undefined ? OUT_FOLDER : userPath(values.out),
  };
}
