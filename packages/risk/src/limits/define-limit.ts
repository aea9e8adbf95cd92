import { checkNumber, type Json, type Scope } from '@plimsoll/core';
import type { LimitOptions, RiskLimit } from './risk-limit.ts';

/** Fraction of a bound from which built-in limits warn, unless told otherwise. */
export const limitDefaults: { readonly warnAt: number; readonly onExcess: 'scale' } = {
  warnAt: 0.8,
  onExcess: 'scale',
};

/** What a built-in limit adds to the shared options. */
export interface LimitBody {
  /** Kind and default name. */
  readonly kind: string;
  /** Own parameters. */
  readonly params: { readonly [name: string]: Json };
  /** Unit of usage and bound. */
  readonly unit: string;
  /** Inputs needed. */
  readonly inputs: readonly string[];
  /** Whether child messages are judged as well. @defaultValue false */
  readonly judgesChildren?: boolean;
  /** The measurement. */
  readonly evaluate: RiskLimit['evaluate'];
}

/** Joins a limit's own part with the options all limits share; everything ends up in `params`. */
export function defineLimit(body: LimitBody, options: LimitOptions): RiskLimit {
  const warnAt = options.warnAt === undefined ? limitDefaults.warnAt : options.warnAt;
  if (warnAt !== null) {
    checkNumber(warnAt, 'risk/invalid-limit', ['warnAt'], { min: 0, above: true, max: 1 });
  }
  const name = options.name ?? body.kind;
  const scope: Scope = options.scope ?? {};
  const hard = options.hard ?? true;
  const onExcess = options.onExcess ?? limitDefaults.onExcess;
  return {
    kind: body.kind,
    version: 1,
    params: { ...body.params, name, scope: scope as Json, hard, onExcess, warnAt },
    name,
    scope,
    hard,
    onExcess,
    warnAt,
    judgesChildren: body.judgesChildren ?? false,
    unit: body.unit,
    inputs: body.inputs,
    evaluate: body.evaluate,
  };
}
