import { checkName, checkNumber, misuse } from '@plimsoll/core';
import type { Market } from '../problem/market.ts';
import type { Constraint, ConstraintForm, ConstraintOptions } from './constraint.ts';
import { nameOf } from './name-of.ts';

/** Options of {@link group}. */
export interface GroupOptions extends ConstraintOptions {
  /** Smallest total weight by group. @defaultValue none */
  readonly min?: Readonly<Record<string, number>>;
  /** Largest total weight by group. @defaultValue none */
  readonly max?: Readonly<Record<string, number>>;
}

/** The group of every asset in one dimension; every asset must have one. */
function membership({ groups, symbols }: Market, dimension: string): Record<string, string> {
  const by = groups[dimension];
  if (by === undefined) {
    return misuse(
      'optimizer/unknown-dimension',
      ['groups', dimension],
      Object.keys(groups),
      `Give the problem groups: { ${dimension}: { ${symbols[0] ?? 'ASSET'}: '...' } }.`,
    );
  }
  for (const symbol of symbols) {
    if (typeof by[symbol] !== 'string') {
      misuse(
        'optimizer/missing-group',
        ['groups', dimension, symbol],
        by[symbol],
        `Give ${symbol} a ${dimension}.`,
      );
    }
  }
  return { ...by };
}

function formsOf(
  market: Market,
  dimension: string,
  name: string,
  limits: Readonly<Record<string, number>>,
  side: 'min' | 'max',
): readonly ConstraintForm[] {
  const by = membership(market, dimension);
  const known = new Set(Object.values(by));
  return Object.entries(limits).map(([member, bound]) => {
    if (!known.has(member)) {
      misuse(
        'optimizer/unknown-group',
        [side, member],
        member,
        `No asset has ${dimension} ${member}; name one of ${[...known].join(', ')}.`,
      );
    }
    const assets = market.symbols.filter((symbol) => by[symbol] === member);
    return {
      form: 'linear' as const,
      limit: `${name}:${side}:${member}`,
      coefficients: Object.fromEntries(assets.map((asset) => [asset, 1])),
      min: side === 'min' ? bound : null,
      max: side === 'max' ? bound : null,
      unit: 'weight',
    };
  });
}

/**
 * Total weight of groups along one dimension of the problem's `groups`:
 * `group('sector', { max: { tech: 0.4 }, min: { bonds: 0.1 }, name: 'IPS 4.2' })`. Limits appear in
 * results as `IPS 4.2:max:tech`.
 *
 * @param dimension - Key of the problem's `groups`, and the default name.
 * @throws PlimsollError `optimizer/bad-bound`; when solved `optimizer/unknown-dimension`,
 * `optimizer/missing-group`, `optimizer/unknown-group`.
 */
export function group(dimension: string, options: GroupOptions): Constraint {
  checkName(dimension, 'optimizer/bad-name', ['dimension']);
  const { min = {}, max = {} } = options;
  for (const [side, limits] of [
    ['min', min],
    ['max', max],
  ] as const) {
    for (const [member, bound] of Object.entries(limits)) {
      checkNumber(bound, 'optimizer/bad-bound', [side, member]);
    }
  }
  const name = nameOf(options, dimension);
  return {
    kind: 'group',
    version: 1,
    params: { dimension, name, min, max },
    name,
    forms: (market) => [
      ...formsOf(market, dimension, name, min, 'min'),
      ...formsOf(market, dimension, name, max, 'max'),
    ],
  };
}
