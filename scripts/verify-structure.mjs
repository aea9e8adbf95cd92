// Where things are: public entries agree in all three lists, packages point only downwards,
// manifests are alike, and no file outgrows its one idea.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, fileOf, filesBelow, packages, root, shown } from './workspace.mjs';

const longestFile = 300;

/** Who may depend on whom; domain packages never import one another. */
const layers = {
  core: [],
  numerics: ['core'],
  features: ['core', 'numerics'],
  optimizer: ['core', 'numerics'],
  regime: ['core', 'numerics', 'features'],
  execution: ['core', 'numerics'],
  risk: ['core', 'numerics'],
};

const problems = [];
const all = packages();

const difference = (left, right) => left.filter((item) => !right.includes(item));

const compareLists = (where, expected, lists) => {
  for (const [title, list] of lists) {
    for (const entry of difference(expected, list)) {
      problems.push(
        `${where}: src/${entry}.ts is a public entry, but ${title} does not name it. Add it, or move the file into a folder.`,
      );
    }
    for (const entry of difference(list, expected)) {
      problems.push(`${where}: ${title} names "${entry}", but there is no src/${entry}.ts.`);
    }
  }
};

const exportOf = (file) => ({
  '@plimsoll/source': `./src/${file}.ts`,
  import: { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
  require: { types: `./dist/${file}.d.cts`, default: `./dist/${file}.cjs` },
});

const alike = {
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19' },
  files: ['dist', 'src'],
  publishConfig: { access: 'public' },
};

for (const { short, folder, manifest, entries } of all) {
  const where = `packages/${short}`;
  const sources = readdirSync(join(folder, 'src'), { withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => item.name.replace(/\.ts$/, ''));
  const typedoc = (manifest.typedocOptions?.entryPoints ?? []).map((path) =>
    path.replace(/^src\/|\.ts$/g, ''),
  );
  compareLists(where, sources, [
    ['"exports" of package.json', entries.map(fileOf)],
    ['"typedocOptions.entryPoints" of package.json', typedoc],
  ]);
  for (const entry of entries) {
    const expected = exportOf(fileOf(entry));
    if (JSON.stringify(manifest.exports[entry]) !== JSON.stringify(expected)) {
      problems.push(`${where}: "exports" of "${entry}" should be ${JSON.stringify(expected)}.`);
    }
  }
  for (const [key, value] of Object.entries(alike)) {
    if (JSON.stringify(manifest[key]) !== JSON.stringify(value)) {
      problems.push(`${where}: "${key}" of package.json should be ${JSON.stringify(value)}.`);
    }
  }
  if (manifest.version !== all[0].manifest.version) {
    problems.push(
      `${where}: version ${manifest.version} differs from ${all[0].manifest.version}; all packages share one.`,
    );
  }
  if (!existsSync(join(folder, 'README.md'))) problems.push(`${where}: README.md is missing.`);

  const allowed = layers[short];
  if (allowed === undefined) {
    problems.push(
      `${where}: unknown package; give it a place in the layers of scripts/verify-structure.mjs.`,
    );
    continue;
  }
  const needs = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    .filter((name) => name.startsWith('@plimsoll/'))
    .map((name) => name.slice('@plimsoll/'.length));
  for (const name of difference(needs, allowed)) {
    problems.push(
      `${where}: may not depend on @plimsoll/${name}; allowed: ${allowed.join(', ') || 'none'}.`,
    );
  }
}

/** Imports of a sibling must be declared and may not reach past its entries. */
for (const { short, folder, manifest } of all) {
  for (const file of filesBelow(join(folder, 'src'), ['.ts'])) {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import)\s*\(?\s*'([^']+)'/g,
    )) {
      if (!specifier.startsWith('@plimsoll/')) continue;
      const [, name] = specifier.split('/');
      const entry = specifier.slice(`@plimsoll/${name}`.length);
      const owner = all.find((candidate) => candidate.short === name);
      if (owner === undefined || !owner.entries.includes(`.${entry}`)) {
        problems.push(`${shown(file)}: "${specifier}" is not a public entry.`);
      } else if (name !== short && manifest.dependencies?.[`@plimsoll/${name}`] === undefined) {
        problems.push(`${shown(file)}: "${specifier}" is not a dependency of packages/${short}.`);
      } else if (name === short) {
        problems.push(`${shown(file)}: imports its own package by name; use a relative path.`);
      }
    }
  }
}

const lineCount = (path) => readFileSync(path, 'utf8').split('\n').length - 1;
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

const table = all.map(({ short, folder }) => {
  const lengths = filesBelow(join(folder, 'src'), ['.ts'])
    .map(lineCount)
    .sort((a, b) => a - b);
  return {
    package: short,
    files: lengths.length,
    lines: lengths.reduce((a, b) => a + b, 0),
    median: quantile(lengths, 0.5),
    p95: quantile(lengths, 0.95),
    longest: lengths.at(-1),
  };
});
console.table(table);

const measured = [
  ...all.flatMap(({ folder }) => filesBelow(join(folder, 'src'), ['.ts'])),
  ...filesBelow(join(root, 'examples'), ['.ts']).filter(
    (path) => shown(path).split('/')[2] === 'src',
  ),
  ...filesBelow(join(root, 'scripts'), ['.mjs']),
];
for (const path of measured) {
  const lines = lineCount(path);
  if (lines > longestFile)
    problems.push(
      `${shown(path)}: ${lines} lines, more than ${longestFile}; which idea wants a file of its own?`,
    );
}

conclude(
  problems,
  `${all.length} packages, ${measured.length} source files: entries, layers, manifests and lengths agree.`,
);
