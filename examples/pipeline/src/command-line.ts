import { parseArgs } from 'node:util';
import { checkOneOf, misuse } from '@plimsoll/core';
import { type DataSelection, userPath } from './data/select-market.ts';

const usage = `npm start                                    the sample data installed from npm
npm start -- --prices my.csv --kind adjusted  your own prices: a column date and a column of closes an asset
  --kind adjusted|raw     whether dividends and splits are inside the prices
  --stamp start|end       for monthly rows: is the date the first or the last day of the month it closes
  --market ohlc.csv       daily date,high,low,close for the regime detector`;

/** Reads the command line; `null` when it asked for help, which was printed. */
export function readCommandLine(args: readonly string[]): DataSelection | null {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        prices: { type: 'string' },
        stamp: { type: 'string' },
        kind: { type: 'string' },
        market: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (cause) {
    return misuse('pipeline/bad-option', [], args.join(' '), `Use:\n${usage}`, cause);
  }
  const { prices, stamp, kind, market, help } = values;
  if (help === true) {
    console.log(usage);
    return null;
  }
  if (typeof prices !== 'string') {
    const lone = ['stamp', 'kind', 'market'].find((name) => values[name] !== undefined);
    if (lone !== undefined) {
      misuse('pipeline/bad-option', [`--${lone}`], values[lone], 'Give it together with --prices.');
    }
    return { kind: 'vega-datasets' };
  }
  const code = 'pipeline/bad-option';
  return {
    kind: 'files',
    files: {
      prices: userPath(prices),
      kind: checkOneOf(kind, ['adjusted', 'raw'], code, ['--kind']),
      ...(stamp === undefined
        ? {}
        : { stamp: checkOneOf(stamp, ['start', 'end'], code, ['--stamp']) }),
      ...(typeof market === 'string' ? { market: userPath(market) } : {}),
    },
  };
}
