import { configHash, type Snapshot, type SnapshotIdentity, snapshotState } from '@plimsoll/core';
import { definitionOf } from '../definition/definition-of.ts';
import type { Feature, LiveFeature } from '../definition/feature.ts';
import { startGraph } from './feature-graph.ts';
import { planFeatures } from './plan.ts';

/** Starts one feature by itself: a graph with a single output. */
export function startFeature<In>(feature: Feature<In>, from?: Snapshot): LiveFeature<In> {
  let known: SnapshotIdentity | undefined;
  // Hashed when first needed: most live features are never written to disk.
  const identity = (): SnapshotIdentity => {
    known ??= {
      kind: feature.kind,
      version: feature.version,
      configHash: configHash(definitionOf(feature)),
    };
    return known;
  };
  const plan = planFeatures([feature]);
  const slot = plan.outputs[0] as number;
  const { warmupBars } = feature;
  const graph = startGraph(plan, from === undefined ? undefined : snapshotState(from, identity()));
  return {
    update(input: In): number | undefined {
      const values = graph.update(input);
      return graph.bars() >= warmupBars ? values[slot] : undefined;
    },
    peek(input: In): number | undefined {
      const values = graph.peek(input);
      return graph.bars() + 1 >= warmupBars ? values[slot] : undefined;
    },
    snapshot: () => ({ ...identity(), state: graph.state() }),
  };
}
