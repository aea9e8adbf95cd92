import type { RunRecord } from '../system/run-record.ts';
import type { Point, Ribbon, Series } from './report-data.ts';

/** Regime readings joined into stretches of one label. */
export function ribbonsOf(record: RunRecord): readonly Ribbon[] {
  const ribbons: { from: number; to: number; label: string }[] = [];
  for (const { payload } of record.regimes) {
    const last = ribbons.at(-1);
    if (last !== undefined) last.to = payload.knownAt;
    if (last?.label !== payload.label) {
      ribbons.push({ from: payload.knownAt, to: payload.knownAt, label: payload.label });
    }
  }
  return ribbons;
}

/** Target weights by asset through the decisions; an absent asset counts as 0. */
export function weightsOf(record: RunRecord, assets: readonly string[]): readonly Series[] {
  return assets.map((asset) => ({
    name: asset,
    points: record.targets.map(({ at, payload }) => ({ at, value: payload.values[asset] ?? 0 })),
  }));
}

/** Month-end NAV from the first decision on. */
export function navOf(record: RunRecord): readonly Point[] {
  const from = record.targets[0]?.at ?? Number.POSITIVE_INFINITY;
  return record.valuations
    .filter(({ at }) => at >= from)
    .map(({ at, payload }) => ({ at, value: payload.nav }));
}

/** Flow-adjusted drawdown from the first decision on. */
export function drawdownOf(record: RunRecord): readonly Point[] {
  const from = record.targets[0]?.at ?? Number.POSITIVE_INFINITY;
  return record.valuations
    .filter(({ at }) => at >= from)
    .map(({ at, payload }) => ({ at, value: payload.drawdown }));
}

/** Monthly simple returns of the account, as traded and marked. */
export function tradedReturns(record: RunRecord): readonly number[] {
  const nav = navOf(record);
  return nav.slice(1).map(({ value }, index) => value / (nav[index] as Point).value - 1);
}

/** Absolute value traded over NAV, by decision; both sides counted. */
export function tradedTurnover(record: RunRecord): readonly number[] {
  const navAt = new Map(record.valuations.map(({ at, payload }) => [at, payload.nav]));
  const decisionOf = new Map(record.requested.map(({ at, payload }) => [payload.orderId, at]));
  const traded = new Map<number, number>(record.targets.map(({ at }) => [at, 0]));
  for (const { payload } of record.fills) {
    const at = decisionOf.get(payload.orderId);
    if (at === undefined) continue;
    traded.set(at, (traded.get(at) ?? 0) + payload.lots * payload.price);
  }
  return [...traded].map(([at, value]) => value / (navAt.get(at) ?? Number.POSITIVE_INFINITY));
}
