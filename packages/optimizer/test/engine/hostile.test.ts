import { expect, test } from 'vitest';
import {
  maximumSharpe,
  minimumVariance,
  type Objective,
  type SolveOutcome,
  solve,
  targetReturn,
  utility,
} from '../../src/index.ts';
import { hostileProblem } from '../support/hostile.ts';
import { runs } from '../support/runs.ts';

test('hostile data end in a proven answer, and feasibility does not depend on the objective', () => {
  const { numRuns } = runs(120);
  let answers = 0;
  let unproven = 0;
  for (let seed = 1; seed <= numRuns; seed += 1) {
    const { gain, scale, ...problem } = hostileProblem(seed);
    const objectives: readonly Objective[] = [
      minimumVariance(),
      utility({ riskAversion: gain / scale }),
      maximumSharpe({ riskFreeRate: 0.05 * gain }),
      targetReturn({ atLeast: 0.5 * gain }),
    ];
    const outcomes: readonly SolveOutcome[] = objectives.map((objective) =>
      solve({ ...problem, objective } as never),
    );
    const [first, second, third] = outcomes.map(({ status }) => status === 'infeasible');
    expect([second, third]).toEqual([first, first]);
    for (const outcome of outcomes) {
      expect(['numerical', 'iteration-limit', 'cancelled']).not.toContain(outcome.status);
      answers += 1;
      if (!('evidence' in outcome && outcome.evidence.verified)) unproven += 1;
    }
  }
  // A portfolio that hedges itself to nothing may stay short of ten digits; it is then told.
  expect(unproven).toBeLessThanOrEqual(Math.ceil(answers / 500));
});
