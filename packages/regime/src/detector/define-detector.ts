import { canonicalJson, checkInteger, checkName, type Json, misuse } from '@plimsoll/core';
import { identityOf, plainJson, restoredState } from './identity-of.ts';
import { type LabelAge, nextAge, noLabel } from './label-age.ts';
import type { RegimeDetector } from './regime-detector.ts';

/** What one bar makes of a detector. */
export interface DetectorStep<Label extends string, State extends Json> {
  /** State after the bar. */
  readonly state: State;
  /** The label of a rule, or the probability of every label, or `null` while warming up. */
  readonly regime: Label | Readonly<Record<Label, number>> | null;
  /** Probabilities for the next bar. @defaultValue those of this bar */
  readonly predicted?: Readonly<Record<Label, number>>;
  /** Numbers to show along. @defaultValue none */
  readonly diagnostics?: Readonly<Record<string, number>>;
}

/** Everything {@link defineDetector} needs. */
export interface DetectorRecipe<Input, Label extends string, State extends Json> {
  /** Kebab-case name of the idea. */
  readonly kind: string;
  /** Raised when the meaning of `params` or of the state changes. @defaultValue 1 */
  readonly version?: number;
  /** Every parameter that influences readings. @defaultValue {} */
  readonly params?: Json;
  /** Every label, each once. */
  readonly labels: readonly Label[];
  /** Number of the first bar with a reading, counted from 1. @defaultValue 1 */
  readonly warmupBars?: number;
  /** State before the first bar. */
  readonly initial: State;
  /**
   * Advances by one bar: a pure function, so that snapshots, causality and refusals that change
   * nothing follow by themselves. Throw a `PlimsollError` for an input that is not usable.
   */
  step(state: State, input: Input): DetectorStep<Label, State>;
}

interface DefinedState<Label extends string, State> {
  readonly state: State;
  readonly bars: number;
  readonly age: LabelAge<Label>;
}

const sumTolerance = 1e-9;

/**
 * A detector from one pure function over a JSON state. Age, confidence, snapshots and their identity
 * come with it; the contract suite holds it to the rest.
 *
 * @throws PlimsollError `regime/bad-detector` for the recipe, and from `update` when `step` answers a
 * label that is not one of `labels` or probabilities that are no law over them.
 *
 * @example
 * ```ts
 * const bigMove = defineDetector({
 *   kind: 'big-move',
 *   labels: ['calm', 'turbulent'],
 *   initial: null,
 *   step: (state, move: number) => ({ state, regime: Math.abs(move) > 0.02 ? 'turbulent' : 'calm' }),
 * });
 * ```
 */
export function defineDetector<Input, const Label extends string, State extends Json>(
  recipe: DetectorRecipe<Input, Label, State>,
): RegimeDetector<Input, Label> {
  const code = 'regime/bad-detector';
  const { labels, step } = recipe;
  const warmupBars = checkInteger(recipe.warmupBars ?? 1, code, ['warmupBars'], { min: 1 });
  if (labels.length === 0 || new Set(labels).size !== labels.length) {
    misuse(code, ['labels'], labels, 'Name every label once.');
  }
  canonicalJson(recipe.initial);
  const detector: RegimeDetector<Input, Label> = {
    kind: checkName(recipe.kind, code, ['kind']),
    version: checkInteger(recipe.version ?? 1, code, ['version'], { min: 1 }),
    params: plainJson(recipe.params ?? {}),
    labels: [...labels],
    warmupBars,
    start(from) {
      const identity = identityOf(detector);
      let held: DefinedState<Label, State> = restoredState<DefinedState<Label, State>>(
        from,
        identity,
      ) ?? { state: recipe.initial, bars: 0, age: noLabel };
      return {
        update(input) {
          const next = step(held.state, input);
          const bars = held.bars + 1;
          if (next.regime === null) {
            held = { state: next.state, bars, age: held.age };
            return { status: 'warming', remainingBars: Math.max(warmupBars - bars, 1) };
          }
          const probabilities = lawOf(labels, next.regime, 'regime');
          const predicted =
            next.predicted === undefined
              ? probabilities
              : lawOf(labels, next.predicted, 'predicted');
          const label =
            typeof next.regime === 'string' ? next.regime : likeliest(labels, probabilities);
          const age = nextAge(held.age, label);
          held = { state: next.state, bars, age };
          return {
            status: 'ready',
            label,
            probabilities,
            predicted,
            confidence: probabilities[label],
            ageBars: age.ageBars,
            diagnostics: next.diagnostics ?? {},
          };
        },
        snapshot: () => ({ ...identity, state: plainJson(held) }),
      };
    },
  };
  return detector;
}

function lawOf<Label extends string>(
  labels: readonly Label[],
  regime: Label | Readonly<Record<Label, number>>,
  field: string,
): Record<Label, number> {
  const law = {} as Record<Label, number>;
  let total = 0;
  for (const label of labels) {
    const value = typeof regime === 'string' ? (label === regime ? 1 : 0) : regime[label];
    law[label] = value;
    total += value >= 0 ? value : Number.NaN;
  }
  if (Math.abs(total - 1) <= sumTolerance) return law;
  return misuse(
    'regime/bad-detector',
    ['step', field],
    regime,
    `Answer one of ${labels.join(', ')}, or a probability for each that sums to 1.`,
  );
}

function likeliest<Label extends string>(
  labels: readonly Label[],
  law: Readonly<Record<Label, number>>,
): Label {
  return labels.reduce((best, label) => (law[label] > law[best] ? label : best));
}
