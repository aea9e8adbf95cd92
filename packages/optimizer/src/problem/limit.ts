import { checkNumber, type ErrorPath, misuse } from '@plimsoll/core';
import { type Constraint, type LinearForm, solvedForms } from '../constraints/constraint.ts';
import type { Market } from './market.ts';

/** A linear limit by position: `min <= sum of coefficients[k] weight[assets[k]] <= max`. */
export interface Limit {
  /** Name in results. */
  readonly limit: string;
  /** Unit of the bounds. */
  readonly unit: string;
  /** Positions of the assets with a coefficient other than zero. */
  readonly assets: readonly number[];
  /** Their coefficients. */
  readonly coefficients: readonly number[];
  /** Lower limit, `-Infinity` for none. */
  readonly min: number;
  /** Upper limit, `Infinity` for none. */
  readonly max: number;
}

function readBound(value: unknown, fallback: number, path: ErrorPath): number {
  return value === null ? fallback : checkNumber(value, 'optimizer/bad-bound', path);
}

function readForm(
  form: LinearForm,
  positions: ReadonlyMap<string, number>,
  path: ErrorPath,
): Limit {
  const assets: number[] = [];
  const coefficients: number[] = [];
  for (const [asset, value] of Object.entries(form.coefficients)) {
    const position = positions.get(asset);
    if (position === undefined) {
      misuse(
        'optimizer/unknown-asset',
        [...path, 'coefficients', asset],
        asset,
        `Name one of ${[...positions.keys()].join(', ')}.`,
      );
    }
    checkNumber(value, 'optimizer/bad-coefficient', [...path, 'coefficients', asset]);
    if (value === 0) continue;
    assets.push(position);
    coefficients.push(value);
  }
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  const min = readBound(form.min, NEGATIVE_INFINITY, [...path, 'min']);
  const max = readBound(form.max, POSITIVE_INFINITY, [...path, 'max']);
  return { limit: form.limit, unit: form.unit, assets, coefficients, min, max };
}

/**
 * Every limit of a problem by position, those of the objective last.
 *
 * @throws PlimsollError `optimizer/unsupported-form` naming the form, `optimizer/unknown-asset`,
 * `optimizer/bad-coefficient`, `optimizer/bad-bound`, `optimizer/duplicate-limit`.
 */
export function readLimits(
  constraints: readonly Constraint[],
  own: readonly LinearForm[],
  market: Market,
): readonly Limit[] {
  const positions = new Map(market.symbols.map((symbol, i) => [symbol, i]));
  const seen = new Set<string>();
  const limits: Limit[] = [];
  const take = (form: LinearForm, path: ErrorPath): void => {
    if (seen.has(form.limit)) {
      misuse(
        'optimizer/duplicate-limit',
        path,
        form.limit,
        'Give the constraint a name of its own: { name: ... }.',
      );
    }
    seen.add(form.limit);
    limits.push(readForm(form, positions, path));
  };
  constraints.forEach((constraint, index) => {
    for (const form of constraint.forms(market)) {
      if (form.form !== 'linear') {
        misuse(
          'optimizer/unsupported-form',
          ['constraints', index, 'form'],
          form.form,
          `${form.limit} has the form ${form.form}; this version solves ${solvedForms.join(', ')}.`,
        );
      }
      take(form, ['constraints', index]);
    }
  });
  own.forEach((form, index) => {
    take(form, ['objective', 'limits', index]);
  });
  return limits;
}

/** Value of a limit's left-hand side. */
export function limitValue({ assets, coefficients }: Limit, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < assets.length; k += 1) {
    sum += (coefficients[k] as number) * (weights[assets[k] as number] as number);
  }
  return sum;
}
