import { resolve } from 'node:path';
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

/** Paths on the command line are relative to where the user stood, not to where npm runs. */
export function userPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

/** Reads the selected data. */
export function selectMarket(selection: DataSelection): SelectedMarket {
  return {
    market: selection.kind === 'files' ? userMarket(selection.files) : vegaMarket(),
    selection,
  };
}
