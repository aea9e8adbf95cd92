import { checkNumber, type Json, misuse } from '@plimsoll/core';
import type { Constraint, ConstraintForm, ConstraintOptions } from './constraint.ts';
import { nameOf } from './name-of.ts';

/** One limit for all assets, or one by asset; assets not named have none. */
export type BoundBy = number | Readonly<Record<string, number>>;

/** Options of {@link bounds}. */
export interface BoundsOptions extends ConstraintOptions {
  /** Smallest weight. @defaultValue none */
  readonly min?: BoundBy;
  /** Largest weight. @defaultValue none */
  readonly max?: BoundBy;
}

function checkBound(by: BoundBy | undefined, side: string): void {
  if (by === undefined) return;
  if (typeof by === 'number') {
    checkNumber(by, 'optimizer/bad-bound', [side]);
    return;
  }
  for (const [asset, value] of Object.entries(by)) {
    checkNumber(value, 'optimizer/bad-bound', [side, asset]);
  }
}

const boundOf = (by: BoundBy | undefined, symbol: string): number | null =>
  (typeof by === 'number' ? by : by?.[symbol]) ?? null;

function checkCrossing({ min, max }: BoundsOptions): void {
  const named = [min, max].flatMap((by) => (typeof by === 'object' ? Object.keys(by) : []));
  for (const asset of ['', ...named]) {
    const low = boundOf(min, asset);
    const high = boundOf(max, asset);
    if (low !== null && high !== null && low > high) {
      misuse(
        'optimizer/bounds-crossed',
        asset === '' ? ['min'] : ['min', asset],
        low,
        `The smallest weight is above the largest, ${high}.`,
      );
    }
  }
}

/** Names in bounds must be in the market; silence would drop a limit. */
function refuseUnknown(by: BoundBy | undefined, symbols: readonly string[], side: string): void {
  if (typeof by !== 'object') return;
  const known = new Set(symbols);
  for (const asset of Object.keys(by)) {
    if (!known.has(asset)) {
      misuse('optimizer/unknown-asset', [side, asset], asset, `Name one of ${symbols.join(', ')}.`);
    }
  }
}

/** One limit an asset, named `name:ASSET`. @internal */
export function boundForms(
  symbols: readonly string[],
  name: string,
  { min, max }: BoundsOptions,
): readonly ConstraintForm[] {
  refuseUnknown(min, symbols, 'min');
  refuseUnknown(max, symbols, 'max');
  return symbols.flatMap((symbol) => {
    const low = boundOf(min, symbol);
    const high = boundOf(max, symbol);
    if (low === null && high === null) return [];
    return [
      {
        form: 'linear' as const,
        limit: `${name}:${symbol}`,
        coefficients: { [symbol]: 1 },
        min: low,
        max: high,
        unit: 'weight',
      },
    ];
  });
}

/**
 * Smallest and largest weight, for all assets or by name: `bounds({ min: 0.05, max: 0.4 })`,
 * `bounds({ max: { TLT: 0.5 } })`. Limits appear in results as `bounds:TLT`.
 *
 * @throws PlimsollError `optimizer/bad-bound`, `optimizer/bounds-crossed`,
 * `optimizer/unknown-asset` (when solved).
 */
export function bounds(options: BoundsOptions): Constraint {
  const { min, max } = options;
  checkBound(min, 'min');
  checkBound(max, 'max');
  checkCrossing(options);
  const name = nameOf(options, 'bounds');
  const params: Json = { name, min: min ?? null, max: max ?? null };
  return {
    kind: 'bounds',
    version: 1,
    params,
    name,
    forms: ({ symbols }) => boundForms(symbols, name, { ...options }),
  };
}
