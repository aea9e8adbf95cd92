// `npm run check`: every check of the repository, in two lanes for two cores. A step that fails shows all it
// printed and never stops the others; what needs its result is reported as failed too. The last line counts.
//   npm run check              everything
//   npm run check -- lint docs   only these steps (and what they need)
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './workspace.mjs';

/** `needs` names a step of the same lane that must have passed before. */
const lanes = [
  [
    { name: 'build', run: ['pnpm', '-r', '--no-sort', '--filter', './packages/*', 'run', 'build'] },
    { name: 'packages', run: ['scripts/verify-packages.mjs'], needs: 'build' },
    { name: 'consumer', run: ['scripts/verify-consumer.mjs'], needs: 'build' },
    { name: 'size', run: ['scripts/verify-size.mjs'], needs: 'build' },
    { name: 'docs', run: ['typedoc'] },
  ],
  [
    { name: 'structure', run: ['scripts/verify-structure.mjs'] },
    { name: 'lint', run: ['biome', 'check', '--error-on-warnings'] },
    { name: 'types', run: ['tsc'] },
    { name: 'portable-types', run: ['tsc', '-p', 'tsconfig.src.json'] },
    { name: 'links', run: ['scripts/verify-links.mjs'] },
    { name: 'coverage', run: ['vitest', 'run', '--coverage', '--reporter=dot'] },
    { name: 'snippets', run: ['scripts/verify-snippets.mjs'] },
    {
      name: 'readme',
      run: ['scripts/verify-readme.mjs'],
      when: () => existsSync(join(root, 'README.md')),
    },
    // After `readme`, which runs `npm start`: its journal is what the page shows.
    { name: 'vocabulary', run: ['scripts/write-vocabulary.mjs', '--check'] },
  ],
];

const all = lanes.flat();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`no step "${unknown[0]}"; there are: ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const needed = new Set(
  wanted.flatMap((name) => [name, all.find((step) => step.name === name)?.needs]),
);

const results = new Map();
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`.padStart(7);
const indented = (text) => text.trimEnd().replace(/^/gm, '    ');
const lastLine = (text) => text.trimEnd().split('\n').at(-1)?.trim() ?? '';

const perform = async (step) => {
  const title = step.name.padEnd(15);
  if (step.when !== undefined && !step.when())
    return console.log(`--   ${title} nothing to check yet`);
  if (step.needs !== undefined && results.get(step.needs) !== true) {
    results.set(step.name, false);
    return console.log(`FAIL ${title} needs "${step.needs}", which failed`);
  }
  const from = performance.now();
  const { code, output } = await tool(step.run, {
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  results.set(step.name, code === 0);
  if (code === 0)
    return console.log(`ok   ${title} ${seconds(from)}  ${lastLine(output).slice(0, 100)}`);
  return console.log(`FAIL ${title} ${seconds(from)}\n${indented(output)}`);
};

const from = performance.now();
await Promise.all(
  lanes.map(async (steps) => {
    for (const step of steps) {
      if (wanted.length === 0 || needed.has(step.name)) await perform(step);
    }
  }),
);

const passed = [...results.values()].filter((result) => result).length;
const failed = [...results.entries()].filter(([, result]) => !result).map(([name]) => name);
console.log(
  `\n${seconds(from).trim()}${failed.length === 0 ? '' : `; failed: ${failed.join(', ')}`}`,
);
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
