import { misuse } from '@plimsoll/core';

/** One comparison of a named measure; both bounds given must hold. */
export interface LabelCondition {
  /** Name of the measure. */
  readonly measure: string;
  /** The measure must be above this. */
  readonly above?: number;
  /** The measure must be at most this. */
  readonly atMost?: number;
}

/** A label and the conditions that all must hold for it. */
export interface LabelRule<Label extends string = string> {
  /** The label. */
  readonly label: Label;
  /** Conditions, all of which must hold. */
  readonly when: readonly LabelCondition[];
}

/**
 * Labels as data: the first rule whose conditions hold names the bar. Plain JSON, so a desk can keep
 * its own map in a file.
 */
export interface LabelMap<Label extends string = string> {
  /** Name of the map. */
  readonly name: string;
  /** Unit of every measure the rules mention, for people. */
  readonly units: Readonly<Record<string, string>>;
  /** Every label, each once. */
  readonly labels: readonly Label[];
  /** Rules in order of precedence. */
  readonly rules: readonly LabelRule<Label>[];
  /** Label when no rule holds. */
  readonly otherwise: Label;
}

/** Measures of one bar by name. */
export type Measures = Readonly<Record<string, number>>;

/**
 * Checks a map once.
 *
 * @throws PlimsollError `regime/bad-label-map`.
 * @internal
 */
export function checkLabelMap<Label extends string>(map: LabelMap<Label>): void {
  const code = 'regime/bad-label-map';
  const known = new Set<string>(map.labels);
  if (known.size !== map.labels.length || known.size === 0) {
    misuse(code, ['labels'], map.labels, 'Name every label once.');
  }
  const checkKnown = (label: string, path: readonly (string | number)[]): void => {
    if (!known.has(label)) misuse(code, path, label, `Give one of ${map.labels.join(', ')}.`);
  };
  checkKnown(map.otherwise, ['otherwise']);
  map.rules.forEach((rule, i) => {
    checkKnown(rule.label, ['rules', i, 'label']);
    rule.when.forEach(({ measure, above, atMost }, j) => {
      const path = ['rules', i, 'when', j];
      if (!Object.hasOwn(map.units, measure)) {
        misuse(code, [...path, 'measure'], measure, 'State the unit of this measure in units.');
      }
      const bounds = [above, atMost].filter((bound) => bound !== undefined);
      if (bounds.length === 0 || !bounds.every(Number.isFinite)) {
        misuse(code, path, bounds, 'Give above, atMost or both, as finite numbers.');
      }
    });
  });
}

/**
 * The label of one bar.
 *
 * @throws PlimsollError `regime/missing-measure` when a measure of the map is absent or not finite.
 */
export function labelOf<Label extends string>(map: LabelMap<Label>, measures: Measures): Label {
  for (const measure of Object.keys(map.units)) {
    const value: unknown = measures[measure];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      misuse(
        'regime/missing-measure',
        [measure],
        value,
        `Give ${measure} as a finite number, ${map.units[measure]}.`,
      );
    }
  }
  const holds = ({ measure, above, atMost }: LabelCondition): boolean => {
    const value = measures[measure] as number;
    return (above === undefined || value > above) && (atMost === undefined || value <= atMost);
  };
  return map.rules.find((rule) => rule.when.every(holds))?.label ?? map.otherwise;
}
