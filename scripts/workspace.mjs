// What the checks share: the packages of the workspace, their public entries, and running a tool.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Where checks leave what later checks use; ignored by git. */
export const tarballs = join(root, '.cache', 'tarballs');

/** All packages, each as `{ name, short, folder, manifest, entries }`; entry names as in `exports`. */
export const packages = () =>
  readdirSync(join(root, 'packages'))
    .filter((short) => existsSync(join(root, 'packages', short, 'package.json')))
    .map((short) => {
      const folder = join(root, 'packages', short);
      const manifest = readJson(join(folder, 'package.json'));
      const entries = Object.keys(manifest.exports).filter((entry) => entry !== './package.json');
      return { name: manifest.name, short, folder, manifest, entries };
    });

/** `.` is `index`, `./agent` is `agent`: the name of the file behind an entry. */
export const fileOf = (entry) => (entry === '.' ? 'index' : entry.slice(2));

/** `@plimsoll/core/agent`: what a user writes. */
export const specifierOf = (name, entry) => (entry === '.' ? name : `${name}/${entry.slice(2)}`);

/** Files below `folder` whose name ends in one of `endings`, as absolute paths; generated folders are left out. */
export const filesBelow = (folder, endings) => {
  const generated = new Set(['node_modules', 'dist', 'coverage', 'out', '.cache', '.git']);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return generated.has(item.name) ? [] : filesBelow(path, endings);
    return endings.some((ending) => item.name.endsWith(ending)) ? [path] : [];
  });
};

/** A path as messages show it: from the root, with forward slashes. */
export const shown = (path) => relative(root, path).split(sep).join('/');

/** Runs a command to its end; never rejects. `output` is stdout and stderr in order of arrival. */
export const execute = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let [output, stdout] = ['', ''];
    child.stdout.on('data', (chunk) => {
      output += chunk;
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) =>
      resolve({ code: 1, output: `${output}${error.message}\n`, stdout }),
    );
    child.on('close', (code, signal) => resolve({ code: code ?? 1, signal, output, stdout }));
  });

/** Runs a tool or script of the workspace through `run.mjs`. */
export const tool = (args, options) =>
  execute(process.execPath, [join(root, 'scripts', 'run.mjs'), ...args], options);

/** Runs npm, through its own script where npm started us, because a `.cmd` needs a shell. */
export const npm = (args, options = {}) => {
  const script = process.env.npm_execpath;
  return script?.endsWith('npm-cli.js')
    ? execute(process.execPath, [script, ...args], options)
    : execute('npm', args, { shell: process.platform === 'win32', ...options });
};

/** Ends a check: every problem on a line of its own and exit code 1, or the summary. */
export const conclude = (problems, summary) => {
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length === 0) console.log(summary);
  else console.error(`${problems.length} problem${problems.length === 1 ? '' : 's'}.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
};
