import { createRandom } from '@plimsoll/core';
import { copyParameters, createParameters, type HmmParameters } from '../hmm/parameters.ts';
import { stationaryLaw } from '../hmm/stationary-law.ts';
import { createEmWorkspace, type EmProblem } from './em-problem.ts';
import type { ResolvedSearch } from './fit-options.ts';
import { type Ascent, ascend } from './maximise.ts';
import { startingPoint } from './starts.ts';

/** What the search over starting points found. @internal */
export interface SearchResult {
  /** Best run, or `null` when every start collapsed or none was through. */
  readonly best: Ascent | null;
  /** Objectives of all runs that ended in a maximum or at their limit, best first. */
  readonly optima: readonly number[];
  /** Starts tried. */
  readonly starts: number;
  /** Starts that collapsed. */
  readonly degenerateStarts: number;
  /** Whether the caller aborted. */
  readonly cancelled: boolean;
}

/** Work options of a search. @internal */
export interface SearchWork {
  readonly signal?: { readonly aborted: boolean } | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Gives a starting point the first law that the problem prescribes. */
function prepare(problem: EmProblem, start: HmmParameters): HmmParameters {
  const out = createParameters(problem.states, problem.dimension);
  copyParameters(start, out);
  if (problem.initialLaw === 'fixed') out.initial.fill(1 / problem.states);
  if (problem.initialLaw === 'stationary') {
    out.initial.set(stationaryLaw(out.transition, problem.states));
  }
  return out;
}

/**
 * Takes the warm starts (or the first sound seeded one) to convergence, screens the other starts by a
 * few iterations, then takes the best of those to convergence that did not settle at a known maximum.
 *
 * @internal
 */
export function search(
  problem: EmProblem,
  settings: ResolvedSearch,
  warmStarts: readonly HmmParameters[],
  work: SearchWork,
): SearchResult {
  const workspace = createEmWorkspace(problem);
  const random = createRandom(settings.seed).fork('gaussian-hmm');
  const { accelerate, tolerance } = settings;
  const total = settings.starts + warmStarts.length + settings.finalists;
  let done = 0;
  let degenerateStarts = 0;
  let known: number | null = null;
  const climb = (start: HmmParameters, iterations: number, spent: number): Ascent => {
    const run = ascend(problem, workspace, start, {
      iterations,
      tolerance,
      accelerate,
      known,
      spent,
      signal: work.signal,
    });
    done += 1;
    work.onProgress?.(done, total);
    if (run.reason === 'degenerate') degenerateStarts += 1;
    if (run.reason === 'converged' && run.objective > (known ?? Number.NEGATIVE_INFINITY)) {
      known = run.objective;
    }
    return run;
  };
  const sound = (runs: readonly Ascent[]): Ascent[] =>
    runs
      .filter((run) => run.reason !== 'degenerate' && !Number.isNaN(run.objective))
      .sort((a, b) => b.objective - a.objective);

  const finished = warmStarts.map((start) =>
    climb(prepare(problem, start), settings.maximumIterations, 0),
  );
  const screened: Ascent[] = [];
  const aborted = (): boolean => work.signal?.aborted === true;
  for (let index = 0; index < settings.starts && !aborted(); index += 1) {
    const start = startingPoint(problem, index, random.fork(`start-${index}`));
    // One maximum found early spares the runs that would end there too.
    const isFirst = finished.length === 0;
    const iterations = isFirst ? settings.maximumIterations : settings.screeningIterations;
    const run = climb(prepare(problem, start), iterations, 0);
    (isFirst && run.reason !== 'degenerate' ? finished : screened).push(run);
  }
  const promising = sound(screened).filter((run) => run.reason !== 'arrived');
  for (const run of promising.slice(0, settings.finalists)) {
    if (aborted()) break;
    finished.push(
      run.reason === 'limit'
        ? climb(run.parameters, settings.maximumIterations, run.iterations)
        : run,
    );
  }
  const cancelled = aborted();
  const ranked = sound(cancelled ? [...finished, ...screened] : finished);
  return {
    best: ranked[0] ?? null,
    optima: ranked.map((run) => run.objective),
    starts: settings.starts + warmStarts.length,
    degenerateStarts,
    cancelled,
  };
}
