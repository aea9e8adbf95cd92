// `npm start`, `npm test` and every other root script land here, so a fresh clone needs only Node and npm.
// Installs with the pinned pnpm when the lockfile and node_modules disagree, then runs the given
// script or binary with this Node.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [target, ...args] = process.argv.slice(2);
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const run = (command, commandArgs) => {
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, commandArgs, { stdio: 'inherit', shell });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

if (read('pnpm-lock.yaml') !== read('node_modules/.pnpm/lock.yaml')) {
  const { packageManager } = JSON.parse(read('package.json'));
  run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile']);
}

if (target.endsWith('.ts')) run('node_modules/.bin/tsx', ['--conditions=@plimsoll/source', target, ...args]);
else run(`node_modules/.bin/${target}`, args);
