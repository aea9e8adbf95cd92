import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNumber } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import {
  assertCausal,
  defineDetector,
  fitGaussianHmm,
  gaussianHmm,
  hysteresis,
  persist,
  type ReadyRegimeReading,
  refitEvery,
  smoothWithLookahead,
} from '../src/index.ts';
import { regimeDetectorContract } from '../src/testing.ts';
import { simulatedBars } from './support/bars.ts';
import { simulate, twoMarkets } from './support/synthetic.ts';

const here = import.meta.dirname;
const readme = readFileSync(join(here, '../README.md'), 'utf8');
const self = readFileSync(join(here, 'readme.test.ts'), 'utf8');

const squeeze = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(import .*|type .*|\} from .*)$/.test(line))
    .join('\n');

/** The code block of the README that a comment names. */
const block = (name: string): string => {
  const found = new RegExp(`<!-- ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readme);
  return found?.[1] ?? `no block ${name} in the README`;
};

/** The lines of this file between two markers. */
const tested = (name: string): string => {
  const [, rest = ''] = self.split(`// begin ${name}\n`);
  return rest.split(`// end ${name}`)[0] ?? '';
};

const rows = simulate(twoMarkets, 600, 21).rows;
const closes = simulatedBars(150, 3).map(({ close }) => close);

describe('the README shows code that is run here, and what it prints', () => {
  test('the smallest use', () => {
    const printed: string[] = [];
    const console = { log: (...parts: unknown[]) => void printed.push(parts.join(' ')) };
    let last: ReadyRegimeReading<'calm' | 'turbulent'> | undefined;
    // begin smallest-use
    const market = persist(
      gaussianHmm({
        states: 2,
        names: ['calm', 'turbulent'],
        columns: ['logReturn', 'logRange'],
        refit: refitEvery(63, { minimumBars: 252 }),
      }),
      hysteresis({ enter: 0.8, leave: 0.2 }),
    );
    const live = market.start();
    for (const row of rows) {
      const reading = live.update(row);
      if (reading.status === 'ready') last = reading;
    }
    console.log(last?.label, 'for', last?.ageBars, 'bars');
    console.log('P(turbulent)', last?.probabilities.turbulent.toFixed(4));
    console.log('next bar', last?.predicted.turbulent.toFixed(4));
    console.log('refits', last?.diagnostics['refits']);
    // end smallest-use
    expect(squeeze(block('tested: smallest-use'))).toBe(squeeze(tested('smallest-use')));
    expect(`${printed.join('\n')}\n`).toBe(block('output: smallest-use'));
  });

  // begin own-detector
  const bigMove = (limit: number) =>
    defineDetector({
      kind: 'big-move',
      params: { limit },
      labels: ['calm', 'turbulent'],
      initial: 0,
      step(last: number, close: number) {
        checkNumber(close, 'desk/bad-close', ['close'], { min: 0, above: true });
        const move = last === 0 ? 0 : close / last - 1;
        const regime = Math.abs(move) > limit ? 'turbulent' : 'calm';
        return { state: close, regime, diagnostics: { move } };
      },
    });
  const fixture = { inputs: closes, refused: [Number.NaN, -1, null] };
  for (const check of regimeDetectorContract(() => bigMove(0.015), fixture)) {
    test(check.name, check.run);
  }
  // end own-detector

  test('the own detector', () => {
    expect(squeeze(block('tested: own-detector'))).toBe(squeeze(tested('own-detector')));
    const lines = squeeze(tested('own-detector').split('const fixture')[0] ?? '').split('\n');
    expect(lines.length).toBeLessThanOrEqual(15);
  });

  test('proof of causality, and of its absence', () => {
    const printed: string[] = [];
    const console = { log: (...parts: unknown[]) => void printed.push(parts.join(' ')) };
    // begin causality
    const report = assertCausal(() => bigMove(0.015), closes, { cuts: 5 });
    console.log(report.comparedReadings, 'readings compared, none differs');

    const cheat = (data: readonly number[]) =>
      bigMove(0.5 * (Math.max(...data) / (data[0] as number) - 1));
    try {
      assertCausal(cheat, closes);
    } catch (error) {
      console.log((error as Error).message.split(':')[0]);
    }
    // end causality
    expect(squeeze(block('tested: causality'))).toBe(squeeze(tested('causality')));
    expect(`${printed.join('\n')}\n`).toBe(block('output: causality'));
  });

  test('fitting, and the answers it may give', () => {
    const printed: string[] = [];
    const console = { log: (...parts: unknown[]) => void printed.push(parts.join(' ')) };
    // begin fitting
    const fit = fitGaussianHmm(rows, { states: 2, columns: ['logReturn', 'logRange'] });
    if (fit.status === 'fitted') {
      console.log(fit.reason);
      console.log('distinct optima', fit.distinctOptima, 'degenerate starts', fit.degenerateStarts);
      console.log(smoothWithLookahead(fit.model, rows).kind);
    }
    console.log(fitGaussianHmm(rows.slice(0, 12), { states: 2 }).status);
    // end fitting
    expect(squeeze(block('tested: fitting'))).toBe(squeeze(tested('fitting')));
    expect(`${printed.join('\n')}\n`).toBe(block('output: fitting'));
  });
});
