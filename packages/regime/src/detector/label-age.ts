/** Label in force and for how long; what snapshots of detectors hold. @internal */
export interface LabelAge<Label extends string> {
  /** Label in force, `null` before the first one. */
  readonly label: Label | null;
  /** Bars since it came into force. */
  readonly ageBars: number;
}

/** No label yet. @internal */
export const noLabel: LabelAge<never> = { label: null, ageBars: 0 };

/** Age after one more bar with `label`. @internal */
export function nextAge<Label extends string>(
  before: LabelAge<Label>,
  label: Label,
): LabelAge<Label> & { readonly label: Label } {
  return { label, ageBars: before.label === label ? before.ageBars + 1 : 0 };
}
