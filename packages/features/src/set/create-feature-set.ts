import {
  checkInteger,
  checkNumber,
  configHash,
  type Json,
  misuse,
  type Snapshot,
  snapshotState,
} from '@plimsoll/core';
import { definitionOf } from '../definition/definition-of.ts';
import type { Feature } from '../definition/feature.ts';
import { type FeatureGraph, startGraph } from '../graph/feature-graph.ts';
import { planFeatures } from '../graph/plan.ts';
import { type FeatureHistory, type HistoryColumn, startHistory } from './feature-history.ts';
import type { FeatureReading } from './feature-reading.ts';
import type { FeatureSet, FeatureSetInput, NamedFeatures } from './feature-set.ts';
import { readerOf } from './reading-of.ts';
import { readSubjects, type SubjectState } from './subject-state.ts';

/** Options of {@link createFeatureSet}. */
export interface FeatureSetOptions {
  /** Bars of history kept a subject, for `columns`. @defaultValue featureSetDefaults.historyBars */
  readonly historyBars?: number;
  /** A snapshot of a set with the same features and options to continue from. */
  readonly from?: Snapshot;
}

/** Defaults of {@link FeatureSetOptions}. */
export const featureSetDefaults: Required<Omit<FeatureSetOptions, 'from'>> = { historyBars: 0 };

interface Subject<In, Name extends string> {
  readonly graph: FeatureGraph<In>;
  readonly history: FeatureHistory<Name>;
  lastCloseAt: number;
}

/**
 * Makes a feature set: the features of any number of subjects over one stream of bars each.
 * A definition that occurs twice, by itself or inside others, is computed once a bar and subject.
 *
 * @throws PlimsollError `features/invalid-history`, `features/no-features`,
 * `features/not-a-feature`, `core/snapshot-mismatch`, `features/invalid-snapshot`.
 *
 * @example
 * ```ts
 * const set = createFeatureSet({ sma20: sma(20), rsi14: rsi(14) }, { historyBars: 252 });
 * const reading = set.update('AAPL', bar);
 * if (reading.status === 'ready') console.log(reading.values.sma20);
 * ```
 */
export function createFeatureSet<const F extends NamedFeatures>(
  features: F,
  options: FeatureSetOptions = {},
): FeatureSet<FeatureSetInput<F>, keyof F & string> {
  type In = FeatureSetInput<F>;
  type Name = keyof F & string;
  const names = Object.keys(features) as Name[];
  if (names.length === 0) {
    misuse('features/no-features', ['features'], features, 'Name at least one feature.');
  }
  const definitions = names.map((name) => {
    const feature = features[name] as Feature<In> | undefined;
    if (typeof feature?.start === 'function') return feature;
    return misuse(
      'features/not-a-feature',
      ['features', name],
      feature,
      'Give a definition: sma(20).',
    );
  });
  const historyBars = checkInteger(
    options.historyBars ?? featureSetDefaults.historyBars,
    'features/invalid-history',
    ['historyBars'],
    { min: 0, max: 1e7 },
  );
  const plan = planFeatures(definitions);
  const columns = names.map((name, i): HistoryColumn<Name> => {
    const { warmupBars } = definitions[i] as Feature<In>;
    return { name, slot: plan.outputs[i] as number, warmupBars };
  });
  const warmupBars = Math.max(...definitions.map((feature) => feature.warmupBars));
  const readingOf = readerOf(columns, warmupBars);
  const named = definitions.map((feature, i): Json => [names[i] as Name, definitionOf(feature)]);
  const identity = {
    kind: 'feature-set',
    version: 1,
    configHash: configHash({ features: named, historyBars }),
  };

  const start = (state?: SubjectState): Subject<In, Name> => ({
    graph: startGraph(plan, state?.graph),
    history: startHistory(columns, historyBars, state?.history),
    lastCloseAt: state?.lastCloseAt ?? Number.NEGATIVE_INFINITY,
  });
  const subjects = new Map<string, Subject<In, Name>>();
  if (options.from !== undefined) {
    for (const state of readSubjects(snapshotState(options.from, identity))) {
      subjects.set(state.subject, start(state));
    }
  }

  const open = (name: string, { closeAt }: In): Subject<In, Name> => {
    const subject = subjects.get(name) ?? start();
    if (closeAt > subject.lastCloseAt && Number.isFinite(closeAt)) return subject;
    checkNumber(closeAt, 'features/invalid-input', ['closeAt']);
    const remedy = `Give bars of ${name} in order, each closing after ${subject.lastCloseAt}.`;
    return misuse('features/out-of-order', ['closeAt'], closeAt, remedy);
  };

  return {
    names,
    warmupBars,
    nodeCount: plan.slots,
    update(name: string, input: In): FeatureReading<Name> {
      const subject = open(name, input);
      const { graph, history } = subject;
      const values = graph.update(input);
      if (subject.lastCloseAt === Number.NEGATIVE_INFINITY) subjects.set(name, subject);
      subject.lastCloseAt = input.closeAt;
      history.push(input.closeAt, graph.bars(), values);
      return readingOf(input.closeAt, graph.bars(), values);
    },
    peek(name: string, input: In): FeatureReading<Name> {
      const { graph } = open(name, input);
      return readingOf(input.closeAt, graph.bars() + 1, graph.peek(input));
    },
    subjects: () => [...subjects.keys()],
    columns(name: string) {
      const subject = subjects.get(name);
      if (subject !== undefined) return subject.history.columns();
      const remedy = `Ask for one of ${[...subjects.keys()].join(', ') || '(no subject yet)'}.`;
      return misuse('features/unknown-subject', ['subject'], name, remedy);
    },
    snapshot: () => ({
      ...identity,
      state: {
        subjects: Array.from(subjects, ([subject, { graph, history, lastCloseAt }]) => ({
          subject,
          lastCloseAt,
          graph: graph.state(),
          history: history.state(),
        })),
      },
    }),
  };
}
