// The consumer proof: the tarballs of `npm run verify:packages`, installed with npm into an empty project
// outside the repository, are imported, required and type-checked there, under the oldest, the last and the
// pinned TypeScript, without skipLibCheck and with nothing but ECMAScript in scope.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  conclude,
  execute,
  npm,
  packages,
  readJson,
  root,
  specifierOf,
  tarballs,
} from './workspace.mjs';

const { devDependencies } = readJson(join(root, 'package.json'));

/** Compilers by alias; the pinned one is the workspace's own. */
const compilers = {
  'typescript-5.5': 'npm:typescript@~5.5.4',
  'typescript-5.9': 'npm:typescript@~5.9.3',
  'typescript-pinned': `npm:typescript@${devDependencies.typescript}`,
};

const problems = [];
const all = packages();
const tarballNames = existsSync(tarballs) ? readdirSync(tarballs) : [];
if (tarballNames.length !== all.length) {
  conclude(['no tarballs; run "npm run build" and "npm run verify:packages" first.'], '');
  process.exit();
}

const specifiers = all.flatMap(({ name, entries }) =>
  entries.map((entry) => specifierOf(name, entry)),
);

const project = mkdtempSync(join(tmpdir(), 'plimsoll-consumer-'));
const write = (name, content) => writeFileSync(join(project, name), content);
const writeJson = (name, content) => write(name, `${JSON.stringify(content, null, 2)}\n`);

const identifier = (specifier) => specifier.replace(/[^a-z0-9]+/gi, '_');

const compilerOptions = (types) => ({
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  types,
});

/** One program per reach: entries for every runtime see no Node types; `node` entries may. */
const programs = {
  portable: { types: [], holds: specifiers.filter((specifier) => !specifier.endsWith('/node')) },
  node: { types: ['node'], holds: specifiers.filter((specifier) => specifier.endsWith('/node')) },
};

const lay = () => {
  writeJson('package.json', {
    name: 'plimsoll-consumer',
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(
      tarballNames.map((file) => {
        const { name } = all.find(({ short }) => file.startsWith(`plimsoll-${short}-`));
        return [name, `file:${join(tarballs, file)}`];
      }),
    ),
    devDependencies: { '@types/node': devDependencies['@types/node'], ...compilers },
  });
  writeJson('specifiers.json', specifiers);
  for (const file of ['entries.mjs', 'event-bus.mts']) {
    copyFileSync(join(root, 'scripts', 'consumer', file), join(project, file));
  }
  for (const [program, { types, holds }] of Object.entries(programs)) {
    const names = `export const all: readonly object[] = [${holds.map(identifier).join(', ')}];\n`;
    const imports = holds.map((item) => `import * as ${identifier(item)} from '${item}';\n`);
    const requires = holds.map((item) => `import ${identifier(item)} = require('${item}');\n`);
    write(`${program}.mts`, imports.join('') + names);
    write(`${program}.cts`, requires.join('') + names);
    const files = [
      `${program}.mts`,
      `${program}.cts`,
      ...(program === 'portable' ? ['event-bus.mts'] : []),
    ];
    writeJson(`tsconfig.${program}.json`, { compilerOptions: compilerOptions(types), files });
  }
};

const step = async (title, running) => {
  const { code, output } = await running;
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${title}`);
  if (code !== 0) problems.push(`${title}\n${output.trim()}`);
  return code === 0;
};

const inProject = (args) => execute(process.execPath, args, { cwd: project });

try {
  lay();
  const quiet = [
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
  ];
  if (await step('npm install of the tarballs', npm(['install', ...quiet], { cwd: project }))) {
    await step(`import and require of ${specifiers.length} entries`, inProject(['entries.mjs']));
    for (const compiler of Object.keys(compilers)) {
      const tsc = join('node_modules', compiler, 'bin', 'tsc');
      const { version } = readJson(join(project, 'node_modules', compiler, 'package.json'));
      for (const program of Object.keys(programs)) {
        await step(
          `tsc ${version}, ${program} entries from .mts and .cts`,
          inProject([tsc, '-p', `tsconfig.${program}.json`]),
        );
      }
    }
  }
} finally {
  if (process.env.PLIMSOLL_KEEP_CONSUMER === undefined)
    rmSync(project, { recursive: true, force: true });
  else console.log(`kept ${project}`);
}

conclude(problems, 'a consumer can import, require and type-check every entry.');
