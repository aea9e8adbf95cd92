import type { Json } from '@plimsoll/core';
import { startFeature } from '../graph/start-feature.ts';
import type { Feature, LiveFeature } from './feature.ts';

/** A feature without state: one validated number of the current input. */
export function defineSource<In>(
  kind: string,
  params: Readonly<Record<string, Json>>,
  read: (input: In) => number,
): Feature<In> {
  const feature: Feature<In> = {
    kind,
    version: 1,
    params,
    warmupBars: 1,
    node: { kind: 'source', read },
    start: (from): LiveFeature<In> => startFeature(feature, from),
  };
  return feature;
}
