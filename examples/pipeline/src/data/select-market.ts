import { relative, resolve } from 'node:path';
import type { MarketData } from './market-data.ts';
import { type UserMarketOptions, userMarket } from './user-market.ts';
import { vegaMarket } from './vega-market.ts';

/** Where the data comes from, as plain JSON for the journal's header. */
export type DataSelection =
  | {
      /** The sample data installed from npm. */
      readonly kind: 'vega-datasets';
    }
  | {
      /** The user's own files. */
      readonly kind: 'files';
      /** Which, and what they hold. */
      readonly files: UserMarketOptions;
    };

/** Data together with how it was selected. */
export interface SelectedMarket {
  /** The data. */
  readonly market: MarketData;
  /** How it was selected. */
  readonly selection: DataSelection;
}

/** Where the user stood, which is not where npm runs. */
const stand = (): string => process.env['INIT_CWD'] ?? process.cwd();

/** Paths on the command line are relative to where the user stood. */
export function userPath(path: string): string {
  return resolve(stand(), path);
}

/** A path as the user would write it: relative when it lies below where they stood. */
export function shownPath(path: string): string {
  const short = relative(stand(), path);
  return short.startsWith('..') ? path : short;
}

/** Reads the selected data. */
export function selectMarket(selection: DataSelection): SelectedMarket {
  return {
    market: selection.kind === 'files' ? userMarket(selection.files) : vegaMarket(),
    selection,
  };
}
