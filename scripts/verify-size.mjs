// Size budgets. What is measured (docs/decisions/002): for every public entry, the built ESM file bundled and
// minified by esbuild with everything exported kept, its third-party dependencies inside and other @plimsoll
// packages outside (each is measured by itself), then gzip at level 9, in units of 1000 bytes.
// Needs `npm run build`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { conclude, fileOf, packages, specifierOf } from './workspace.mjs';

/** kB by specifier; `topic` holds for every entry of its own subject that is not named here. */
const budgets = {
  '@plimsoll/core': 12,
  '@plimsoll/core/host': 12, // bus, host and simulation, with eventemitter3 and noble inside: docs/decisions/010
  '@plimsoll/core/ledger': 18, // a machine, not a topic: with instruments, payload doors, snapshots and noble inside (docs/decisions/010)
  '@plimsoll/numerics/qp': 11, // the optimizer's engine, exact with infeasibility proof and path: docs/decisions/002
  '@plimsoll/numerics/decompositions': 20, // wraps ml-matrix, which is all of it: docs/decisions/002
  '@plimsoll/risk': 10,
  '@plimsoll/optimizer': 30,
};
const topicBudget = 8;

/** Reported without a budget: `testing` never ships to production, `node` never to a browser; agents and the other indexes have none stated. */
const unbudgeted = new Set(['index', 'agent', 'testing', 'node']);

const budgetOf = (specifier, file) =>
  budgets[specifier] ?? (unbudgeted.has(file) ? null : topicBudget);

const measure = async (input, external) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [input],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const thirdParty = Object.entries(Object.values(metafile.outputs)[0].inputs)
    .filter(([path]) => path.includes('node_modules/'))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  const [{ contents }] = outputFiles;
  return { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length, thirdParty };
};

const problems = [];
const rows = [];
const kB = (bytes) => Number((bytes / 1000).toFixed(2));

for (const { name, folder, entries } of packages()) {
  for (const entry of entries) {
    const specifier = specifierOf(name, entry);
    const input = join(folder, 'dist', `${fileOf(entry)}.js`);
    if (!existsSync(input)) {
      problems.push(`${specifier}: not built; run "npm run build" first.`);
      continue;
    }
    const external = ['@plimsoll/*', 'node:*'];
    try {
      const { minified, gzip, thirdParty } = await measure(input, external);
      const budget = budgetOf(specifier, fileOf(entry));
      rows.push({
        entry: specifier,
        'minified kB': kB(minified),
        'of it third-party': kB(thirdParty),
        'gzip kB': kB(gzip),
        'budget kB': budget ?? '-',
      });
      if (budget !== null && gzip > budget * 1000) {
        problems.push(`${specifier}: ${kB(gzip)} kB gzip, budget ${budget} kB.`);
      }
    } catch (error) {
      problems.push(`${specifier}: does not bundle: ${error.message}`);
    }
  }
}

console.table(rows);
conclude(problems, `${rows.length} entries measured; every budget is kept.`);
