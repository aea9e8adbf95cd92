// npm start: the whole chain on real prices, a report and a journal.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { PlimsollError } from '@plimsoll/core';
import { createFileJournal } from '@plimsoll/core/node';
import { readCommandLine } from './command-line.ts';
import { preflight } from './data/preflight.ts';
import { type SelectedMarket, selectMarket } from './data/select-market.ts';
import { JOURNAL_PATH, OUT_FOLDER, REPORT_PATH } from './output-paths.ts';
import { startProgress } from './progress.ts';
import { assembleReport } from './report/assemble-report.ts';
import { renderReport } from './report/render-report.ts';
import { textTable } from './report/text-table.ts';
import { provePrefix } from './study/causality.ts';
import { comparePaths } from './study/comparison.ts';
import { regimePath } from './study/regime-path.ts';
import { sensitivityTable } from './study/sensitivity.ts';
import { decideStrategies } from './study/strategies.ts';
import { assumptions, mainRun, type RunOptions } from './system/run-options.ts';
import { runPipeline } from './system/run-pipeline.ts';
import type { RunRecord } from './system/run-record.ts';

const stage = async <T>(
  name: string,
  work: (update: (done: number, total: number) => void) => T | Promise<T>,
): Promise<T> => {
  const progress = startProgress(name);
  try {
    return await work(progress.update);
  } finally {
    progress.stop();
  }
};

const refitFacts = (record: RunRecord, causalComparisons: number) => {
  const last = record.regimes.at(-1)?.payload.diagnostics;
  return {
    refits: last?.['refits'] ?? 0,
    relabelled: last?.['relabelledByRefits'] ?? 0,
    causalComparisons,
  };
};

const run = async (selected: SelectedMarket): Promise<void> => {
  const started = performance.now();
  const { market } = selected;
  console.log(market.title);
  const facts = preflight(market);
  for (const fact of facts) console.log(`  checked: ${fact}`);
  mkdirSync(OUT_FOLDER, { recursive: true });
  rmSync(JOURNAL_PATH, { force: true });

  const journal = createFileJournal(JOURNAL_PATH);
  const main = await stage('main run', (onProgress) =>
    runPipeline(selected, mainRun, journal, { onProgress }),
  );
  const mainSeconds = (performance.now() - started) / 1000;
  const variant = (name: string, change: Partial<RunOptions>) =>
    stage(name, (onProgress) =>
      runPipeline(selected, { ...mainRun, ...change }, undefined, { onProgress }),
    );
  const lagged = await variant('information lagged by one month', { lagMonths: 1 });
  const unguarded = await variant('without the drawdown machine', { drawdownMachine: false });

  const causal = await stage('prefix test', () => provePrefix(market, mainRun));
  const regime = regimePath(market, mainRun);
  const strategies = decideStrategies(market, regime, mainRun, mainRun.windowMonths);
  const paths = comparePaths(market, strategies, {
    nav: assumptions.openingCash,
    costScale: mainRun.costScale,
  });
  const sensitivity = await stage('sensitivity grid', (onProgress) =>
    sensitivityTable(market, regime, assumptions.openingCash, { onProgress }),
  );
  const data = assembleReport({
    market,
    facts,
    main: main.record,
    lagged: lagged.record,
    unguarded: unguarded.record,
    head: main.head,
    paths,
    worstResidual: Math.max(main.record.worstResidual, strategies.worstResidual),
    refits: refitFacts(main.record, causal),
    sensitivity,
  });
  writeFileSync(REPORT_PATH, await stage('report', () => renderReport(data)));

  console.log('');
  for (const [label, value] of data.headline) console.log(`  ${label}: ${value}`);
  console.log(`\n${textTable(data.tables.comparison)}`);
  console.log(`\n${textTable(data.tables.differences)}`);
  console.log(
    '\nA handful of assets chosen in hindsight: returns here prove nothing about the method.',
  );
  console.log('report   out/report.html');
  console.log('journal  out/journal.jsonl   npm run replay verifies and recomputes it');
  const total = (performance.now() - started) / 1000;
  console.log(`main run ${mainSeconds.toFixed(1)} s, everything ${total.toFixed(1)} s`);
};

try {
  const selection = readCommandLine(process.argv.slice(2));
  if (selection !== null) await run(selectMarket(selection));
} catch (error) {
  if (!PlimsollError.is(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
