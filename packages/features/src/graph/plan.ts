import { canonicalJson } from '@plimsoll/core';
import { definitionOf } from '../definition/definition-of.ts';
import type { Feature } from '../definition/feature.ts';
import type { SourceNode, StepNode } from '../definition/feature-node.ts';

/** A step node placed in a plan. */
export interface PlannedStep<In> {
  /** Kind of its feature, for messages. */
  readonly kind: string;
  /** The node itself. */
  readonly node: StepNode<In>;
  /** Slot of its value. */
  readonly slot: number;
  /** Slots of its inputs' values. */
  readonly inputSlots: readonly number[];
  /** Number of the first bar, counted from 1, on which all its inputs are ready. */
  readonly firstBar: number;
}

/** Features compiled to an order of computation, each distinct definition once. */
export interface Plan<In> {
  /** Number of value slots. */
  readonly slots: number;
  /** Slot of each requested feature, in the order given. */
  readonly outputs: readonly number[];
  /** Nodes that read the input. */
  readonly sources: readonly { readonly node: SourceNode<In>; readonly slot: number }[];
  /** Features written from scratch, run as they stand. */
  readonly opaque: readonly { readonly feature: Feature<In>; readonly slot: number }[];
  /** Computed nodes, inputs before users. */
  readonly steps: readonly PlannedStep<In>[];
  /** Whether some step may throw, so that updates must run on a copy. */
  readonly fallible: boolean;
}

/** Orders `features` and everything they are computed from; equal definitions share one node. */
export function planFeatures<In>(features: readonly Feature<In>[]): Plan<In> {
  const slotOf = new Map<string, number>();
  const sources: { node: SourceNode<In>; slot: number }[] = [];
  const opaque: { feature: Feature<In>; slot: number }[] = [];
  const steps: PlannedStep<In>[] = [];

  const place = (feature: Feature<In>): number => {
    const key = canonicalJson(definitionOf(feature));
    const known = slotOf.get(key);
    if (known !== undefined) return known;
    const { node } = feature;
    const inputs = node?.kind === 'step' ? node.inputs : [];
    const inputSlots = inputs.map(place);
    const slot = slotOf.size;
    slotOf.set(key, slot);
    if (node === undefined) opaque.push({ feature, slot });
    else if (node.kind === 'source') sources.push({ node, slot });
    else {
      const firstBar = inputs.reduce((most, input) => Math.max(most, input.warmupBars), 1);
      steps.push({ kind: feature.kind, node, slot, inputSlots, firstBar });
    }
    return slot;
  };

  const outputs = features.map(place);
  const fallible = steps.some(({ node }) => !node.infallible);
  return { slots: slotOf.size, outputs, sources, opaque, steps, fallible };
}
