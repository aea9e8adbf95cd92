import type { MarketSlice, Table } from '@plimsoll/core';

/** Closes of the latest slices of one universe. */
export interface PriceWindow {
  /** Takes in a slice; one no later than the last is a revision of it and replaces it. */
  add(slice: MarketSlice): void;
  /** Slices held. */
  count(): number;
  /**
   * Prices of the last `rows` slices, of the instruments that have a final bar in every one of them: a
   * late arrival enters with a full history, never back-filled.
   */
  table(rows: number): Table;
}

interface Row {
  readonly closeAt: number;
  readonly closes: ReadonlyMap<string, number>;
}

/** Makes a window that holds `capacity` slices. */
export function createPriceWindow(capacity: () => number): PriceWindow {
  const rows: Row[] = [];
  return {
    add({ closeAt, bars }) {
      const closes = new Map(
        bars
          .filter(({ final, close }) => final && close > 0)
          .map(({ instrumentId, close }) => [instrumentId, close]),
      );
      while (rows.length > 0 && (rows.at(-1) as Row).closeAt >= closeAt) rows.pop();
      rows.push({ closeAt, closes });
      while (rows.length > capacity()) rows.shift();
    },
    count: () => rows.length,
    table(count) {
      const used = rows.slice(-count);
      const symbols = [...(used.at(-1)?.closes.keys() ?? [])].filter((id) =>
        used.every(({ closes }) => closes.has(id)),
      );
      return {
        symbols,
        closeAt: used.map(({ closeAt }) => closeAt),
        values: used.map(({ closes }) => symbols.map((id) => closes.get(id) as number)),
        content: 'prices',
      };
    },
  };
}
