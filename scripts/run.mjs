// Every root script lands here, so that a fresh clone needs only Node and npm. Checks the Node version,
// installs with the pinned pnpm when the lockfile has moved, then runs the target with this very Node:
//   run.mjs path/to/file.ts|.mjs [args]    run.mjs pnpm [args]    run.mjs <bin of a root dependency> [args]
// The working directory becomes the root; user paths resolve against INIT_CWD, where the user stood.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededNode = [20, 19];

const fail = (message) => {
  console.error(`plimsoll: ${message}`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < neededNode[0] || (major === neededNode[0] && minor < neededNode[1])) {
  fail(`Node ${neededNode.join('.')} or newer is needed; this is Node ${process.versions.node}.`);
}

const [target, ...args] = process.argv.slice(2);
if (target === undefined) fail('run.mjs needs a script or the name of a tool.');

process.env.INIT_CWD ??= process.cwd();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const readText = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const { packageManager, devDependencies } = readJson('package.json');

/** The command line of npx: through npm's own script where npm started us, because a `.cmd` needs a shell. */
const npx = (commandArgs) => {
  const script = join(dirname(process.env.npm_execpath ?? ''), 'npx-cli.js');
  if (process.env.npm_execpath !== undefined && existsSync(script)) {
    return { command: process.execPath, args: [script, '--yes', ...commandArgs] };
  }
  return { command: 'npx', args: ['--yes', ...commandArgs], shell: process.platform === 'win32' };
};

// pnpm leaves a byte-identical copy of the lockfile behind after a full install.
if (readText('pnpm-lock.yaml') !== readText('node_modules/.pnpm/lock.yaml')) {
  const install = npx([packageManager, 'install', '--frozen-lockfile']);
  const { status, error } = spawnSync(install.command, install.args, {
    stdio: ['ignore', 2, 2], // stdout belongs to the target
    shell: install.shell ?? false,
  });
  if (error !== undefined) fail(`could not start npx: ${error.message}`);
  if (status !== 0) fail(`"${packageManager} install --frozen-lockfile" failed; see above.`);
}

/** The JavaScript file behind a tool's name; no `.bin` shim, so it runs alike on every platform. */
const binOf = (name) => {
  for (const dependency of Object.keys(devDependencies)) {
    const folder = join('node_modules', dependency);
    const { bin } = existsSync(join(folder, 'package.json'))
      ? readJson(join(folder, 'package.json'))
      : {};
    const bins = typeof bin === 'string' ? { [dependency.split('/').pop()]: bin } : (bin ?? {});
    if (name in bins) return join(folder, bins[name]);
  }
  return fail(`no root dependency provides "${name}".`);
};

const commandOf = () => {
  if (target === 'pnpm') return npx([packageManager, ...args]);
  if (/\.m?[jt]s$/.test(target) && !existsSync(target)) return fail(`${target} does not exist.`);
  if (target.endsWith('.ts')) {
    const loader = ['--conditions=@plimsoll/source', '--import', 'tsx'];
    return { command: process.execPath, args: [...loader, target, ...args] };
  }
  const script = target.endsWith('.mjs') ? target : binOf(target);
  return { command: process.execPath, args: [script, ...args] };
};

const command = commandOf();
const child = spawn(command.command, command.args, {
  stdio: 'inherit',
  shell: command.shell ?? false,
});
child.on('error', (error) => fail(`could not start ${command.command}: ${error.message}`));

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
  // A terminal delivers Ctrl-C to the child by itself; twice would mean "stop at once" to some tools.
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
}
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
