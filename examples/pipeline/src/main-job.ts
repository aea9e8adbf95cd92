import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createFileJournal } from '@plimsoll/core/node';
import { type Command, readCommandLine, usage } from './command-line.ts';
import { preflight } from './data/preflight.ts';
import { selectMarket, shownPath } from './data/select-market.ts';
import { OUT_FOLDER, outputPaths } from './output-paths.ts';
import { assembleReport } from './report/assemble-report.ts';
import { renderReport } from './report/render-report.ts';
import { textTable } from './report/text-table.ts';
import { provePrefix } from './study/causality.ts';
import { comparePaths } from './study/comparison.ts';
import { sensitivityTable } from './study/sensitivity.ts';
import { shrinkageRange } from './study/shrinkage.ts';
import { decideStrategies, firstHeldDecision } from './study/strategies.ts';
import { readingsOf } from './system/recorded-regime.ts';
import { assumptions, mainRun, type RunOptions } from './system/run-options.ts';
import { runPipeline } from './system/run-pipeline.ts';
import type { RunRecord } from './system/run-record.ts';
import { refusalAsCode, type Terminal } from './terminal.ts';

const refitFacts = (record: RunRecord, causalComparisons: number) => {
  const last = record.regimes.at(-1)?.payload.diagnostics;
  return {
    refits: last?.['refits'] ?? 0,
    relabelled: last?.['relabelledByRefits'] ?? 0,
    causalComparisons,
  };
};

const run = async (
  { selection, out }: Command,
  { log, startProgress }: Terminal,
): Promise<void> => {
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
  const started = performance.now();
  const selected = selectMarket(selection);
  const { market } = selected;
  log(market.title);
  const facts = preflight(market);
  for (const fact of facts) log(`  checked: ${fact}`);
  firstHeldDecision(market, mainRun);
  const output = outputPaths(out);
  mkdirSync(out, { recursive: true });
  rmSync(output.journal, { force: true });

  const journal = createFileJournal(output.journal);
  const main = await stage('main run', (onProgress) =>
    runPipeline(selected, mainRun, { journal, onProgress }),
  );
  const mainSeconds = (performance.now() - started) / 1000;
  const regime = readingsOf(main.record);
  const variant = (name: string, change: Partial<RunOptions>) =>
    stage(name, (onProgress) =>
      runPipeline(selected, { ...mainRun, ...change }, { readings: regime, onProgress }),
    );
  const lagged = await variant('information lagged by one month', { lagMonths: 1 });
  const unguarded = await variant('without the drawdown machine', { drawdownMachine: false });

  const causal =
    market.index === null ? 0 : await stage('prefix test', () => provePrefix(market, mainRun));
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
    shrinkage: shrinkageRange(market, strategies.minimumVariance, mainRun.windowMonths),
  });
  writeFileSync(output.report, await stage('report', () => renderReport(data)));

  log('');
  for (const [label, value] of data.headline) log(`  ${label}: ${value}`);
  log(`\n${textTable(data.tables.comparison)}`);
  log(`\n${textTable(data.tables.differences)}`);
  log(
    `\n${market.assets.length} assets chosen in hindsight: returns here prove nothing about the method.`,
  );
  const path = shownPath(output.journal);
  const replay = out === OUT_FOLDER ? 'npm run replay' : `npm run replay -- ${path}`;
  log(`report   ${shownPath(output.report)}`);
  log(`journal  ${path}   ${replay} verifies and recomputes it`);
  const total = (performance.now() - started) / 1000;
  log(`main run ${mainSeconds.toFixed(1)} s, everything ${total.toFixed(1)} s`);
};

/**
 * The whole chain on the selected prices: report, journal, tables on the terminal.
 *
 * @returns the exit code: 1 when something was refused, with the reason on the terminal.
 */
export function mainJob(args: readonly string[], terminal: Terminal): Promise<number> {
  return refusalAsCode(terminal, async () => {
    const command = readCommandLine(args);
    if (command === null) terminal.log(usage);
    else await run(command, terminal);
    return 0;
  });
}
